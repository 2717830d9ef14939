"""What is shown of a thing that several documents tell of, and where they do not agree.

Each field is that of the best source that tells it; values that differ from it are kept beside
it. Texts in two languages are not compared, but what must be equal in all languages is: numbers,
codes, amounts, and how many items a list has. States are no disagreement: things go on.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.records.fields import NAMES, fields_of
from index.records.joining import furthest
from index.records.types import Cited, Field, Group, Joined, Told, Value
from ingest.records.types import State
from ingest.types import Language

_WITHOUT_PREFERENCE: tuple[Language, ...] = ("en", "fr", "es", "ru", "ar", "zh")
_STATUS = "status"


def ranked(told: Sequence[Told], languages: Sequence[Language]) -> list[Told]:
    """Return sources best first: language asked for, document in force, newest date."""
    found = sorted(told, key=lambda each: (each.document.key, each.document.language))
    found.sort(key=lambda each: _WITHOUT_PREFERENCE.index(each.document.language))
    found.sort(key=lambda each: each.document.date or "", reverse=True)
    return sorted(
        found,
        key=lambda each: (
            language_rank(each.document.language, languages),
            not each.document.in_force,
        ),
    )


def language_rank(language: Language, languages: Sequence[Language]) -> int:
    """Return the place of a language among those asked for; others come after, all equal."""
    return languages.index(language) if language in languages else len(languages)


def choose(group: Group, told: Sequence[Told], languages: Sequence[Language] = ()) -> Joined:
    """Return the thing that ``told``, all records of ``group``, tell of."""
    sources = ranked(told, languages)
    fields = [fields_of(source.record) for source in sources]
    shown: dict[str, Value] = {}
    differs: dict[str, tuple[Value, ...]] = {}
    for name in NAMES[group.kind]:
        telling = [
            (source, held[name])
            for source, held in zip(sources, fields, strict=True)
            if name in held
        ]
        if not telling:
            continue
        if name == _STATUS:
            state = furthest(State(field.value) for _, field in telling)
            telling = [pair for pair in telling if pair[1].value == state][:1]
        (_, first), *others = telling
        shown[name] = Value(first.value, first.cited)
        if apart := _apart(telling[0], others):
            differs[name] = apart
    states = tuple(
        (State(held[_STATUS].value), cited)
        for held in fields
        if _STATUS in held
        for cited in held[_STATUS].cited[:1]
    )
    return Joined(group, sources[0].document.language, shown, tuple(sources), differs, states)


def _apart(shown: tuple[Told, Field], others: Sequence[tuple[Told, Field]]) -> tuple[Value, ...]:
    """Return the values of ``others`` that differ from the one shown, each once, best first."""
    distinct: list[list[tuple[Told, Field]]] = [[shown]]
    for other in others:
        home = next((held for held in distinct if all(_agree(other, each) for each in held)), None)
        if home is None:
            distinct.append([other])
        else:
            home.append(other)
    return tuple(Value(held[0][1].value, _cited(held)) for held in distinct[1:])


def _agree(one: tuple[Told, Field], other: tuple[Told, Field]) -> bool:
    (told, field), (other_told, other_field) = one, other
    alike = told.document.language != other_told.document.language
    return field.figures == other_field.figures and (alike or field.words == other_field.words)


def _cited(held: Sequence[tuple[Told, Field]]) -> tuple[Cited, ...]:
    return tuple(cited for _, field in held for cited in field.cited)
