"""From lines to statements: what is not proven is dropped, what is left gets its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.types import Language
from service.checks import verified
from service.citing import cite
from service.library import Library
from service.summaries.lines import Line
from service.summaries.telling import Telling
from service.summaries.types import SourceFile
from service.types import Citation, Claim, Draft, Quote, Statement

DECIDED = frozenset(("decisions", "earlier_decisions"))
"""Sections that tell what was decided: nothing in them may rest on an invitation or a wish."""


@dataclass
class Numbering:
    """Numbers the citations of one summary as they come."""

    library: Library
    _numbers: dict[Quote, int] = field(default_factory=dict)

    def of(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        """Return the numbers of quotes; the same quote has the same number."""
        return tuple(self._numbers.setdefault(q, len(self._numbers) + 1) for q in quotes)

    def citations(self) -> tuple[Citation, ...]:
        """Return all citations in order."""
        held = self.library.parallel({quote.evidence.passage.key for quote in self._numbers})
        return tuple(
            cite(n, quote, held.get(quote.evidence.passage.key, ()))
            for quote, n in self._numbers.items()
        )

    def sources(self) -> tuple[SourceFile, ...]:
        """Return the documents that are quoted, in order of first use."""
        documents = dict.fromkeys(
            (quote.evidence.document.key, quote.evidence.document.language)
            for quote in self._numbers
        )
        found = {
            (q.evidence.document.key, q.evidence.document.language): q.evidence.document
            for q in self._numbers
        }
        return tuple(
            SourceFile(d.key, d.language, d.title, d.source, d.sha256, d.url)
            for d in (found[name] for name in documents)
        )


def proven(section: str, lines: Sequence[Line], library: Library) -> list[Line]:
    """Return the lines whose quotes all stand in their documents, and may stand in ``section``."""
    kept = []
    for line in lines:
        claim = Claim(" ".join(quote.text for quote in line.quotes), line.quotes)
        draft = verified(Draft((claim,)), library, as_decision=section in DECIDED)
        if draft.claims:
            kept.append(line)
    return kept


def texts_of(telling: Telling, lines: Sequence[Line], several: bool) -> list[str]:
    """Return how lines are told one below the other.

    The document stands before the first line of each, where ``several`` speak; so does the agenda
    item. Words in another language are announced once.
    """
    texts, told, key, heading = telling.texts, [], "", ""
    before: Language = telling.request.language
    for line in lines:
        own = line.source.entry.key
        named = own if several and own != key and own not in line.label else ""
        above = line.heading if line.heading and (named or line.heading != heading) else ""
        above = above or (line.heading if not line.words else "")
        key, heading = own, line.heading
        language = telling.request.language if line.worded else line.source.document.language
        words = line.words
        if words and language not in (telling.request.language, before):
            words = f"{telling.messages.lead_in[language]} {words}"
        before = language
        value = texts.labelled(line.label, words) if words else line.label
        told.append(texts.sourced(texts.sourced(named, above), value))
    return told


def statements_of(
    texts: Sequence[str], quotes: Sequence[Sequence[Quote]], to: Numbering
) -> tuple[Statement, ...]:
    """Return statements with the numbers of their citations."""
    return tuple(Statement(t, to.of(q)) for t, q in zip(texts, quotes, strict=True))
