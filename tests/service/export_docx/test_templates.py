"""House styles: what is taken from a template, and which files are none."""

import zipfile

import pytest

from service.errors import BadTemplate
from service.export_docx import to_docx
from service.export_docx.names import DOCUMENT, SHIPPED, W
from service.templates.build import build_template

STYLES = "word/styles.xml"
STYLE = """<w:style w:type="paragraph" w:styleId="Uberschrift1"><w:name w:val="heading 1"/>
<w:rPr><w:color w:val="009CA6"/></w:rPr></w:style>"""


@pytest.fixture
def house(tmp_path, with_parts):
    """A template with one style of its own and a header, and without most of ours."""
    copy = tmp_path / "shipped.docx"
    copy.write_bytes(SHIPPED.read_bytes())
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = zipfile.ZipFile(SHIPPED).read("[Content_Types].xml").decode()
    rels = zipfile.ZipFile(SHIPPED).read("word/_rels/document.xml.rels").decode()
    header = f'<Relationship Id="rId9" Type="{r}/header" Target="header1.xml"/></Relationships>'
    return with_parts(
        copy,
        {
            STYLES: f'<w:styles xmlns:w="{w}">{STYLE}</w:styles>',
            "word/header1.xml": f'<w:hdr xmlns:w="{w}"><w:p><w:r><w:t>The House</w:t></w:r></w:p>'
            "</w:hdr>",
            "word/_rels/document.xml.rels": rels.replace("</Relationships>", header),
            "[Content_Types].xml": types.replace("document.main", "template.main"),
            DOCUMENT: f'<w:document xmlns:w="{w}" xmlns:r="{r}"><w:body><w:p/><w:sectPr>'
            '<w:headerReference w:type="default" r:id="rId9"/><w:pgSz w:w="12240" w:h="15840"/>'
            "</w:sectPr></w:body></w:document>",
        },
        "house.dotx",
    )


def test_styles_page_and_header_of_a_house_are_used(house, draft, part):
    path = draft("en", template=house)
    document = part(path, DOCUMENT)
    used = {style.get(f"{W}val") for style in document.iter(f"{W}pStyle")}
    assert "Uberschrift1" in used
    assert document.find(f".//{W}pgSz").get(f"{W}w") == "12240"
    header = part(path, "word/header1.xml")
    assert [t.text for t in header.iter(f"{W}t")][-1] == "The House"
    assert "DRAFT" in header.find(f".//{W}t").text


def test_styles_that_a_house_lacks_are_added(house, draft, part):
    names = {n.get(f"{W}val") for n in part(draft("en", template=house), STYLES).iter(f"{W}name")}
    assert {"Draft statement", "footnote text", "footnote reference", "Title"} <= names


def test_a_template_becomes_a_document(house, draft):
    with zipfile.ZipFile(draft("en", template=house)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    assert "document.main+xml" in types
    assert "template.main" not in types


def test_the_shipped_template_is_what_the_script_builds():
    assert SHIPPED.read_bytes() == build_template()


@pytest.mark.parametrize(
    "parts",
    [
        {DOCUMENT: None},
        {DOCUMENT: "<w:document"},
        {DOCUMENT: '<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'},
        {STYLES: "not xml"},
        {"[Content_Types].xml": None},
        {"../outside.xml": "x"},
    ],
    ids=["no text", "broken text", "entity", "broken styles", "no types", "outside"],
)
def test_what_is_no_template_is_refused(parts, tmp_path, summaries, with_parts):
    copy = tmp_path / "shipped.docx"
    copy.write_bytes(SHIPPED.read_bytes())
    with pytest.raises(BadTemplate):
        to_docx(summaries("en"), template=with_parts(copy, parts))


@pytest.mark.parametrize("content", [None, b"", b"no zip file"])
def test_a_missing_file_is_no_template(content, tmp_path, summaries):
    path = tmp_path / "template.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadTemplate, match=r"template\.docx"):
        to_docx(summaries("en"), template=path)
