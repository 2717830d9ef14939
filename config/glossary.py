"""The terms of the field in six languages: ``terminology/*.tsv``, one concept a line."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
NAME = "concept"  # a column that may be missing: the English term names the concept then
SEPARATOR = "|"


class GlossaryError(ValueError):
    """A file of the glossary is not as it should be."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its terms by language, the official or usual one first."""

    name: str
    terms: Mapping[str, tuple[str, ...]]


TOPICS = ("everyday", "glossary", "ict", "meetings", "projects")
"""The files of concepts; others in their folder list names."""


@cache
def glossary() -> tuple[Concept, ...]:
    """Return all concepts, in the order of the files and lines.

    Raises GlossaryError for a line that lacks a language.
    """
    folder = files("config").joinpath("terminology")
    found: list[Concept] = []
    for topic in TOPICS:
        resource = folder.joinpath(f"{topic}.tsv")
        found.extend(read_concepts(resource.read_text(encoding="utf-8"), resource.name))
    return tuple(found)


def read_concepts(text: str, name: str) -> list[Concept]:
    """Return the concepts that ``text`` lists; ``name`` stands in error messages."""
    rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    head, *lines = [row for row in rows if row]
    if sorted({*head} - {NAME}) != list(LANGUAGES):
        raise GlossaryError(f"{name}: the columns are {head}; {list(LANGUAGES)} are expected")
    concepts: list[Concept] = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(head) or not all(cell.strip() for cell in cells):
            raise GlossaryError(f"{name}: line {number} does not have {len(head)} full cells")
        row = dict(zip(head, cells, strict=True))
        terms = {language: _terms(row[language]) for language in LANGUAGES}
        concepts.append(Concept(row.get(NAME, terms["en"][0]), terms))
    return concepts


def _terms(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split(SEPARATOR))))
