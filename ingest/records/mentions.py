"""Extracts mentions: which recommendations, projects and paragraphs the passages speak of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from config.phrases import plain
from config.profiles import profile
from config.recommendation_words import recommendation_words
from ingest.codes import find_project_codes
from ingest.records.number_lists import NumberList, find_lists
from ingest.records.proofs import Source
from ingest.records.recommendations import extract_recommendations
from ingest.records.recommendations.sets import LARGEST, set_of_mention
from ingest.records.types import Mention
from ingest.symbols import Symbol, find_symbols
from ingest.types import Passage, Span

NEAR = 60
"""Characters that may stand between the numbers of paragraphs and the symbol of their document."""

WINDOW = 600
"""Characters on either side in which a sentence is looked for, so that the time stays linear."""


def extract_mentions(source: Source) -> list[Mention]:
    """Return what the passages of a document speak of, in reading order.

    A passage mentions a thing once, and never the recommendation whose own words it holds.
    """
    reader = _Reader(source)
    mentions: dict[tuple[str, str], Mention] = {}
    for passage in source.passages:
        for slice_ in passage.spans:
            for of, span in reader.read(passage, slice_):
                key = (of, passage.key)
                if key not in mentions and passage.key not in reader.told.get(of, ()):
                    mentions[key] = Mention(of, source.proof(passage, span))
    return list(mentions.values())


class _Reader:
    """Reads one document."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.words = recommendation_words(source.language)
        self.sentences = profile(source.language).sentences

    @cached_property
    def told(self) -> dict[str, set[str]]:
        """The passages that hold the own words of a recommendation, by its name."""
        told: dict[str, set[str]] = defaultdict(set)
        for record in extract_recommendations(self.source):
            facts = (record.number, record.text, *(a.text for a in record.actions))
            name = f"recommendation:{record.set}/{record.number.value}"
            told[name] |= {proof.passage for fact in facts for proof in fact.proofs}
        return told

    def read(self, passage: Passage, span: Span) -> Iterator[tuple[str, Span]]:
        """Yield what the slice ``span`` of ``passage`` speaks of, and where."""
        text = self.source.text(span)
        found = [*self._recommendations(passage, span, text), *_projects(text)]
        found += self._paragraphs(text)
        for of, at in sorted(found, key=lambda each: each[1]):
            yield of, Span(span.start + at.start, span.start + at.end)

    def _recommendations(
        self, passage: Passage, span: Span, text: str
    ) -> Iterator[tuple[str, Span]]:
        for listed in find_lists(text, self.words.recommendations, self.words):
            bounds = self._sentence(text, listed.span)
            at = Span(span.start + listed.span.start, span.start + listed.span.end)
            sentence = Span(span.start + bounds.start, span.start + bounds.end)
            named = set_of_mention(self.source, passage, sentence, at)
            for number in listed.numbers:
                of = named or self._own_set(number)
                if of is not None and 0 < number <= LARGEST.get(of, 999):
                    yield f"recommendation:{of}/{number}", listed.span

    def _own_set(self, number: int) -> str | None:
        """Return the set whose recommendation ``number`` the document itself tells, if one."""
        names = [name for name in self.told if name.endswith(f"/{number}")]
        return names[0].split(":")[1].rpartition("/")[0] if len(names) == 1 else None

    def _paragraphs(self, text: str) -> Iterator[tuple[str, Span]]:
        symbols = find_symbols(text)
        if not symbols:
            return
        simple = plain(text)
        for listed in find_lists(text, self.words.paragraphs, self.words):
            paired = self._document(simple, listed, symbols)
            if paired is None:
                continue
            symbol, whole = paired
            for number in listed.numbers:
                yield f"passage:{symbol.key}#p{number}", whole

    def _document(
        self, simple: str, listed: NumberList, symbols: list[Symbol]
    ) -> tuple[Symbol, Span] | None:
        """Return the document whose paragraphs ``listed`` counts, and the slice that says so."""
        start, end = listed.span
        place = bisect_left(symbols, end, key=lambda symbol: symbol.start)
        after = symbols[place] if place < len(symbols) else None
        if (
            after
            and after.start <= end + NEAR
            and self.words.of_document.fullmatch(simple[end : after.start])
        ):
            return after, Span(start, after.end)
        place = bisect_right(symbols, start, key=lambda symbol: symbol.end)
        before = symbols[place - 1] if place else None
        if (
            before
            and before.end >= start - NEAR
            and self.words.document_then.fullmatch(simple[before.end : start])
        ):
            return before, Span(before.start, end)
        return None

    def _sentence(self, text: str, at: Span) -> Span:
        """Return the sentence of ``text`` that holds ``at``, as far as marks tell it."""
        first, last = max(0, at.start - WINDOW), min(len(text), at.end + WINDOW)
        start = max(self._ends(text, first, at.start), default=first)
        return Span(start, next(self._ends(text, at.end, last), last))

    def _ends(self, text: str, first: int, last: int) -> Iterator[int]:
        for place in range(first, last):
            if text[place] not in self.sentences.ends:
                continue
            rest = text[place + 1 : place + 4]
            if text[place] in "。！？" or not rest.strip():
                yield place + 1
            elif rest[0].isspace() and not rest.strip()[:1].isdigit():
                word = text[max(0, place - 20) : place + 1].split()[-1:]
                if not word or word[0].lstrip("(") not in self.sentences.abbreviations:
                    yield place + 1


def _projects(text: str) -> Iterator[tuple[str, Span]]:
    for code in find_project_codes(text):
        yield f"project:{code.code}", Span(code.start, code.end)
