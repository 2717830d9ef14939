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
    if all(quote.evidence.passage.language == language for quote in claim.quotes):
        return claim
    quotes = [_quote(quote, language, library) for quote in claim.quotes]
    if any(quote is None for quote in quotes):
        return claim
    found = tuple(quote for quote in quotes if quote is not None)
    return Claim(" ".join(tell(quote.text) for quote in found), found)


def _quote(quote: Quote, language: Language, library: Library) -> Quote | None:
    mine = quote.evidence.passage
    if mine.language == language:
        return quote
    passage = library.passage(mine.key, language)
    document = library.document(mine.document, language)
    if passage is None or document is None:
        return None
    there, here = sentences_of(mine), sentences_of(passage)
    places = [i for i, s in enumerate(there) if _within(s, quote)]
    if not places or len(there) != len(here):
        return None
    found = cover(passage, here[places[0]], here[places[-1]])
    if found is None:
        return None
    evidence = replace(quote.evidence, passage=passage, document=document)
    return Quote(evidence, found.span, found.text)


def _within(sentence: Sentence, quote: Quote) -> bool:
    return quote.span.start <= sentence.span.start and sentence.span.end <= quote.span.end
