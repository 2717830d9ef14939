"""Whether a sentence denies what its source tells, or tells what its source denies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.claim_words import claim_words
from config.profiles import plain, profile
from ingest.types import Language
from service.checks.basis import Basis
from service.questions import code_spans
from service.words import Vocabulary, blank, words

_DENIED = 6  # words after a negation that may say what is denied
_TOLD = 0.6  # share of them that a sentence holds which tells it
_CLAUSE_END = re.compile(r"[,;:.。，；：،؛!?()（）\n]")


def is_turned_round(text: str, basis: Basis) -> bool:
    """Say whether a sentence denies without ground, or tells what its source only denies.

    The second is seen in one language only: the words right after a negation of the source
    stand in a sentence that denies nothing.
    """
    language = basis.language
    if language is None:
        return False
    denies = claim_words(language).negation.search(text) is not None
    if denies:
        return not any(claim_words(t.language).negation.search(t.text) for t in basis.texts)
    if basis.is_foreign:
        return False
    told = Vocabulary(text, language)
    affirmed = _affirmed(basis, language)
    return any(
        _share(denied, told) >= _TOLD and not denied <= affirmed
        for sentence in basis.sentences
        for denied in _denied(sentence, language)
    )


def _share(denied: frozenset[str], told: Vocabulary) -> float:
    return sum(told.holds(word, 3) for word in denied) / len(denied)


def _denied(sentence: str, language: Language) -> Iterator[frozenset[str]]:
    """Yield the first words after each negation: what is denied."""
    cues = claim_words(language)
    simple = plain(blank(sentence, code_spans(sentence)))
    stop = profile(language).vocabulary.stop
    for match in cues.negation.pattern.finditer(simple):
        rest = _CLAUSE_END.split(simple[match.end() :], maxsplit=1)[0]
        if broken := cues.breaks.pattern.search(rest):
            rest = rest[: broken.start()]
        rest = cues.negation.pattern.sub(" ", rest)
        content = [w for w in words(rest) if w not in stop and not w[0].isdigit()]
        content = [w for w in content if len(w) > 2 or not w.isascii()]
        if content:
            yield frozenset(content[:_DENIED])


def _affirmed(basis: Basis, language: Language) -> frozenset[str]:
    """Return the words that the source also tells without denying anything."""
    cues = claim_words(language)
    told = (s for s in basis.sentences if not cues.negation.search(s))
    return frozenset(word for sentence in told for word in words(sentence))
