"""What an outcome tells besides: by when, to which address, of which documents, who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from config.outcome_words import OutcomeWords, outcome_words
from config.profiles import profile
from ingest.dates import find_date
from ingest.records.outcomes.reading import Reading, group_span
from ingest.records.types import Fact
from ingest.symbols import find_symbols
from ingest.types import Span

_MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_LINK = re.compile(r"(?:https?://|www\.)[!-~®]+")
_AFTER_LINK = ".,;:!?)'\""
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ISO_LIKE = re.compile(
    r"(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d)(?!\d)"
)
_NEAR = 24  # characters after a date in which a word may stand that makes it a deadline


class Details(NamedTuple):
    """The fields of an outcome that its own words tell."""

    deadline: Fact[str] | None
    contact: Fact[str] | None
    symbols: tuple[Fact[str], ...]
    addressee: Fact[str] | None


def details(reading: Reading, span: Span, *, act: int = 0, links: bool = False) -> Details:
    """Return what ``span`` tells.

    ``act`` is where it asks for something: of several dates, the first behind that counts.
    ``links``: an address on the web is taken where there is no e-mail address.
    """
    return Details(
        deadline(reading, span, act),
        contact(reading, span, links=links),
        tuple(symbols(reading, span)),
        addressee(reading, span),
    )


def deadline(reading: Reading, span: Span, act: int = 0) -> Fact[str] | None:
    """Return the date in ``span`` by which something is to be done, as ISO 8601."""
    dates = sorted(_deadlines(reading, span))
    later = [date for date in dates if date.start >= act]
    for date in (later or dates)[:1]:
        text = reading.text(date)
        value = find_date(text, reading.source.language)
        return reading.fact(value or text.strip()[:4], date)
    return None


def _deadlines(reading: Reading, span: Span) -> Iterator[Span]:
    words = outcome_words(reading.source.language)
    for cue in words.deadline_before.pattern.finditer(reading.bare, span.start, span.end):
        if date := _date_at(reading, cue.end(), span.end):
            yield date
    for start in {m.start() for m in _YEAR.finditer(reading.bare, span.start, span.end)}:
        for date in _dates_with(reading, start, span):
            if words.deadline_after.pattern.match(
                reading.bare, date.end, min(span.end, date.end + _NEAR)
            ):
                yield date
                break


def _patterns(reading: Reading) -> list[re.Pattern[str]]:
    formats = profile(reading.source.language).dates.formats
    return [*(format_.pattern for format_ in formats), _ISO_LIKE, _YEAR]


def _date_at(reading: Reading, place: int, end: int) -> Span | None:
    for pattern in _patterns(reading):
        if match := pattern.match(reading.bare, place, end):
            return Span(*match.span())
    return None


def _dates_with(reading: Reading, year: int, span: Span) -> Iterator[Span]:
    """Yield the dates around a year, the longest first."""
    for pattern in _patterns(reading):
        for match in pattern.finditer(reading.bare, max(span.start, year - 40), span.end):
            if match.start() <= year < match.end():
                yield Span(*match.span())


def contact(reading: Reading, span: Span, *, links: bool = False) -> Fact[str] | None:
    """Return the address in ``span``, exactly as printed."""
    for pattern in (_MAIL, _LINK) if links else (_MAIL,):
        if match := pattern.search(reading.bare, span.start, span.end):
            address = match[0].rstrip(_AFTER_LINK)
            place = Span(match.start(), match.start() + len(address))
            return reading.fact(reading.told(place).value, place)
    return None


def symbols(reading: Reading, span: Span) -> Iterator[Fact[str]]:
    """Yield the documents named in ``span``, each once."""
    seen: set[str] = set()
    for symbol in find_symbols(reading.text(span)):
        if symbol.key not in seen:
            seen.add(symbol.key)
            place = Span(span.start + symbol.start, span.start + symbol.end)
            yield reading.fact(symbol.key, place)


def addressee(reading: Reading, span: Span) -> Fact[str] | None:
    """Return who is asked to act in ``span``."""
    words = outcome_words(reading.source.language)
    match = words.asked.pattern.search(reading.bare, span.start, span.end)
    if match is None:
        return None
    start, end = group_span(match)
    lead = words.preposition.pattern.match(reading.bare, start, end)
    return reading.told(Span(lead.end() if lead else start, end))


def actor(reading: Reading, span: Span) -> Fact[str] | None:
    """Return who asks, names or proposes in ``span``: not those who are asked to act."""
    words: OutcomeWords = outcome_words(reading.source.language)
    asked = words.asked.pattern.search(reading.bare, span.start, span.end)
    whom = group_span(asked) if asked else Span(span.end, span.end)
    for match in words.actors.pattern.finditer(reading.bare, span.start, span.end):
        if match.end() <= whom.start or match.start() >= whom.end:
            return reading.told(Span(*match.span()))
    return None
