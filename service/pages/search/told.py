"""An Answer as the page shows it: what is ours, what documents say, and the sources.

The parts are found in the text of the answer, so that the page says exactly what all others say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.types import Language
from service.pages.search.excerpts import Excerpt, excerpt
from service.types import Answer, Citation, Statement

_MARKERS = re.compile(r"(?:\s*\[\d+\])+")
_NUMBER = re.compile(r"\[(\d+)\]")
_LONGEST = 700  # characters of a passage around its quote


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an answer. ``ours``: said by the service; else a statement, with its sources.

    ``quotes`` are the ranges of ``text`` that stand in another language than it, with that.
    """

    text: str
    language: Language
    ours: bool
    sources: tuple[int, ...] = ()
    quotes: tuple[tuple[tuple[int, int], Language], ...] = ()


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
    rest = answer.answer
    for statement in answer.statements:
        before, found, after = rest.partition(statement.text)
        if not found:
            continue
        yield _ours(before, answer.language, numbers)
        cited = [each for each in answer.citations if each.n in statement.citations]
        yield _statement(statement, cited, answer)
        rest = _MARKERS.sub("", after, count=1) if _MARKERS.match(after) else after
    yield _ours(rest, answer.language, numbers)


def _statement(statement: Statement, cited: Sequence[Citation], answer: Answer) -> Part:
    """Return a statement in the language of its quote, or in ours where we put words before it."""
    text, sources = statement.text, statement.citations
    language = answer.language
    quotes = _quotes(text, [each for each in cited if each.language != language])
    if answer.mode == "generated" or not cited or (quotes and _says_more(text, quotes)):
        return Part(text, language, False, sources, quotes)
    return Part(text, cited[0].language, False, sources)


def _says_more(text: str, quotes: Iterable[tuple[tuple[int, int], Language]]) -> bool:
    """Say whether words stand outside of the quotes."""
    left = list(text)
    for (start, end), _ in quotes:
        left[start:end] = " " * (end - start)
    return any(character.isalnum() for character in left)


def _quotes(text: str, cited: Iterable[Citation]) -> tuple[tuple[tuple[int, int], Language], ...]:
    """Return where quotes stand in ``text``, whose lines are other ones, without overlaps."""
    found: list[tuple[tuple[int, int], Language]] = []
    for each in sorted(cited, key=lambda citation: -len(citation.quote)):
        words = r"\s+".join(map(re.escape, each.quote.split()))
        match = re.search(words, text) if words else None
        if match and all(match.end() <= a or b <= match.start() for (a, b), _ in found):
            found.append((match.span(), each.language))
    return tuple(sorted(found))


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
