"""Whether a sentence denies what its source tells, or tells what its source denies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from config.claim_words import claim_words
from config.profiles import plain, profile
from ingest.types import Language
from service.checks.basis import Basis
from service.checks.telling import telling_words
from service.questions import code_spans
from service.words import Vocabulary, blank, stems, words

_DENIED = 6  # words after a negation that may say what is denied
_TOLD = 0.6  # share of them that a sentence holds which tells it
_FIRST = 3  # of which all but one may be enough
_LEAST, _CLEARLY = 2, 0.75  # words held, and share of them that other clauses hold
_PART = re.compile(r"[;:；：؛。()（），،、]|,(?!\d)")
_TITLE = re.compile("«[^»]*»|“[^”]*”|„[^“]*“|《[^》]*》|「[^」]*」")
_CLAUSE_END = re.compile(r"[,;:.。，；：،؛!?()（）\n]")


def is_turned_round(text: str, basis: Basis) -> bool:
    """Say whether a sentence denies without ground, or tells what its source only denies.

    In one language what follows a negation is compared: it may not be told by the one and denied
    by the other. Where languages differ, only that either denies something is.
    """
    language = basis.language
    if language is None:
        return False
    if _negation(text, language):
        if not any(_lacks(t.text, t.language) for t in basis.texts):
            return True
        if basis.is_foreign:
            return False
        lacking = [s for s in basis.sentences if _lacks(s, language)]
        told = [s for s in basis.sentences if not _lacks(s, language)]
        return any(
            _is_told(denied, told, language) and not _is_told(denied, lacking, language)
            for denied in _denied(text, language)
        )
    if basis.is_foreign:
        return _rests_on_denials(basis) and not _lacks(text, language)
    if _is_of_denials(text, basis, language):
        return True
    affirmed = _affirmed(basis, language)
    return any(
        _is_told(denied, [text], language) and not set(denied) <= affirmed
        for sentence in basis.sentences
        for denied in _denied(sentence, language)
    )


def _rests_on_denials(basis: Basis) -> bool:
    """Say whether nothing but denials is quoted, of passages in one language.

    A title or motto that denies something ("services that never stop") denies nothing of the rest.
    """
    languages = list({passage.language for passage in basis.passages})
    quotes = [_TITLE.sub(" ", quote) for quote in basis.quoted]
    return len(languages) == 1 and all(_negation(quote, languages[0]) for quote in quotes)


def _is_of_denials(text: str, basis: Basis, language: Language) -> bool:
    """Say whether a clause that denies holds clearly more words of a text than any other."""
    if _lacks(text, language):
        return False
    told = set(telling_words(text, language))
    most = {True: 0, False: 0}
    for sentence in basis.sentences:
        for clause in _parts(sentence, language):
            held = Vocabulary(clause, language)
            denies = _negation(clause, language)
            most[denies] = max(most[denies], sum(held.holds(word, 3) for word in told))
    return most[True] > _LEAST and most[False] < _CLEARLY * most[True]


def _parts(sentence: str, language: Language) -> Iterator[str]:
    for part in _PART.split(sentence):
        yield from claim_words(language).joins.pattern.split(plain(part))


def _lacks(text: str, language: Language) -> bool:
    """Say whether a text denies, or says that something is missing."""
    return _negation(text, language) or claim_words(language).lacking.search(text) is not None


def _negation(text: str, language: Language) -> bool:
    return claim_words(language).negation.search(_unbounded(text, language)) is not None


def _unbounded(text: str, language: Language) -> str:
    """Return a text, folded and as long as it was, without "no more than" and other bounds."""
    simple = plain(text)
    bounds = claim_words(language).bounds
    spans = [m.span() for name in bounds for m in bounds[name].pattern.finditer(simple)]
    return blank(simple, spans)


def _is_told(denied: Sequence[str], texts: Iterable[str], language: Language) -> bool:
    """Say whether one of the texts holds most of the words, of the first of them too."""
    forms = [(word, *stems(word, language)) for word in denied]
    for text in texts:
        told = Vocabulary(text, language)
        held = [any(told.holds(form, 3) for form in each) for each in forms]
        if sum(held) >= _TOLD * len(held) or sum(held[:_FIRST]) >= _FIRST - 1 <= len(held) - 1:
            return True
    return False


def _denied(sentence: str, language: Language) -> Iterator[tuple[str, ...]]:
    """Yield the first words after each negation: what is denied."""
    cues = claim_words(language)
    simple = _unbounded(blank(sentence, code_spans(sentence)), language)
    stop = profile(language).vocabulary.stop
    for match in cues.negation.pattern.finditer(simple):
        rest = _CLAUSE_END.split(simple[match.end() :], maxsplit=1)[0]
        for ends in (cues.breaks, cues.joins):
            if broken := ends.pattern.search(rest):
                rest = rest[: broken.start()]
        rest = cues.negation.pattern.sub(" ", rest)
        content = [w for w in words(rest) if w not in stop and not w[0].isdigit()]
        content = [w for w in content if len(w) > 2 or not w.isascii()]
        if content:
            yield tuple(content[:_DENIED])


def _affirmed(basis: Basis, language: Language) -> frozenset[str]:
    """Return the words that the source also tells without denying anything."""
    cues = claim_words(language)
    told = (s for s in basis.sentences if not cues.negation.search(s))
    return frozenset(word for sentence in told for word in words(sentence))
