"""Builds the shipped template: ``python -m service.templates.build``.

A house may bring its own (``service.docx_template``): styles of the same names win over these,
and those that it lacks are taken from here.
"""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO

from service.export_docx.names import R_NS, RELS_NS, SHIPPED, TYPES_NS, W_NS

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = f'xmlns:w="{W_NS}" xmlns:r="{R_NS}"'
_FONTS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="SimSun"/>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _style(
    name: str,
    *,
    run: str = "",
    paragraph: str = "",
    kind: str = "paragraph",
    based: str | None = "Normal",
    following: str | None = None,
) -> str:
    basis = f'<w:basedOn w:val="{based}"/>' if based and kind == "paragraph" else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    about = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{_id(name)}">'
        f'<w:name w:val="{name}"/>{basis}{after}<w:qFormat/>'
        f"{about}<w:rPr>{run}</w:rPr></w:style>"
    )


def _id(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_BOLD = "<w:b/><w:bCs/>"
_GREY = '<w:color w:val="595959"/>'
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>",
    _style(
        "Title",
        run=_BOLD + _size(32),
        paragraph='<w:keepNext/><w:spacing w:before="120" w:after="160"/>',
    ),
    _style(
        "heading 1",
        run=_BOLD + _size(24),
        paragraph='<w:keepNext/><w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="0"/>',
        following="DraftStatement",
    ),
    _style(
        "Draft statement",
        paragraph='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:spacing w:after="140" w:line="276" w:lineRule="auto"/>',
    ),
    _style(
        "Draft note",
        run=_GREY + _size(18),
        paragraph='<w:spacing w:after="100"/>',
    ),
    _style("Draft source", run=_size(18), paragraph='<w:spacing w:after="60"/>'),
    _style(
        "Draft mark",
        run=_BOLD + '<w:color w:val="A61C00"/>' + _size(17),
        paragraph='<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="6" w:color="BFBFBF"/>'
        '</w:pBdr><w:jc w:val="center"/>',
    ),
    _style(
        "footnote text",
        run=_size(17),
        paragraph='<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>',
    ),
    _style("footnote reference", kind="character", run='<w:vertAlign w:val="superscript"/>'),
    _style("Hyperlink", kind="character", run='<w:color w:val="0B5394"/><w:u w:val="single"/>'),
    _style("footer", run=_GREY + _size(16), paragraph='<w:jc w:val="center"/>'),
)
# Centred numbers stand alike in both directions of writing, in Word as in LibreOffice.
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="center"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs>'
    '<w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1418" w:bottom="1304"'
    ' w:left="1418" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def build_template() -> bytes:
    """Return the template as a file, always the same bytes."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES_NS}">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for part, kind in (
                ("document", "document.main"),
                ("styles", "styles"),
                ("numbering", "numbering"),
                ("settings", "settings"),
                ("footer1", "footer"),
            )
        )
        + "</Types>",
        "_rels/.rels": _relationships((("officeDocument", "word/document.xml"),)),
        "word/_rels/document.xml.rels": _relationships(
            (
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("settings", "settings.xml"),
                ("footer", "footer1.xml"),
            )
        ),
        "word/document.xml": f"<w:document {_WORD}><w:body>{_PAGE}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_WORD}><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
        f'{_size(21)}<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>" + "".join(_STYLES) + "</w:styles>",
        "word/numbering.xml": f"<w:numbering {_WORD}>{_NUMBERING}</w:numbering>",
        "word/settings.xml": f'<w:settings {_WORD}><w:defaultTabStop w:val="567"/><w:footnotePr>'
        '<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting'
        ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat></w:settings>',
        "word/footer1.xml": f'<w:ftr {_WORD}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{_FIELD}</w:p></w:ftr>",
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, _HEAD + content)
    return buffer.getvalue()


def _relationships(targets: tuple[tuple[str, str], ...]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELS_NS}">{listed}</Relationships>'


def main() -> int:
    """Write the shipped template."""
    SHIPPED.parent.mkdir(exist_ok=True)
    SHIPPED.write_bytes(build_template())
    sys.stdout.write(f"{SHIPPED.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
