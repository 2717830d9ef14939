"""An Answer as the page shows it: what is ours, what documents say, and the sources.

The parts are found in the text of the answer, so that the page says exactly what all others say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.types import Language
from service.pages.search.excerpts import Excerpt, excerpt
from service.types import Answer, Citation

_MARKERS = re.compile(r"(?:\s*\[\d+\])+")
_NUMBER = re.compile(r"\[(\d+)\]")
_LONGEST = 700  # characters of a passage around its quote


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an answer. ``ours``: said by the service; else a statement, with its sources."""

    text: str
    language: Language
    ours: bool
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that is quoted, once or more often.

    ``numbers`` are those of all citations of it, ``citation`` is the first; ``date`` is that of
    the document, ``official`` the address of its file.
    """

    numbers: tuple[int, ...]
    citation: Citation
    excerpt: Excerpt
    date: str | None
    official: str | None


def parts_of(answer: Answer) -> list[Part]:
    """Return the text of ``answer`` cut into what is ours and what is told, in order."""
    return [part for part in _cut(answer) if part.text or part.sources]


def _cut(answer: Answer) -> Iterator[Part]:
    numbers = {citation.n for citation in answer.citations}
    languages = {citation.n: citation.language for citation in answer.citations}
    rest = answer.answer
    for statement in answer.statements:
        before, found, after = rest.partition(statement.text)
        if not found:
            continue
        yield _ours(before, answer.language, numbers)
        told_in = answer.language
        if answer.mode != "generated" and statement.citations:
            told_in = languages.get(statement.citations[0], answer.language)
        yield Part(statement.text, told_in, ours=False, sources=statement.citations)
        rest = _MARKERS.sub("", after, count=1) if _MARKERS.match(after) else after
    yield _ours(rest, answer.language, numbers)


def _ours(text: str, language: Language, numbers: set[int]) -> Part:
    found = tuple(n for n in map(int, _NUMBER.findall(text)) if n in numbers)
    return Part(_NUMBER.sub("", text).strip() if found else text.strip(), language, True, found)


def sources_of(
    citations: Sequence[Citation], dates: Mapping[tuple[str, Language], str | None]
) -> list[Source]:
    """Return one source for each passage that is cited, in order of first use.

    ``dates`` are those of documents, by key and language.
    """
    by_passage: dict[tuple[str, Language], list[Citation]] = {}
    for citation in citations:
        by_passage.setdefault((citation.key, citation.language), []).append(citation)
    return [
        Source(
            numbers=tuple(each.n for each in quoting),
            citation=quoting[0],
            excerpt=excerpt(
                quoting[0].text, marks_of(quoting[0].text, [q.quote for q in quoting]), _LONGEST
            ),
            date=dates.get((key.partition("#")[0], language)),
            official=official(quoting[0].url, quoting[0].page),
        )
        for (key, language), quoting in by_passage.items()
    ]


def marks_of(text: str, quotes: Iterable[str]) -> list[tuple[int, int]]:
    """Return where ``quotes`` stand in ``text``, without overlaps."""
    spans = [(text.find(quote), len(quote)) for quote in quotes if quote]
    found: list[tuple[int, int]] = []
    for start, length in sorted((start, -length) for start, length in spans if start >= 0):
        if not found or start >= found[-1][1]:
            found.append((start, start - length))
    return found


def official(url: str | None, page: int | None) -> str | None:
    """Return the address of the official file at a page; None unless it is one of the web."""
    if not url or not url.startswith(("https://", "http://")):
        return None
    pdf = url.partition("?")[0].lower().endswith(".pdf")
    return f"{url}#page={page}" if page and pdf and "#" not in url else url
