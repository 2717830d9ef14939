"""Lines to paragraphs: where one ends, and what stands where two lines meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.loaders.pdf.frames import Frame, Setting
from ingest.loaders.pdf.labels import follows, read_label
from ingest.loaders.pdf.lines import is_cjk
from ingest.loaders.pdf.order import direction
from ingest.loaders.pdf.shapes import Line, Run

_WORD = re.compile(r"[^\W_]+(?:[-‑'’./][^\W_]+)*")
_ENDS = re.compile(r"[-‐\u00ad]$")
_CUT_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?:[., \u00a0]\d{3})*[., \u00a0](\d{1,2})$")
_REST = re.compile(r"\d{1,2}(?!\d)")
_ARABIC_AND = re.compile(r"(?:^|\s)و$")  # this letter is always written on to the next word
_ITEM_END = re.compile(r"[.:;。：；؛]$")
_NARROW = 14  # of the size: columns in which programs break words
_SENTENCE_END = re.compile(r"[.!?。！？؟:：;；؛][\"”»)\]）’']*$")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, to tell a broken word from a hyphenated one."""

    known: frozenset[str] = frozenset()
    hyphenates: bool = False  # the layout breaks words at line ends

    @classmethod
    def of(cls, pages: Iterable[Sequence[Line]]) -> Words:
        """Collect the words that stand inside lines, and how lines end."""
        known: set[str] = set()
        broken: list[str] = []
        for lines in pages:
            for one, two in zip(lines, [*lines[1:], None], strict=False):
                found = _WORD.findall(one.text)
                known.update(word.lower() for word in found[1:-1])
                if two is not None and _ENDS.search(one.text) and found:
                    after = _WORD.match(two.text)
                    broken.append((found[-1] + after.group()).lower() if after else "")
        whole = sum(word in known for word in broken if word)
        return cls(frozenset(known), whole >= 2 or any("\u00ad" in word for word in broken))


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, while and after they are collected."""

    frame: Frame
    lines: list[Line] = field(default_factory=list)
    ends_aligned: bool = False  # set against the margin where lines end, like those above it

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]

    @property
    def label(self) -> str:
        """The number or mark that it begins with, or nothing."""
        found = read_label(self.first.text)
        return found.text if found else ""

    def start(self) -> float:
        """Where its lines begin, the first left out if there are others."""
        rest = self.lines[1:] or self.lines
        return min(self.frame.start(line) for line in rest)


def paragraphs(lines: Iterable[Line], frame: Frame, setting: Setting) -> list[Paragraph]:
    """Return the paragraphs of one column of lines, top to bottom."""
    found: list[Paragraph] = []
    for line in lines:
        if found and continues(found[-1], line, setting):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph(frame, [line]))
    return found


def continues(paragraph: Paragraph, line: Line, setting: Setting) -> bool:
    """Return whether ``line`` belongs to the paragraph before it."""
    last, frame = paragraph.last, paragraph.frame
    size = last.style.size
    if abs(size - line.style.size) > 0.08 * size:
        return False
    if last.page == line.page and not 0.3 * size < last.y - line.y < 1.32 * setting.pitch(size):
        return False
    if is_label_only(paragraph):
        return True
    if not paragraph.label and (paragraph.ends_aligned or aligned(last, line, frame)):
        room = frame.width - (last.x1 - last.x0)
        return not _fits(last, line, room)
    if _fits(last, line, frame.room(last)):
        return False
    if _begins_list(paragraph, line):
        return False
    if last.page != line.page and _new_after_page(paragraph, line):
        return False
    return _keeps_indent(paragraph, line)


def is_label_only(paragraph: Paragraph) -> bool:
    """Return whether it is a number whose words stand on the next line."""
    label = read_label(paragraph.last.text)
    return len(paragraph.lines) == 1 and label is not None and not paragraph.last.gap


def _fits(last: Line, line: Line, room: float) -> bool:
    """Return whether the first word of ``line`` had found room on the line before."""
    solid = is_cjk(last.text[-1]) and is_cjk(line.text[0])
    blank = 0.0 if solid else 0.25 * line.style.size
    # A program lays out with finer widths than it draws: near the margin nothing is sure.
    return line.first + blank < room - 0.3 * line.style.size


def aligned(one: Line, two: Line, frame: Frame) -> bool:
    """Return whether two lines are centred, or set against the margin where lines end."""
    apart = abs(frame.start(one) - frame.start(two))
    centred = apart > 3.0 and abs(one.x0 + one.x1 - two.x0 - two.x1) <= 3.0
    ended = apart > 0.3 and abs(frame.room(one)) <= 1.0 and abs(frame.room(two)) <= 1.0
    return centred or (ended and frame.start(one) > 0.2 * frame.width)


def _begins_list(paragraph: Paragraph, line: Line) -> bool:
    label = read_label(line.text)
    if label is None:
        return False
    if line.tab:
        return True  # a tab stands after the label, no sentence has one there
    if follows(label.text, paragraph.label) or _ITEM_END.search(paragraph.last.text):
        return True
    apart = abs(paragraph.frame.start(line) - paragraph.start()) > 3.0
    return apart and len(paragraph.lines) > 1


def _new_after_page(paragraph: Paragraph, line: Line) -> bool:
    """Return whether a line at the top of a page begins a new paragraph although none ended."""
    if not _SENTENCE_END.search(paragraph.last.text):
        return False
    return not paragraph.label and line.text[:1].isupper()


def _keeps_indent(paragraph: Paragraph, line: Line) -> bool:
    start = paragraph.frame.start(line)
    size = line.style.size
    if len(paragraph.lines) == 1:
        # The second line may hang (after a label) or stand out (first line indented).
        shift = start - paragraph.frame.start(paragraph.first)
        return -6 * size <= shift <= 6 * size
    return abs(start - paragraph.start()) <= 0.6 * size


# --- where lines meet ---------------------------------------------------------------------------


def joined(lines: Sequence[Line], words: Words, frame: Frame) -> list[Run]:
    """Return the letters of a paragraph: what the page broke is whole again."""
    runs: list[Run] = []
    for i, line in enumerate(lines):
        if i:
            cut, glue = _seam(lines[i - 1], line, words, frame)
            last = runs[-1]
            if cut:
                runs[-1] = last._replace(text=last.text[:-cut])
            if glue:
                runs.append(Run(glue))
        runs.extend(line.runs)
    return runs


def _seam(one: Line, two: Line, words: Words, frame: Frame) -> tuple[int, str]:
    """Return how many letters go at the end of a line, and what stands before the next."""
    before, after = one.text, two.text
    if before.endswith("\u00ad"):
        return 1, ""
    if is_cjk(before[-1]) or is_cjk(after[0]):
        return 0, ""
    last, first = _last_word(before), _WORD.match(after)
    following = first.group() if first else ""
    if before[-1] in "-‐" and len(before) > 1 and not before[-2].isspace():
        return _hyphen(last, following, words)
    if before[-1] in "–—" and len(before) > 1 and not before[-2].isspace():
        return 0, ""
    if before[-1] in "‑/([{“«" or after[0] in "/‑":
        return 0, ""
    whole = (last + following).lower()
    if any(is_cjk(char) for char in before + after):
        # Chinese text breaks Latin words and numbers anywhere.
        digits = before[-1].isdigit() and after[0].isdigit()
        return (0, "") if digits or whole in words.known else (0, " ")
    if {direction(before[-1]), direction(after[0])} == {"L", "R"} and whole in words.known:
        return 0, ""  # an Arabic prefix on a Latin word
    if _is_broken(one, two, words, frame) or _ARABIC_AND.search(before):
        return 0, ""
    return 0, " "


def _is_broken(one: Line, two: Line, words: Words, frame: Frame) -> bool:
    """Return whether a word or number that is too long for a line goes on in the next."""
    before, after = one.text, two.text
    open_end, rest = _CUT_NUMBER.search(before), _REST.match(after)
    if open_end is not None and rest is not None:
        return len(open_end.group(1)) + len(rest.group()) == 3
    if " " in before or frame.width > _NARROW * one.style.size:
        return False
    full = frame.room(one) < 0.75 * one.style.size
    if not (full and before[-1].isalpha() and after[0].islower()):
        return False
    found = _WORD.match(after)
    following = found.group().lower() if found else ""
    return (before + following).lower() in words.known or following not in words.known


def _hyphen(last: str, following: str, words: Words) -> tuple[int, str]:
    """Return whether the hyphen at the end of a line goes."""
    if not last or not following or not (last[-1].isalpha() and following[0].islower()):
        return 0, ""
    whole, linked = (last + following).lower(), f"{last}-{following}".lower()
    if whole in words.known and linked not in words.known:
        return 1, ""
    if linked in words.known or "-" in last:
        return 0, ""
    return (1, "") if words.hyphenates else (0, "")


def _last_word(text: str) -> str:
    found = _WORD.findall(text.rstrip("-‐ "))
    return found[-1] if found else ""
