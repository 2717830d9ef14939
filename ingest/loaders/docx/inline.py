"""The words inside a Word paragraph: runs, fields, marks, and what is not shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from ingest.loaders.assembly import Fragment, NoteMark
from ingest.loaders.docx.glyphs import draw_sign, redraw
from ingest.loaders.docx.names import MC, M, W, as_number, toggle, value
from ingest.loaders.docx.styles import PLAIN, RunLook, Styles, run_look

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Properties, tracked deletions, field instructions, marks of comments and notes, readings of ruby.
_NO_SHOW = {
    *(f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr")),
    *(f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "delInstrText")),
    *(f"{W}{name}" for name in ("commentReference", "annotationRef", "footnoteRef", "endnoteRef")),
    *(f"{W}{name}" for name in ("softHyphen", "rt", "proofErr", "bookmarkStart", "bookmarkEnd")),
}
_BOX = f"{W}txbxContent"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page break between the words of a paragraph."""


@dataclass(slots=True)
class Line:
    """What one paragraph shows: words, marks and page breaks; boxes that float beside it."""

    parts: list[Fragment | PageBreak] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    is_bold: bool = True  # all words so far
    has_hidden: bool = False


class InlineReader:
    """Reads paragraphs in order; fields may begin in one and end in a later one."""

    def __init__(self, styles: Styles) -> None:
        self.counts: Counter[str] = Counter()  # what was left out, by reason
        self.custom_marks: dict[str, str] = {}  # note id -> the mark its author chose
        self._styles = styles
        self._fields: list[bool] = []  # open ones, inner last: whether in the result, which shows
        self._line = Line()
        self._base = PLAIN
        self._custom: str | None = None  # the note whose own mark is being read
        self._handlers: dict[str, Callable[[etree._Element, RunLook], None]] = {
            f"{W}r": self._run,
            f"{W}t": self._text,
            f"{M}t": self._math_text,
            f"{W}tab": lambda _, look: self._emit("\t", look),
            f"{W}ptab": lambda _, look: self._emit("\t", look),
            f"{W}cr": lambda _, look: self._emit("\n", look),
            f"{W}br": self._line_break,
            f"{W}noBreakHyphen": lambda _, look: self._emit("\u2011", look),
            f"{W}sym": self._sign,
            f"{W}fldChar": self._field_character,
            f"{W}footnoteReference": self._note,
            f"{W}endnoteReference": self._note,
            f"{MC}AlternateContent": self._alternative,
            _BOX: self._box,
        }

    def read(self, paragraph: etree._Element, base: RunLook) -> Line:
        """Return what ``paragraph`` shows; ``base`` is the look its style gives to runs."""
        self._line, self._base = Line(), base
        self._children(paragraph, base)
        # A field that never comes to its result must not swallow the rest of the document.
        self._fields = [in_result for in_result in self._fields if in_result]
        return self._line

    def _children(self, parent: etree._Element, look: RunLook) -> None:
        for child in parent:
            tag = child.tag
            handler = self._handlers.get(tag)
            if handler is not None:
                handler(child, look)
            elif tag not in _NO_SHOW:
                # Links, insertions, tags, content controls, drawings: what they hold is shown.
                self._children(child, look)

    def _run(self, run: etree._Element, _: RunLook) -> None:
        properties = run.find(f"{W}rPr")
        look = self._base
        if properties is not None:
            style = self._styles.run(value(properties, "rStyle"))
            look = look.under(style).under(run_look(properties))
        self._custom = None
        self._children(run, look)
        self._custom = None

    def _emit(self, text: str, look: RunLook) -> None:
        if not text or not all(self._fields):
            return
        if look.hidden:
            self._line.has_hidden = True
            if not text.isspace():
                self.counts["hidden"] += 1
            return
        if self._custom is not None:
            self.custom_marks[self._custom] = self.custom_marks.get(self._custom, "") + text
            return
        if look.bold is not True and not text.isspace():
            self._line.is_bold = False
        self._line.parts.append(text.upper() if look.capitals else text)

    def _text(self, element: etree._Element, look: RunLook) -> None:
        text = (element.text or "").replace("\n", " ").replace("\r", " ")
        if element.get(_XML_SPACE) != "preserve":
            text = text.strip(" \t")  # as Word does
        text, unknown = redraw(look.font, text)
        self.counts["sign"] += unknown
        self._emit(text, look)

    def _math_text(self, element: etree._Element, look: RunLook) -> None:
        self._emit(element.text or "", look)

    def _line_break(self, element: etree._Element, look: RunLook) -> None:
        if element.get(f"{W}type") == "page":
            if not look.hidden:
                self._line.parts.append(PageBreak())
        else:
            self._emit("\n", look)

    def _sign(self, element: etree._Element, look: RunLook) -> None:
        try:
            code = int(element.get(f"{W}char", ""), 16)
        except ValueError:
            return
        sign = draw_sign(element.get(f"{W}font"), code)
        self.counts["sign"] += sign is None
        self._emit(sign or "", look)

    def _field_character(self, element: etree._Element, look: RunLook) -> None:
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._emit(_form_field(element), look)
                self._fields.append(False)
            case "separate" if self._fields:
                self._fields[-1] = True
            case "end" if self._fields:
                self._fields.pop()

    def _note(self, element: etree._Element, look: RunLook) -> None:
        name = element.get(f"{W}id")
        if name is None or look.hidden or not all(self._fields):
            return
        note = ("fn" if element.tag == f"{W}footnoteReference" else "en") + name
        self._line.parts.append(NoteMark(note))
        if element.get(f"{W}customMarkFollows", "0") in ("1", "true", "on"):
            self._custom = note

    def _alternative(self, element: etree._Element, look: RunLook) -> None:
        """Read the same content once: in the newer form, else in the one for older programs."""
        chosen = element.find(f"{MC}Choice")
        if chosen is None:
            chosen = element.find(f"{MC}Fallback")
        if chosen is not None:
            self._children(chosen, look)

    def _box(self, element: etree._Element, look: RunLook) -> None:
        if not look.hidden:
            self._line.boxes.append(element)


def _form_field(begin: etree._Element) -> str:
    """Return what an old form field draws itself: a box, or the entry chosen from a list."""
    data = begin.find(f"{W}ffData")
    if data is None:
        return ""
    box = data.find(f"{W}checkBox")
    if box is not None:
        checked = toggle(box, "checked")
        return "☒" if (toggle(box, "default") if checked is None else checked) else "☐"
    choices = data.find(f"{W}ddList")
    if choices is not None:
        entries = choices.findall(f"{W}listEntry")
        chosen = as_number(value(choices, "result")) or 0
        if 0 <= chosen < len(entries):
            return entries[chosen].get(f"{W}val", "")
    return ""
