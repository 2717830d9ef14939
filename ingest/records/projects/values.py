"""Values that forms and sentences tell alike: amounts by role, numbers, names, states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from config.country_names import country_pattern
from config.phrases import Phrases
from config.profiles import plain, profile
from config.project_words import project_words
from ingest.records.amounts import FoundAmount, find_amounts
from ingest.records.projects.reading import Reading
from ingest.records.types import Amount, Fact, State
from ingest.symbols import find_symbols

MASK = "¤"
DA_RECOMMENDATIONS = 45
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_MAX_NAME = 48
_LIST_END = re.compile(r"[.;:()。；：（）\n]| [-–—] ")
_BETWEEN = 9  # characters between two names of a list: ", et aux "
_STOP = re.compile(r"[.;:。]")
_TRIM = " \n\t\u00a0.,;:"


@dataclass(frozen=True, slots=True)
class Budget:
    """Amounts of a project by what they are for."""

    total: Fact[Amount] | None = None
    personnel: Fact[Amount] | None = None
    other: Fact[Amount] | None = None


def captured_span(match: re.Match[str]) -> tuple[int, int] | None:
    """Return where the group of the alternative that matched stands, None if it has none."""
    groups = range(1, (match.re.groups or 0) + 1)
    return next((match.span(group) for group in groups if match[group] is not None), None)


def read_budget(reading: Reading, *, is_field: bool) -> Budget:
    """Return what a text says about the budget of a project.

    In the field of a form (``is_field``) the first amount without another role is the total.
    """
    language = reading.source.language
    money = project_words(language).money
    amounts = find_amounts(reading.text, language)
    text = masked(reading.text, [(found.start, found.end) for found in amounts])
    personnel = _meant(money.personnel, text, amounts)
    other = _meant(money.other, text, amounts)
    rest = [found for found in amounts if found not in (personnel, other)]
    total = _meant(money.total, text, rest)
    if total is None and is_field:
        total = rest[0] if rest else None
    facts = [
        reading.fact(found.value, found.start, found.end) if found else None
        for found in (total, personnel, other)
    ]
    budget = Budget(*facts)
    if total and not personnel and not other and (whole := money.all_other.search(reading.text)):
        proofs = reading.proofs(total.start, total.end) + reading.proofs(*whole.span())
        budget = Budget(budget.total, None, Fact(total.value, proofs))
    return budget


def masked(text: str, spans: list[tuple[int, int]]) -> str:
    """Return ``text`` with ``spans`` made marks, of the same length."""
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _meant(words: Phrases, text: str, amounts: list[FoundAmount]) -> FoundAmount | None:
    for match in words.finditer(text):
        span = captured_span(match)
        for found in amounts:
            if span and found.start <= span[0] < found.end:
                return found
    return None


def read_recommendations(reading: Reading) -> tuple[Fact[int], ...]:
    """Return the numbers of Development Agenda recommendations that a text names.

    Each is proved by the words from "recommendation" up to it, or from it to the word behind.
    """
    words = project_words(reading.source.language).telling
    found: dict[int, Fact[int]] = {}
    for match in words.recommendations.finditer(reading.text):
        span = captured_span(match)
        if span is None:
            continue
        for digits in re.finditer(r"\d{1,2}", plain(reading.text[slice(*span)])):
            number = int(digits[0])
            start, end = span[0] + digits.start(), span[0] + digits.end()
            before = reading.text[match.start() : span[0]].strip()
            place = (match.start(), end) if before else (start, match.end())
            if 1 <= number <= DA_RECOMMENDATIONS and number not in found:
                found[number] = reading.fact(number, *place)
    return tuple(found.values())


def read_phase(reading: Reading) -> Fact[int] | None:
    """Return the phase that a text tells."""
    language = reading.source.language
    match = project_words(language).telling.phase.search(reading.text)
    span = captured_span(match) if match else None
    if match is None or span is None:
        return None
    printed = plain(reading.text[slice(*span)]).strip().casefold()
    number = _ROMAN.get(printed) or profile(language).ordinals.value(printed)
    number = number or profile(language).ordinals.find(match[0])
    return reading.fact(number, *match.span()) if number else None


def read_state(reading: Reading, words: Mapping[str, Phrases]) -> Fact[State] | None:
    """Return the state that the first of the ``words`` in a text tell."""
    found = [
        (match.start(), match.end(), State(state))
        for state, phrases in words.items()
        if (match := phrases.search(reading.text))
    ]
    if not found:
        return None
    start, end, state = min(found)
    return reading.fact(state, start, end)


def read_symbols(*readings: Reading) -> tuple[Fact[str], ...]:
    """Return the documents that texts name, each once."""
    found: dict[str, Fact[str]] = {}
    for reading in readings:
        for symbol in find_symbols(reading.text):
            name = f"{symbol.symbol} {symbol.version}" if symbol.version else symbol.symbol
            found.setdefault(name, reading.fact(name, symbol.start, symbol.end))
    return tuple(found.values())


def read_countries(reading: Reading) -> tuple[Fact[str], ...]:
    """Return the names of the countries of a project, as printed."""
    words = project_words(reading.source.language).telling
    for match in words.countries.finditer(reading.text):
        if (span := captured_span(match)) and (names := read_names(reading, *span)):
            return names
    for match in words.carried_out.finditer(reading.text):
        if names := _countries_at(reading, match.end()):
            return names
    return ()


def _countries_at(reading: Reading, start: int) -> tuple[Fact[str], ...]:
    """Return the names of known countries that follow one another at ``start``."""
    simple, names, end = plain(reading.text), list[Fact[str]](), start
    for match in country_pattern(reading.source.language).finditer(simple, start):
        if match.start() - end > _BETWEEN or _STOP.search(simple, end, match.start()):
            break
        names.append(reading.fact(reading.text[slice(*match.span())], *match.span()))
        end = match.end()
    return tuple(names)


def read_proponents(reading: Reading) -> tuple[Fact[str], ...]:
    """Return who proposes a project, as printed, if a text says so."""
    words = project_words(reading.source.language).telling
    if not words.submitted.search(reading.text):
        return ()
    for match in words.proponents.finditer(reading.text):
        span = captured_span(match)
        end = _names_end(reading.text, span[1]) if span else 0
        if span and (names := read_names(reading, span[0], end, groups=True)):
            return names
    return ()


def read_names(
    reading: Reading, start: int, end: int, *, groups: bool = False
) -> tuple[Fact[str], ...]:
    """Return the names in a list, up to the first part that is none.

    The first may be that of a group of States, without a capital, if ``groups`` is true.
    """
    words = project_words(reading.source.language).telling
    names: list[Fact[str]] = []
    for low, high in split(reading.text, start, end, words.between):
        if match := words.article.match(reading.text[low:high]):
            low += match.end()
        name = reading.text[low:high].strip(_TRIM)
        if not name or len(name) > _MAX_NAME or words.no_country.match(name):
            break
        if not _is_name(name) and (names or not groups):
            break
        if fact := reading.told(low, high, cut=_TRIM):
            names.append(fact)
    return tuple(names)


def _names_end(text: str, end: int) -> int:
    """Return where a list of names ends of which the first was found to end at ``end``.

    A comma may go on with others; where letters have no case, what follows may be no name.
    """
    if text[end : end + 1] != "," or text[end - 1].upper() == text[end - 1].lower():
        return end
    match = _LIST_END.search(text, end)
    return match.start() if match else len(text)


def _is_name(text: str) -> bool:
    """Return whether ``text`` begins as a name: with a capital, where the script has them."""
    return text[0].isupper() or text[0].upper() == text[0].lower()


def split(text: str, start: int, end: int, between: Phrases) -> list[tuple[int, int]]:
    """Return the places of the parts of ``text[start:end]`` that ``between`` divides."""
    parts, low = [], start
    for match in between.pattern.finditer(plain(text), start, end):
        parts.append((low, match.start()))
        low = match.end()
    parts.append((low, end))
    return [(a + _lead(text[a:b]), b) for a, b in parts if text[a:b].strip()]


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())
