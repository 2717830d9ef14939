"""Styles and automatic numbering of the Word files."""

from __future__ import annotations

from lxml import etree

from evaluation.datasets.sample.build.docx_text import TAGS, W, w
from ingest.types import Language

FONTS = {"ascii": "Noto Sans", "hAnsi": "Noto Sans", "cs": "DejaVu Sans"}
"""Arabic in a font that has digits too: with one that has none, LibreOffice breaks lines inside
numbers ("36 00" and "0")."""

CHINESE_FONT = "Noto Sans CJK SC"

MAIN_LIST, BULLETS, FIRST_FREE = 1, 2, 3
"""Ids of the list of the main part and of bullets; further lists count from the third."""

CELL_STYLES = {"TableText": 17, "TableTextSmall": 14, "TableTextTiny": 12}
"""Styles of table cells and their sizes in half points; each has a bold companion."""

_MAIN, _ITEMS, _BULLETS = 0, 1, 2  # abstract lists


def _properties(
    *, bold: bool = False, italic: bool = False, size: int | None = None
) -> list[etree._Element]:
    found = []
    if bold:
        found += [w("b"), w("bCs")]
    if italic:
        found += [w("i"), w("iCs")]
    if size:
        found += [w("sz", val=size), w("szCs", val=size)]
    return found


def _style(
    identifier: str,
    name: str,
    *,
    based_on: str | None = "Normal",
    kind: str = "paragraph",
    paragraph: list[etree._Element] | None = None,
    run: list[etree._Element] | None = None,
    default: bool = False,
) -> etree._Element:
    found = w("style", w("name", val=name), type=kind, styleId=identifier)
    if default:
        found.set(f"{{{W}}}default", "1")
    if based_on:
        found.append(w("basedOn", val=based_on))
    if paragraph:
        found.append(w("pPr", *paragraph))
    if run:
        found.append(w("rPr", *run))
    return found


def styles(language: Language) -> etree._Element:
    """Return styles.xml. Numbered paragraphs take their list from the style ONUME."""
    tag = TAGS[language]
    lang = w("lang", val=tag if language not in ("ar", "zh") else "en-US")
    if language in ("ar", "zh"):
        lang.set(f"{{{W}}}{'bidi' if language == 'ar' else 'eastAsia'}", tag)
    fonts = w("rFonts", **FONTS, eastAsia=CHINESE_FONT)
    # Word would set blanks between Chinese and Latin; in a PDF they become characters.
    no_blanks = [w("autoSpaceDE", val=0), w("autoSpaceDN", val=0)]
    defaults = w(
        "docDefaults",
        w("rPrDefault", w("rPr", fonts, *_properties(size=20), lang)),
        w("pPrDefault", w("pPr", *no_blanks, w("spacing", after=0, line=240, lineRule="auto"))),
    )
    gap = w("spacing", after=200)
    keep = w("keepNext")
    found = w("styles", defaults)
    found.extend(
        [
            _style("Normal", "Normal", based_on=None, default=True),
            *(_heading(level) for level in (1, 2, 3)),
            _style("Letter", "Language letter", paragraph=[w("jc", val="end")],
                   run=_properties(bold=True, size=40)),
            _style("Symbol", "Symbol", paragraph=[w("jc", val="end")],
                   run=_properties(bold=True, size=16)),
            _style("Meeting", "Meeting", paragraph=[w("spacing", before=480, after=240)],
                   run=_properties(bold=True, size=28)),
            _style("Session", "Session", run=_properties(bold=True, size=24)),
            _style("Place", "Meeting Place & Date", paragraph=[w("spacing", after=480)],
                   run=_properties(bold=True, size=24)),
            _style("TitleofDoc", "Title of Doc", paragraph=[w("spacing", after=240)],
                   run=_properties(size=24)),
            _style("PreparedBy", "Prepared by", paragraph=[w("spacing", after=480)],
                   run=_properties(italic=True)),
            _style("BodyText", "Body Text", paragraph=[gap]),
            _style("ONUME", "ONUM E", based_on="BodyText",
                   paragraph=[w("numPr", w("numId", val=MAIN_LIST))]),
            _style("Decision", "Decision Inviting Para.", based_on="ONUME",
                   paragraph=[w("ind", start=4536)], run=_properties(italic=True)),
            _style("DecisionText", "Decision Text", based_on="BodyText",
                   paragraph=[w("ind", start=4536)], run=_properties(italic=True)),
            _style("ListItem", "List Item", based_on="BodyText"),
            _style("Caption", "caption", paragraph=[keep, w("spacing", before=120, after=120)],
                   run=_properties(bold=True)),
            *(style for name, size in CELL_STYLES.items() for style in _cell_styles(name, size)),
            _style("Marker", "End of Document", paragraph=[w("spacing", before=480),
                   w("jc", val="end")]),
            _style("Header", "header", paragraph=[w("jc", val="end")]),
            _style("FootnoteText", "footnote text", run=_properties(size=16)),
            _style("FootnoteReference", "footnote reference", kind="character", based_on=None,
                   run=[w("vertAlign", val="superscript")]),
        ]
    )  # fmt: skip
    return found


def _heading(level: int) -> etree._Element:
    paragraph = [
        w("keepNext"),
        w("spacing", before=240, after=120),
        w("outlineLvl", val=level - 1),
    ]
    run = _properties(bold=level < 3, italic=level == 3, size=22 if level == 1 else 20)
    return _style(f"Heading{level}", f"heading {level}", paragraph=paragraph, run=run)


def _cell_styles(name: str, size: int) -> list[etree._Element]:
    spacing = w("spacing", before=40, after=40)
    return [
        _style(name, name, paragraph=[spacing], run=_properties(size=size)),
        _style(f"{name}Bold", f"{name} Bold", based_on=name, run=_properties(bold=True)),
    ]


def numbering(language: Language, item: str, restarts: list[tuple[bool, int]]) -> etree._Element:
    """Return numbering.xml.

    ``item`` is the pattern of sub-items ("({})"). ``restarts`` are the further lists, in the order
    of their ids: (is the list of a part, not sub-items on their own; its id).
    """
    letters, numerals = "lowerLetter", "lowerRoman"
    if language == "ar":
        letters, numerals = "arabicAbjad", "decimal"
    main = [
        _level(0, "decimal", "%1.", 0, hanging=0, first_tab=567),
        _level(1, letters, item.format("%2"), 1134),
        _level(2, numerals, item.format("%3"), 1701),
    ]
    items = [
        _level(0, letters, item.format("%1"), 1134),
        _level(1, numerals, item.format("%2"), 1701),
    ]
    bullet = [_level(0, "bullet", "•", 1134)]
    found = w("numbering")
    for identifier, levels in ((_MAIN, main), (_ITEMS, items), (_BULLETS, bullet)):
        kind = w("multiLevelType", val="singleLevel" if len(levels) == 1 else "multilevel")
        found.append(w("abstractNum", kind, *levels, abstractNumId=identifier))
    found.append(w("num", w("abstractNumId", val=_MAIN), numId=MAIN_LIST))
    found.append(w("num", w("abstractNumId", val=_BULLETS), numId=BULLETS))
    for is_part, identifier in restarts:
        kind = w("abstractNumId", val=_MAIN if is_part else _ITEMS)
        override = w("lvlOverride", w("startOverride", val=1), ilvl=0)
        found.append(w("num", kind, override, numId=identifier))
    return found


def _level(
    depth: int, form: str, text: str, start: int, *, hanging: int = 567, first_tab: int = 0
) -> etree._Element:
    found = w("lvl", w("start", val=1), w("numFmt", val=form), ilvl=depth)
    if first_tab:
        found.append(w("pStyle", val="ONUME"))
    found.extend([w("suff", val="tab"), w("lvlText", val=text), w("lvlJc", val="start")])
    paragraph = w("pPr")
    if first_tab:
        paragraph.append(w("tabs", w("tab", val="num", pos=first_tab)))
    paragraph.append(w("ind", start=start, hanging=hanging))
    found.append(paragraph)
    return found
