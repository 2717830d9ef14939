"""The same words in another language: official versions only, never a translation of ours."""

from __future__ import annotations

from dataclasses import replace

from ingest.types import Language
from service.library import Library
from service.sentences import Sentence, cover, sentences_of, tell
from service.types import Claim, Draft, Quote


def in_language(draft: Draft, language: Language, library: Library) -> Draft:
    """Return ``draft`` with its claims told from the versions in ``language`` where possible.

    Possible where the passage is held in that language and has as many sentences there: then
    the quote is of those at the same places. Other claims stay in the language they are in.
    """
    return replace(draft, claims=tuple(_claim(claim, language, library) for claim in draft.claims))


def _claim(claim: Claim, language: Language, library: Library) -> Claim:
    found: list[Quote] = []
    for quote in claim.quotes:
        there = [quote]
        if quote.evidence.passage.language != language:
            there = _quotes(quote, language, library)
        if not there:
            return claim
        found += there
    return Claim(" ".join(tell(quote.text) for quote in found), tuple(found))


def _quotes(quote: Quote, language: Language, library: Library) -> list[Quote]:
    mine = quote.evidence.passage
    passage = library.passage(mine.key, language)
    document = library.document(mine.document, language)
    if passage is None or document is None:
        return []
    there, here = sentences_of(mine), sentences_of(passage)
    places = [i for i, sentence in enumerate(there) if _overlap(sentence, quote)]
    if not places or len(there) != len(here):
        return []
    evidence = replace(quote.evidence, passage=passage, document=document)
    covered = cover(here[places[0]], here[places[-1]], passage)
    return [Quote(evidence, piece.span, piece.text) for piece in covered.pieces]


def _overlap(sentence: Sentence, quote: Quote) -> bool:
    start, end = sentence.pieces[0].span.start, sentence.pieces[-1].span.end
    return start < quote.span.end and quote.span.start < end
