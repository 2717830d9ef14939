"""The passages that a question names outright: "paragraph 45 of CWS/11/28", "recommendation 5"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from index.catalogue import Catalogue
from index.fusion import Candidate
from index.generation import Generation
from index.lookup import References
from index.selection import Selection
from index.types import Query
from ingest.types import Language


@dataclass(frozen=True, slots=True)
class Scope:
    """A query, what it names, and what it may find."""

    query: Query
    references: References
    selections: Mapping[Language, Selection]
    named: Mapping[Language, frozenset[int]]  # documents that the question names


def named_passages(generation: Generation, scope: Scope) -> Iterator[Candidate]:
    """Yield the passages that the question names outright.

    A paragraph number alone names nothing where several works may be found; a recommendation
    does, since there are few sets of them.
    """
    if scope.references.records or scope.named or _is_one_work(generation.catalogue, scope):
        for language, selection in scope.selections.items():
            documents = scope.named.get(language) or selection.documents
            yield from at_places(generation, scope, language, documents)


def at_places(
    generation: Generation, scope: Scope, language: Language, documents: Iterable[int]
) -> Iterator[Candidate]:
    """Yield the passages of documents with a record or number that the question names."""
    references, catalogue = scope.references, generation.catalogue
    column: Literal["record", "paragraph"] = "record" if references.records else "paragraph"
    names = references.records or references.paragraphs
    ids = catalogue.named(column, names, documents) if names else []
    part = generation.parts[language]
    ids = [each for each in ids if part.holds(each, scope.selections[language])]
    # Of a set of recommendations in the main part and one in an annex, either may be meant.
    if references.annexes or not references.records:
        ids = _in_annexes(catalogue, ids, references)
    for identifier in ids:
        yield Candidate(identifier, language, 0.0, {"lexical": 0.0, "dense": 0.0})


def _is_one_work(catalogue: Catalogue, scope: Scope) -> bool:
    keys: set[str] = set()
    for entry in catalogue.documents:
        selection = scope.selections.get(entry.language)
        if selection is not None and entry.id in selection.documents:
            keys.add(entry.key)
            if len(keys) > 1:
                return False
    return len(keys) == 1


def _in_annexes(catalogue: Catalogue, ids: list[int], references: References) -> list[int]:
    """Return those of the passages that are in the annexes that the question names.

    Where it names none, those of the main part, or all if there are none in it.
    """
    annexes = {each: p.annex for each, p in catalogue.by_id(ids).items()}
    if references.annexes:
        wanted = {*references.annexes, ""}
        return [each for each in ids if annexes[each] in wanted]
    return [each for each in ids if annexes[each] is None] or ids
