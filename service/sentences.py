"""Sentences of a passage, as exact slices of its document.

A sentence never crosses a slice of its passage, so its words stand in the document exactly as
they are quoted. Items of a list are sentences of their own and keep their label; the printed
number of the paragraph is no part of its first sentence. A line break inside a sentence is the
page's, not the author's, unless a blank line or a list label follows. Pure and linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from config.profiles import profile
from ingest.types import Language, Passage, Span

# A label that begins a line: "a)", "(iv)", "1.", "№ 3" are letters and numbers; dashes are bullets.
_LABEL = re.compile(
    r"[^\S\n]*(?:[-–—−•*▪◦‣·][^\S\n]+)?"
    r"(?P<label>\(?[a-zа-я\u0621-\u064a]{1,2}\)|\(?[ivx]{1,5}\)|\(?\d{1,2}[.)]|[（(][\w]{1,3}[)）]"
    r"|[\"“][\da-zа-я\u0621-\u064a]{1,2}[\"”]|[\u4e00-\u9fff]、)(?=\s)"
)
_BULLET = re.compile(r"[^\S\n]*[-–—−•*▪◦‣·][^\S\n]+(?=\S)")
_NUMBER_LABEL = re.compile(r"\s*\d{1,4}\s*\.?\s+")
_NEXT_WORD = re.compile(r"\s{0,99}(\w)")  # bounded: many blank lines must not cost their square
_BLANK_LINE = re.compile(r"[^\S\n]*\n")

# Latin and Cyrillic want a blank after the mark; Chinese and Arabic marks end a sentence alone.
_END = re.compile(r"(?P<wide>[。！？؟]+)[”’」』）)\"»]*|(?P<narrow>[.!?…]+)[”’\"»)\]*]*(?=\s|$|\[)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\Z")
_LIST_GOES_ON = re.compile(r"[.:,;؛،；。：、!?]\s*[\w]{0,6}\s*\Z")
_TAIL = re.compile(r"\s*[;；؛,،][^\S\n]*\w{0,6}\s*\Z")


class Piece(NamedTuple):
    """Words that stand together in the document, and where; ``span`` counts its characters."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage: one piece, or several where slices cut it.

    ``item`` is the place of the list item that it belongs to, from 1; 0: it belongs to none.
    """

    pieces: tuple[Piece, ...]
    item: int = 0

    @property
    def text(self) -> str:
        """The words, pieces joined with a blank."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def introduces(self) -> bool:
        """Say whether a list or a quotation is to follow."""
        return self.text.rstrip('*"”» ').endswith((":", "："))


def split_sentences(passage: Passage, abbreviations: frozenset[str]) -> list[Sentence]:
    """Return the sentences of ``passage`` in order.

    ``abbreviations`` are lower-case words, without their final full stop, after which a full
    stop ends no sentence. Blank ends belong to no sentence.
    """
    found: list[Sentence] = []
    items = 0
    for span, text in slices(passage):
        goes_on = bool(found) and _is_open(found[-1].text) and text.lstrip()[:1].islower()
        number = None if found else passage.paragraph
        for start, end, is_item in _segments(text, number):
            items += is_item
            item = items if is_item else 0
            for left, right in _cut(text, start, end, abbreviations):
                kept = _trim(text, left, right, is_item)
                if kept is None:
                    continue
                a, b = kept
                piece = Piece(text[a:b], Span(span.start + a, span.start + b))
                if goes_on and not is_item:
                    found[-1] = Sentence((*found[-1].pieces, piece), found[-1].item)
                else:
                    found.append(Sentence((piece,), item))
                goes_on = False
    return found


def _is_open(text: str) -> bool:
    """Say whether a sentence stops before its end: no mark, not even of a list item."""
    return text.rstrip("*)”»\"' ")[-1:] not in _MARKS


_MARKS = frozenset(".!?…:;。！？；：؟؛,،，、")


@lru_cache(4096)
def sentences_of(passage: Passage) -> tuple[Sentence, ...]:
    """Return the sentences of ``passage`` by the rules of its language."""
    return tuple(split_sentences(passage, _abbreviations(passage.language)))


def items_in(passage: Passage) -> int:
    """Return how many list items a passage has; those of a list inside an item are none."""
    count, seen = 0, 0
    outer = inner = ""
    opened = False
    for sentence in sentences_of(passage):
        if sentence.item and sentence.item != seen:
            seen = sentence.item
            kind = _kind_of_item(sentence.text, outer != _LETTER or opened or bool(inner))
            outer = outer or kind
            inner = kind if kind != outer and (opened or kind == inner) else ""
            count += not inner
        opened = sentence.introduces
    return count


def _kind_of_item(text: str, may_be_roman: bool) -> str:
    """Return how an item is marked: by a digit, a letter, a Roman number or a kind of bullet."""
    label = re.match(r"\W*(\w{1,4})(?=[).、）])", text)
    if label is None:
        return text[:1]
    if label[1].isdigit():
        return "1"
    return _ROMAN if may_be_roman and re.fullmatch("[ivx]+", label[1]) else _LETTER


_LETTER, _ROMAN = "a", "i"


@cache
def _abbreviations(language: Language) -> frozenset[str]:
    words = profile(language).sentences.abbreviations
    return frozenset(word.lower().rstrip(".") for word in words)


def cover(first: Sentence, last: Sentence, passage: Passage) -> Sentence:
    """Return all from ``first`` to ``last`` as one sentence, a piece for each slice."""
    start, end = first.pieces[0].span.start, last.pieces[-1].span.end
    pieces = []
    for span, text in slices(passage):
        left, right = max(start, span.start), min(end, span.end)
        if left < right:
            words = text[left - span.start : right - span.start]
            pieces.append(Piece(words, Span(left, right)))
    return Sentence(tuple(pieces), first.item)


def unnumbered(passage: Passage) -> str:
    """Return the text of a passage without its printed paragraph number."""
    number = _NUMBER_LABEL.match(passage.text)
    if number is None or number.group().strip(" .\n\t\xa0") != passage.paragraph:
        return passage.text
    return passage.text[number.end() :]


def slices(passage: Passage) -> Iterator[tuple[Span, str]]:
    """Yield each slice of a passage: where it stands in the document, and its words."""
    offset = 0
    for span in passage.spans:
        length = span.end - span.start
        yield span, passage.text[offset : offset + length]
        offset += length + 1  # the line feed that joins slices


def _segments(text: str, paragraph: str | None) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, is item) of the pieces that blank lines and list labels divide."""
    start, item = 0, False
    number = _NUMBER_LABEL.match(text)
    if number and paragraph and number.group().strip(" .\n\t\xa0") == paragraph:
        start = number.end()
    elif _LABEL.match(text) or _BULLET.match(text):
        item = True
    for feed in re.finditer(r"\n", text):
        if feed.start() < start:
            continue
        begins_item = _begins_item(text, feed.end())
        if begins_item or (_BLANK_LINE.match(text, feed.end()) and not _goes_on(text, feed.end())):
            yield start, feed.start(), item
            start, item = feed.end(), begins_item
    yield start, len(text), item


def _goes_on(text: str, blank: int) -> bool:
    """Say whether a sentence goes on after a blank line: a page ended inside it."""
    following = _NEXT_WORD.match(text, blank)
    before = text[max(0, blank - 40) : blank].rstrip()
    return bool(following and following.group(1).islower() and before and _is_open(before))


def _begins_item(text: str, start: int) -> bool:
    """Say whether the line that begins at ``start`` is an item and not a wrapped line."""
    before = text[max(0, start - 40) : start]
    blank_above = before.rstrip(" \t\xa0").endswith("\n\n")
    if _LABEL.match(text, start):
        return blank_above or bool(_LIST_GOES_ON.search(before))
    bullet = _BULLET.match(text, start)
    return bullet is not None and not text[bullet.end()].isdigit()


def _cut(
    text: str, start: int, end: int, abbreviations: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Yield the sentences inside one segment; a label alone is no sentence."""
    label = _LABEL.match(text, start, end)
    search_from = label.end() if label else start
    for mark in _END.finditer(text, search_from, end):
        if mark["narrow"] and not _ends_here(text, mark, start, end, abbreviations):
            continue
        yield start, mark.end()
        start = mark.end()
    yield start, end


def _ends_here(
    text: str, mark: re.Match[str], start: int, end: int, abbreviations: frozenset[str]
) -> bool:
    following = text[mark.end() : end].lstrip()
    if mark["narrow"] != ".":
        return not following[:1].islower()
    word = _WORD_BEFORE.search(text, max(start, mark.start() - 24), mark.start())
    if word is not None:
        form = word.group(1)
        # "M. Dupont", "J. B. Martin": one capital letter is an initial.
        if (len(form) == 1 and form.isupper()) or form.lower() in abbreviations:
            return not following
    return not following[:1].islower()


def _trim(text: str, start: int, end: int, item: bool) -> tuple[int, int] | None:
    """Return the range without blank ends, and an item without its "; and"; None if empty."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if item and (tail := _TAIL.search(text, start, end)):
        end = tail.start()
    if not any(character.isalnum() for character in text[start:end]):
        return None
    return start, end


# --- telling ----------------------------------------------------------------------------------

_ARTEFACT = re.compile(
    r"\[(?:footnoteRef|bookmark|comment|image|endnoteRef)\s*:[^\]]*\]", re.IGNORECASE
)
_RAISED = re.compile(r"\^\{(\w{1,4})\}")
_STRONG = re.compile(r"\*\*+|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
_BULLET_MARK = re.compile(r"\A[-–—−•▪◦‣·]\s+")


def tell(quote: str) -> str:
    """Return the words of a quote as we tell them.

    Runs of blanks become one; footnote and bookmark artefacts, Markdown emphasis and a bullet
    mark are gone. The quote itself is never changed.
    """
    plain = _STRONG.sub("", _RAISED.sub(r"\1", _ARTEFACT.sub("", quote)))
    return _BULLET_MARK.sub("", " ".join(plain.split()))
