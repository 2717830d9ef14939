"""Writes an expression as a Word file: the same bytes every time."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from itertools import count

from lxml import etree

from evaluation.datasets.sample.build import expression as ex
from evaluation.datasets.sample.build.docx_styles import (
    BULLETS,
    CELL_STYLES,
    FIRST_FREE,
    MAIN_LIST,
    numbering,
    styles,
)
from evaluation.datasets.sample.build.docx_text import R, W, Writer, w

HEADER_STYLES = {
    "letter": "Letter",
    "symbol": "Symbol",
    "original": "Symbol",
    "date": "Symbol",
    "body": "Meeting",
    "session": "Session",
    "place": "Place",
    "title": "TitleofDoc",
    "author": "PreparedBy",
}
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1417  # A4, in twentieths of a point
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
CELL_MARGIN = 70

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_EPOCH = (2031, 1, 1, 0, 0, 0)


def write_docx(expression: ex.Expression, *, for_print: bool = False) -> bytes:
    """Return the bytes of a Word file that holds ``expression``.

    ``for_print``: for LibreOffice, which draws another first letter of Arabic sub-items than Word
    does (they are typed), and breaks lines inside Arabic numbers (see ``Writer``).
    """
    return _pack(_Body(expression, for_print=for_print).parts())


class _Body:
    def __init__(self, expression: ex.Expression, *, for_print: bool) -> None:
        self.expression = expression
        self.types_items = for_print and expression.language == "ar"
        self.writer = Writer(expression.language, for_print=for_print)
        self.elements: list[etree._Element] = []
        self.headers: list[etree._Element] = []
        self.restarts: list[tuple[bool, int]] = []
        self.identifiers = count(FIRST_FREE)
        self.part_list = MAIN_LIST  # list of the part's paragraph numbers
        self.item_list = MAIN_LIST  # list of the sub-items being written
        self.annex: str | None = None

    def parts(self) -> dict[str, etree._Element]:
        for piece in self.expression.pieces:
            self._write(piece)
        body = w("body", *self.elements, self._section())
        found = {
            "word/document.xml": w("document", body),
            "word/styles.xml": styles(self.expression.language),
            "word/numbering.xml": numbering(
                self.expression.language, self.expression.words.item_pattern, self.restarts
            ),
            "word/footnotes.xml": self.writer.footnotes(self.expression.footnotes),
            "word/settings.xml": _settings(),
        }
        for position, header in enumerate(self.headers, start=1):
            found[f"word/header{position}.xml"] = header
        found["docProps/core.xml"] = _core(self.expression)
        return found

    def _write(self, piece: ex.Piece) -> None:
        match piece:
            case ex.HeaderLine():
                self._add(piece.words, HEADER_STYLES[piece.role])
            case ex.PartStart():
                self._begin_part(piece)
            case ex.Heading():
                self._add(piece.words, f"Heading{min(piece.level, 3)}")
            case ex.Paragraph():
                self._paragraph(piece)
            case ex.Item():
                self._item(piece)
            case ex.Closing():
                self._add(piece.words, "DecisionText" if piece.decision else "BodyText")
            case ex.Bullets():
                for item in piece.items:
                    self._add(item, "ListItem", _number(0, BULLETS))
            case ex.Table():
                self._table(piece)
            case ex.Marker():
                self._add(piece.words, "Marker")

    def _add(self, words: ex.Inline, style: str, *properties: etree._Element) -> None:
        self.elements.append(self.writer.paragraph(words, style, *properties))

    def _paragraph(self, piece: ex.Paragraph) -> None:
        if piece.number is None:
            self._add(piece.words, "DecisionText" if piece.decision else "BodyText")
            return
        style = "Decision" if piece.decision else "ONUME"
        # The main part takes its list from the style, an annex names its own.
        own = [] if self.part_list == MAIN_LIST else [_number(0, self.part_list)]
        self._add(piece.words, style, *own)

    def _item(self, piece: ex.Item) -> None:
        if piece.under_number:
            place = _number(piece.depth, self.part_list)
        else:
            if (piece.depth, piece.ordinal) == (1, 1):
                self.item_list = self._new_list(is_part=False)
            place = _number(piece.depth - 1, self.item_list)
        words, properties = piece.words, [place]
        style = "DecisionText" if piece.decision else "ListItem"
        if self.types_items:
            words, properties = (f"{piece.label} ", *words), []
        if piece.decision or self.types_items:
            start = 567 * (1 + piece.depth) + (3969 if piece.decision else 0)
            properties.append(w("ind", start=start, hanging=567))
        self._add(words, style, *properties)

    def _new_list(self, *, is_part: bool) -> int:
        identifier = next(self.identifiers)
        self.restarts.append((is_part, identifier))
        return identifier

    def _begin_part(self, piece: ex.PartStart) -> None:
        if self.elements[-1].tag != f"{{{W}}}p":
            self._add((), "BodyText")
        properties = self.elements[-1][0]
        properties.append(self._section())
        self.annex = piece.numeral
        self.part_list = self._new_list(is_part=True)
        self._add(piece.words, "Heading1")

    def _section(self) -> etree._Element:
        """Return the properties of the section that ends here, with its running heads."""
        symbol = self.expression.key
        page = self.expression.words.running_page(self.annex)
        found = w("sectPr")
        first = w("hdr", self.writer.paragraph((), "Header"))
        if self.annex is not None:
            first = self.writer.running_head(symbol, None)
        for kind, header in (
            ("default", self.writer.running_head(symbol, page)),
            ("first", first),
        ):
            self.headers.append(header)
            reference = w("headerReference", type=kind)
            reference.set(f"{{{R}}}id", f"rIdHeader{len(self.headers)}")
            found.append(reference)
        found.append(w("type", val="nextPage"))
        found.append(w("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT))
        margins = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
        found.append(w("pgMar", **margins, header=510, footer=1021, gutter=0))
        found.append(w("pgNumType", start=1))
        found.append(w("titlePg"))
        if self.writer.is_rtl:
            found.append(w("bidi"))
        return found

    def _table(self, piece: ex.Table) -> None:
        if piece.caption:
            self._add(piece.caption, "Caption")
        widths, style = _widths(piece)
        found = w("tbl", self._table_properties(), w("tblGrid"))
        found[1].extend(w("gridCol", w=width) for width in widths)
        heads = tuple(ex.Cell((words,)) for words in piece.columns)
        found.append(self._row(heads, widths, f"{style}Bold", is_header=True))
        for row in piece.rows:
            found.append(self._row(row.cells, widths, f"{style}Bold" if row.total else style))
        self.elements.append(found)
        # Word joins two tables with nothing between them.
        self.elements.append(w("p", w("pPr", w("pStyle", val="Normal"))))

    def _table_properties(self) -> etree._Element:
        sides = ("top", "start", "bottom", "end", "insideH", "insideV")
        borders = (w(side, val="single", sz=4, space=0, color="808080") for side in sides)
        direction = [w("bidiVisual")] if self.writer.is_rtl else []
        return w(
            "tblPr",
            *direction,
            w("tblW", w=TEXT_WIDTH, type="dxa"),
            w("tblBorders", *borders),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *(w(side, w=CELL_MARGIN, type="dxa") for side in ("start", "end"))),
        )

    def _row(
        self, cells: tuple[ex.Cell, ...], widths: list[int], style: str, *, is_header: bool = False
    ) -> etree._Element:
        found = w("tr", w("trPr", w("cantSplit")))
        if is_header:
            found[0].append(w("tblHeader"))
        column = 0
        for cell in cells:
            width = sum(widths[column : column + cell.colspan])
            column += cell.colspan
            properties = w("tcPr", w("tcW", w=width, type="dxa"))
            if cell.colspan > 1:
                properties.append(w("gridSpan", val=cell.colspan))
            if cell.rowspan > 1:
                properties.append(w("vMerge", val="restart"))
            elif cell.covered:
                properties.append(w("vMerge"))
            lines = [self.writer.paragraph(words, style) for words in cell.paragraphs or ((),)]
            found.append(w("tc", properties, *lines))
        return found


def _number(level: int, identifier: int) -> etree._Element:
    return w("numPr", w("ilvl", val=level), w("numId", val=identifier))


def _widths(table: ex.Table) -> tuple[list[int], str]:
    """Return column widths, and the style of the cells: a smaller one where words would break.

    Every column has room for its longest word; the rest is shared in proportion to the texts.
    """
    columns: list[list[str]] = [[ex.plain(words)] for words in table.columns]
    for row in table.rows:
        column = 0
        for cell in row.cells:
            if cell.colspan == 1:
                columns[column].extend(ex.plain(words) for words in cell.paragraphs)
            column += cell.colspan
    rooms = {style: _least(columns, size) for style, size in CELL_STYLES.items()}
    fitting = (style for style, room in rooms.items() if sum(room) <= TEXT_WIDTH)
    style = next(fitting, next(reversed(rooms)))
    least = rooms[style]
    wanted = [max(map(len, texts)) ** 0.7 for texts in columns]
    spare = max(TEXT_WIDTH - sum(least), 0)
    widths = [low + spare * want / sum(wanted) for low, want in zip(least, wanted, strict=True)]
    return [int(TEXT_WIDTH * width / sum(widths)) for width in widths], style


def _least(columns: list[list[str]], size: int) -> list[float]:
    return [
        max(_width(word, size) for text in texts for word in text.split(" ")) for texts in columns
    ]


def _width(word: str, size: int) -> float:
    """Return how wide ``word`` is at most in bold type, with the margins of a cell.

    A line may break between any two Chinese characters, so they ask for little room; no line may
    break at a no-break blank.
    """
    if any(unicodedata.east_asian_width(sign) == "W" for sign in word):
        return 2 * CELL_MARGIN + 4 * size * 10
    return 2 * CELL_MARGIN + 20 + 0.68 * size * 10 * min(len(word), 32)


def _settings() -> etree._Element:
    ids = (w("footnote", id=identifier) for identifier in (0, 1))
    compatible = w("compat", w("compatSetting", name="compatibilityMode", val="15"))
    compatible[0].set(f"{{{W}}}uri", "http://schemas.microsoft.com/office/word")
    return w("settings", w("footnotePr", *ids), compatible)


def _core(expression: ex.Expression) -> etree._Element:
    dc = "http://purl.org/dc/elements/1.1/"
    found = etree.Element(
        f"{{{_PACKAGE}metadata/core-properties}}coreProperties",
        nsmap={"cp": f"{_PACKAGE}metadata/core-properties", "dc": dc},
    )
    for name, value in (
        ("title", expression.key),
        ("creator", "wipo-rag sample corpus"),
        ("language", expression.language),
    ):
        etree.SubElement(found, f"{{{dc}}}{name}").text = value
    return found


def _pack(parts: dict[str, etree._Element]) -> bytes:
    whole = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relationships(
            [
                ("rId1", f"{_RELATIONS}officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "word/_rels/document.xml.rels": _relationships(_document_relations(parts)),
        **parts,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, root in whole.items():
            etree.cleanup_namespaces(root)
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            archive.writestr(entry, data, compresslevel=9)
    return stream.getvalue()


def _document_relations(parts: dict[str, etree._Element]) -> list[tuple[str, str, str]]:
    found = []
    for name in parts:
        stem = name.removeprefix("word/").removesuffix(".xml")
        if stem.startswith("header"):
            found.append((f"rIdHeader{stem[6:]}", f"{_RELATIONS}header", f"{stem}.xml"))
        elif stem in ("styles", "numbering", "footnotes", "settings"):
            found.append((f"rId{stem.title()}", f"{_RELATIONS}{stem}", f"{stem}.xml"))
    return found


def _relationships(relations: list[tuple[str, str, str]]) -> etree._Element:
    space = f"{_PACKAGE}relationships"
    found = etree.fromstring(f'<Relationships xmlns="{space}"/>')
    for identifier, kind, target in relations:
        etree.SubElement(found, f"{{{space}}}Relationship", Id=identifier, Type=kind, Target=target)
    return found


def _content_types(parts: dict[str, etree._Element]) -> etree._Element:
    space = f"{_PACKAGE}content-types"
    found = etree.fromstring(f'<Types xmlns="{space}"/>')
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(found, f"{{{space}}}Default", Extension=extension, ContentType=kind)
    for name in parts:
        stem = name.rpartition("/")[2].removesuffix(".xml")
        kind = f"{_TYPES}{stem.rstrip('0123456789')}+xml"
        if stem == "document":
            kind = f"{_TYPES}document.main+xml"
        elif stem == "core":
            kind = "application/vnd.openxmlformats-package.core-properties+xml"
        etree.SubElement(found, f"{{{space}}}Override", PartName=f"/{name}", ContentType=kind)
    return found
