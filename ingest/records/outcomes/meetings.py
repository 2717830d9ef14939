"""Which body, and which of its sessions, does a sentence speak of?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from config.outcome_words import OutcomeWords, outcome_words
from config.profiles import TALKS, LanguageProfile, captured, profile
from ingest.records.outcomes.reading import Reading, group_span
from ingest.records.proofs import Source
from ingest.records.types import Fact
from ingest.status import REPORT_KINDS
from ingest.types import Span

_CIRCULAR = "circular"
_NEAR = 90  # characters between a session and the name of its body


class Named(NamedTuple):
    """The name of a body and where it stands."""

    code: str
    span: Span


class Held(NamedTuple):
    """A session that is told of; ``body`` is None where the words do not name one with it."""

    number: int
    span: Span
    body: Named | None


@dataclass(frozen=True, slots=True)
class Told:
    """A body and a session, as far as they are known, and the words that tell them."""

    code: str | None = None
    number: int | None = None
    body: Fact[str] | None = None
    session: Fact[int] | None = None

    @property
    def meeting(self) -> str:
        """Body and session ("CWS/11"), or nothing unless both are known."""
        return f"{self.code}/{self.number}" if self.code and self.number else ""


@dataclass(frozen=True, slots=True)
class Meetings:
    """What a document says of meetings. ``own``: the one that it is for or reports of."""

    words: OutcomeWords
    profile: LanguageProfile
    own: Told
    is_report: bool
    is_letter: bool
    named: tuple[tuple[int, int, Told], ...]  # passage, place in it: sessions with their body

    @classmethod
    def of(cls, source: Source, readings: list[Reading]) -> Meetings:
        """Find the sessions that the document names with their bodies."""
        document = source.document
        session = document.session or ""
        own = Told(document.body, int(session) if session.isdigit() else None)
        empty = cls(outcome_words(source.language), profile(source.language), own, False, False, ())
        spoken = [
            (reading, held.span.start, empty.told(reading, held))
            for reading in readings
            for held in empty.sessions(reading, Span(0, len(reading.bare)))
        ]
        named = tuple((r.passage.order, at, told) for r, at, told in spoken if told.code)
        if not own.meeting:
            own = _own(document.body, [t for r, _, t in spoken if r.passage.annex is None])
        kind = document.kind
        is_report, is_letter = kind in REPORT_KINDS, kind == _CIRCULAR
        return cls(empty.words, empty.profile, own, is_report, is_letter, named)

    def told(self, reading: Reading, held: Held) -> Told:
        """Return a session of ``reading`` with its proofs."""
        session = reading.fact(held.number, held.span)
        if held.body is None:
            return Told(None, held.number, None, session)
        code, span = held.body
        return Told(code, held.number, reading.fact(code, span), session)

    def talks(self, reading: Reading, place: int) -> Told | None:
        """Return the session of the dialogue that is named last before ``place``."""
        here = (reading.passage.order, place)
        before = [t for order, at, t in self.named if (order, at) < here and t.code == TALKS]
        return before[-1] if before else None

    def bodies(self, reading: Reading, span: Span) -> list[Named]:
        """Return the bodies named in ``span``, in order; the longest name at a place."""
        found: list[Named] = []
        for code, names in self.profile.bodies.items():
            for match in names.pattern.finditer(reading.bare, span.start, span.end):
                if reading.bare[match.end() : match.end() + 1] != "/":  # of a symbol
                    found.append(Named(code, Span(*match.span())))
        found.sort(key=lambda named: (named.span.start, -named.span.end))
        kept: list[Named] = []
        for named in found:
            if not kept or named.span.start >= kept[-1].span.end:
                kept.append(named)
        return kept

    def actor(self, reading: Reading, at: Span) -> Fact[str] | None:
        """Return the words in ``at`` that name a body, be it only "the Committee"."""
        for named in self.bodies(reading, at):
            return reading.told(named.span)
        match = self.profile.cues.body.pattern.search(reading.bare, *at)
        return reading.told(Span(*match.span())) if match else None

    def sessions(self, reading: Reading, span: Span) -> Iterator[Held]:
        """Yield the sessions told of in ``span``, each with the body named beside it."""
        for match in self.words.session.pattern.finditer(reading.bare, span.start, span.end):
            group = group_span(match)
            ordinal = self._ordinal(reading.bare, group)
            if ordinal is not None:
                number, span = ordinal
                # The ordinal stands before the word for a session or, in some languages, after it.
                start = match.start() if span.start == group.start else span.start
                end = match.end() if span.end == group.end else span.end
                held = Span(start, end)
                yield Held(number, held, self._body(reading, held))

    def convened(
        self, reading: Reading, span: Span, held: Iterable[Held]
    ) -> tuple[Span, Held] | None:
        """Return whom a letter invites in ``span``, and the session that it invites to."""
        match = self.words.convening.pattern.search(reading.bare, *span)
        if match is None or not self.is_letter:
            return None
        later = (each for each in held if each.body and each.span.start > match.start())
        session = next(later, None)
        return (group_span(match), session) if session else None

    def _ordinal(self, bare: str, span: Span) -> tuple[int, Span] | None:
        """Return the longest number that ends or begins ``span``."""
        text = bare[span.start : span.end]
        cuts = [n for n, char in enumerate(text) if n == 0 or text[n - 1] == " "]
        for cut in cuts:
            if number := self._number(text[cut:]):
                return number, Span(span.start + cut, span.end)
        for cut in reversed(cuts[1:]):
            if number := self._number(text[:cut]):
                return number, Span(span.start, span.start + len(text[:cut].rstrip()))
        return None

    def _number(self, text: str) -> int | None:
        words = self.profile.ordinals
        digits = words.digits.fullmatch(text.strip())
        return words.value(text) or (int(captured(digits) or 0) if digits else None)

    def _body(self, reading: Reading, session: Span) -> Named | None:
        start, end = session
        after = self.words.body_after.pattern
        for named in self.bodies(reading, Span(end, min(end + _NEAR, len(reading.bare)))):
            if after.fullmatch(reading.bare, end, named.span.start):
                return named
        before = self.words.body_before.pattern
        for named in self.bodies(reading, Span(max(0, start - 2 * _NEAR), start))[::-1][:1]:
            if before.fullmatch(reading.bare, named.span.end, start):
                return named
        return None


def _own(body: str | None, spoken: list[Told]) -> Told:
    """Return the session that a document without one in its header is for.

    A letter about the dialogue begins with it; else it is told if the text speaks of no other.
    """
    if body == TALKS:
        return next((told for told in spoken if told.code == TALKS), Told(body))
    others = [told for told in spoken if told.code != TALKS]
    named = [told for told in others if told.meeting]
    return named[0] if named and len({told.number for told in others}) == 1 else Told(body)
