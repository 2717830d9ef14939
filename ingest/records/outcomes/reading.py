"""A passage as sentences and items, in plain text that still knows where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from config.profiles import SentenceWords, plain, profile
from ingest.labels import ARABIC_ALPHABET
from ingest.records.proofs import Source
from ingest.records.types import Fact
from ingest.types import BlockKind, Passage, Span

T = TypeVar("T")

_CYRILLIC = "абвгдежзиклмнопрст"
_BULLET = re.compile(r"\W")
_INITIAL = re.compile(r"\W*[^\W\d_]\.")
_YEAR = re.compile(r"\b(?:19|20)\d\d \S{1,3}$")
_OPENING = re.compile(r"[^\w(]+")
_ROMAN = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])
_CONVERTED = re.compile(
    r"\[(?:footnoteRef|bookmark): ?[^\]\n]{0,40}\]"
)  # marks that conversion left


class Item(NamedTuple):
    """One item of a list: its letter (None of a bullet), and its text, items below it too."""

    letter: str | None
    span: Span


class Section(NamedTuple):
    """A stretch of prose, and the list that hangs on its last sentence."""

    prose: Span
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A passage; all spans count characters of ``bare``.

    ``bare`` is the text in plain letters without vowel signs, every run of blanks one blank.
    """

    source: Source
    passage: Passage
    bare: str
    places: tuple[int, ...]  # of each character of bare, in passage.text

    @classmethod
    def of(cls, source: Source, passage: Passage) -> Reading:
        """Read ``passage``."""
        bare: list[str] = []
        places: list[int] = []
        marks = {n for mark in _CONVERTED.finditer(passage.text) for n in range(*mark.span())}
        for place, char in enumerate(plain(passage.text)):
            if place in marks or unicodedata.category(char) == "Mn":
                continue
            if not char.isspace():
                bare.append(char)
            elif bare and bare[-1] != " ":
                bare.append(" ")
            else:
                continue
            places.append(place)
        return cls(source, passage, "".join(bare), tuple(places))

    def told(self, span: Span) -> Fact[str]:
        """Return the text of ``span`` as a fact."""
        return self.source.told(self.passage, *self.slices(span))

    def fact(self, value: T, span: Span) -> Fact[T]:
        """Return ``value`` as told by the text of ``span``."""
        return self.source.fact(value, self.passage, *self.slices(span))

    def slices(self, span: Span) -> list[Span]:
        """Return the slices of the document that hold ``span``, one per piece of the passage."""
        start = self.places[span.start]
        end = self.places[span.end - 1] + 1
        while unicodedata.category(self.passage.text[end : end + 1] or " ") == "Mn":
            end += 1
        found, offset = [], 0
        for piece in self.passage.spans:
            length = piece.end - piece.start
            low, high = max(start - offset, 0), min(end - offset, length)
            part = Span(piece.start + low, piece.start + high)
            if low < high and self.source.text(part).strip():
                found.append(self.source.trimmed(part))
            offset += length + 1
        return found

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The passage as prose with lists. A list without prose before it has empty prose."""
        sections: list[Section] = []
        listed: list[Item] = []
        prose = Span(0, 0)
        for is_item, label, span in self._pieces():
            if is_item:
                listed.append(Item(label, span))
                continue
            sections.append(Section(prose, _nested(listed)))
            prose, listed = span, []
        sections.append(Section(prose, _nested(listed)))
        return tuple(s for s in sections if s.items or s.prose.start < s.prose.end)

    def _pieces(self) -> Iterator[tuple[bool, str | None, Span]]:
        blocks = self.source.blocks_at(self.passage.locator)
        if not any(block.kind is BlockKind.ITEM for block in blocks):
            yield False, None, Span(0, len(self.bare))
            return
        for block in blocks:
            if not block.spans:
                continue
            span = self._bare_span(Span(block.spans[0].start, block.spans[-1].end))
            if span.start >= span.end:
                continue
            if block.kind is not BlockKind.ITEM or not block.label:
                yield block.kind is BlockKind.ITEM, None, span
                continue
            drawn = re.match(r"\W*\w{0,5}[^\w\s]*\s+", self.bare[span.start : span.end])
            begin = span.start + (drawn.end() if drawn else 0)
            yield True, letter(block.label), Span(begin, span.end)

    def _bare_span(self, span: Span) -> Span:
        """Return where a span of the document stands in ``bare``."""
        found, offset = [], 0
        for piece in self.passage.spans:
            low, high = max(span.start, piece.start), min(span.end, piece.end)
            if low < high:
                found += [offset + low - piece.start, offset + high - piece.start]
            offset += piece.end - piece.start + 1
        if not found:
            return Span(0, 0)
        inside = [n for n, place in enumerate(self.places) if found[0] <= place < found[-1]]
        return Span(inside[0], inside[-1] + 1) if inside else Span(0, 0)

    def sentences(self, span: Span) -> Iterator[Span]:
        """Yield the sentences of ``span``, marks before their first word left out."""
        words = profile(self.source.language).sentences
        begin = span.start
        for end in (*_ends(self.bare, span, words), span.end):
            opening = _OPENING.match(self.bare, begin, end)
            start = opening.end() if opening else begin
            if self.bare[start:end].strip():
                yield Span(start, start + len(self.bare[start:end].rstrip(" *")))
            begin = end

    def text(self, span: Span) -> str:
        """Return the plain text of ``span``."""
        return self.bare[span.start : span.end]


def read_passages(source: Source) -> list[Reading]:
    """Return the readings of all passages, in reading order."""
    return [Reading.of(source, passage) for passage in source.passages]


def group_span(match: re.Match[str]) -> Span:
    """Return where the group stands of the alternative that matched."""
    number = next((n for n, held in enumerate(match.groups(), 1) if held is not None), 0)
    return Span(*match.span(number))


def letter(label: str) -> str | None:
    """Return a label as Latin letters print it ("b" for the second Arabic letter too).

    The six versions of a list share their letters; a bullet has none.
    """
    bare = plain(label).strip().lower().replace("\u0640", "")
    for alphabet in (ARABIC_ALPHABET, _CYRILLIC):
        if len(bare) == 1 and bare in alphabet:
            return chr(ord("a") + alphabet.index(bare))
    return None if not bare or _BULLET.match(bare) else bare


def _nested(items: Iterable[Item]) -> tuple[Item, ...]:
    """Join the items of inner lists with the item above them."""
    found: list[Item] = []
    style = None
    for item in items:
        kind = _style(item.letter, found[-1].letter if found else None)
        style = style if found else kind
        if found and kind != style:
            found[-1] = Item(found[-1].letter, Span(found[-1].span.start, item.span.end))
        else:
            found.append(item)
    return tuple(found)


def _style(label: str | None, above: str | None) -> str:
    if label is None or label.isdigit():
        return "bullet" if label is None else "digit"
    follows = above is not None and len(above) == len(label) == 1 and ord(label) == ord(above) + 1
    return "roman" if label in _ROMAN and not follows else "letter"


def _ends(bare: str, span: Span, words: SentenceWords) -> Iterator[int]:
    abbreviations = {plain(word) for word in words.abbreviations}
    marks = rf"[{re.escape(words.ends)}][\"')\]]*(?:\s+|$)|[。！？]+"
    begin = span.start
    for end in re.compile(marks).finditer(bare, span.start, span.end):
        before = bare[begin : end.start() + 1]
        word = before.split()[-1].lstrip("([\"'")
        # "2031 г. По": a year ends the sentence when a capital letter follows its mark.
        year = _YEAR.search(before) and bare[end.end() : end.end() + 1].isupper()
        if (word in abbreviations or _INITIAL.fullmatch(word)) and not year:
            continue
        yield end.end()
        begin = end.end()
