"""From the proofs of a value to the quotes of a claim."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from ingest.records.types import Fact, Proof
from ingest.types import Language, Span
from service.facts.wording import Wording
from service.library import Library
from service.types import Claim, Evidence, Quote

_GAP = 14  # characters between two proofs that are quoted as one: ", ", " et "
_SCORE = 1.0  # a record was looked up, not ranked


class Quoting:
    """Makes claims of facts; what the library does not hold cannot be quoted."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def claim(
        self, text: str, language: Language, *facts: Fact[Any] | None, own: str = ""
    ) -> Claim:
        """Return what is told, with the proofs of ``facts`` as its quotes.

        ``own`` is how ``text`` begins in our words.
        """
        proofs = chain.from_iterable(fact.proofs for fact in facts if fact is not None)
        return self.of(text, language, proofs, own)

    def line(
        self, words: Wording, label: str, value: str, language: Language, *facts: Fact[Any] | None
    ) -> Claim:
        """Return a value behind its label, which is ours."""
        own = words.line(label, "")
        return self.claim(words.line(label, value), language, *facts, own=own)

    def counted(self, text: str, language: Language, *facts: Fact[Any] | None) -> Claim:
        """Return a sentence that is all ours: what ``facts`` are, or how many."""
        return self.claim(text, language, *facts, own=text)

    def of(self, text: str, language: Language, proofs: Iterable[Proof], own: str = "") -> Claim:
        """Return what is told, with ``proofs``, in ``language``, as its quotes."""
        quotes = (self._quote(proof, language) for proof in proofs)
        held = [quote for quote in quotes if quote is not None]
        told, ours = (" ".join(each.split()) for each in (text, own))
        return Claim(told, tuple(dict.fromkeys(self._joined(held))), ours)

    def _quote(self, proof: Proof, language: Language) -> Quote | None:
        passage = self._library.passage(proof.passage, language)
        if passage is None:
            return None
        document = self._library.document(passage.document, language)
        if document is None:
            return None
        return Quote(Evidence(passage, document, _SCORE), proof.span, proof.quote)

    def _joined(self, quotes: list[Quote]) -> list[Quote]:
        """Return quotes, neighbours in one slice made one: "R3, R4 et R13"."""
        joined: list[Quote] = []
        for quote in quotes:
            if joined and (both := _both(joined[-1], quote)):
                joined[-1] = both
            else:
                joined.append(quote)
        return joined


def _both(one: Quote, other: Quote) -> Quote | None:
    if one.evidence.passage != other.evidence.passage:
        return None
    first, second = sorted((one.span, other.span))
    if second.start - first.end > _GAP:
        return None
    whole = Span(first.start, max(first.end, second.end))
    spans = one.evidence.passage.spans
    if not any(span.start <= whole.start and whole.end <= span.end for span in spans):
        return None
    text = one.evidence.document.text[whole.start : whole.end]
    return Quote(one.evidence, whole, text)
