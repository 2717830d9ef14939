"""Which of several short texts, titles say, does the subject of a question name?"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ingest.types import Language
from service.facts.asked import Asked
from service.generators.scoring import Likeness
from service.support import Text, text_of
from service.words import is_han

NAMED = 0.6  # share of the subject from which a text is the one that is meant
_NEARLY = 0.45  # the same, where no other text has half as much
ALL = 0.8  # share from which it is one of those that are meant
_ASIDE = 0.1  # what a word counts that none of the texts holds: it may be a word of asking
_CONCEPT_ASIDE = 0.4  # the same for a term of the glossary: it may speak of something else
_CLEAR = 0.08  # by how much the most alike text must be ahead, in another language
_LIKE = 0.4  # least likeness of a text in another language
_SLACK_ABROAD = 3
_WORDS_OF_ASKING = 2  # "so far": terms that no list of ours foresaw


def shares(
    asked: Asked, texts: Sequence[str], language: Language, aside: float = _ASIDE
) -> list[float]:
    """Return, for each text in ``language``, the share of the subject that it names, in [0, 1].

    A word weighs more the fewer of the texts hold it. Words that none holds say little of which
    is meant, unless ``aside`` gives them weight.
    """
    held = named(asked, texts, language)
    weights = {}
    for term in asked.subject:
        found = sum(term.text in each for each in held)
        share = 1.0 if found else _weight_aside(asked, term.text, aside)
        weights[term.text] = share * term.weight * math.log(1 + len(texts) / (0.5 + found))
    total = sum(weights.values())
    return [sum(weights[name] for name in each) / total if total else 0.0 for each in held]


def named(asked: Asked, texts: Sequence[str], language: Language) -> list[frozenset[str]]:
    """Return, for each text in ``language``, the terms of the subject that it names."""
    read = [text_of(text, language) for text in texts]
    return [frozenset(t.text for t in asked.subject if _names(asked, t.text, x)) for x in read]


def _weight_aside(asked: Asked, term: str, aside: float) -> float:
    """Return what a word counts that no text holds: pairs of Chinese characters span words."""
    if is_concept(asked, term):
        return max(aside, _CONCEPT_ASIDE)
    return 0.0 if is_han(term) else aside


def is_concept(asked: Asked, term: str) -> bool:
    """Say whether a term of the subject is, or belongs to, a term of the glossary."""
    return any(term in concept.terms for concept in asked.question.concepts)


def _names(asked: Asked, term: str, text: Text) -> bool:
    slack = 1 if text.language == asked.question.language else _SLACK_ABROAD
    if text.has(term, slack):
        return True
    concepts = (each for each in asked.question.concepts if term in each.terms)
    return any(text.has_phrase(p) for concept in concepts for p in concept.phrases[text.language])


def meant(
    asked: Asked, texts: Sequence[str], language: Language, likeness: Likeness | None
) -> int | None:
    """Return the place of the one text that the subject names, None if it names none surely."""
    if not asked.subject or not texts:
        return None
    found = shares(asked, texts, language)
    order = sorted(range(len(texts)), key=lambda place: -found[place])
    best = order[0]
    rivals = [place for place in order[1:] if found[place] > found[best] - _CLEAR]
    if found[best] >= NAMED and not rivals:
        return best
    if found[best] >= _NEARLY and all(found[place] < found[best] / 2 for place in order[1:]):
        return best
    if likeness is None or language == asked.question.language:
        return None
    likes = list(likeness(asked.question.text, texts))
    if not likes:
        return None
    order = sorted(range(len(texts)), key=lambda place: -likes[place])
    second = likes[order[1]] if len(order) > 1 else 0.0
    return order[0] if likes[order[0]] >= max(_LIKE, second + _CLEAR) else None


def all_meant(asked: Asked, texts: Sequence[str], language: Language) -> list[int]:
    """Return the places of the texts that the whole subject names, in order."""
    found = shares(asked, texts, language, aside=1.0)
    known = shares(asked, texts, language)
    least = known if is_known(asked, texts, language) else found
    return [place for place, share in enumerate(least) if share >= ALL]


def is_known(asked: Asked, texts: Sequence[str], language: Language) -> bool:
    """Say whether every term of the glossary in the subject is held by some text."""
    read = [text_of(text, language) for text in texts]
    terms = [term.text for term in asked.subject if is_concept(asked, term.text)]
    return bool(terms) and all(any(_names(asked, term, text) for text in read) for term in terms)


def narrows(asked: Asked, texts: Sequence[str], language: Language) -> bool:
    """Say whether the subject keeps some of the texts only: it names a thing, or one of them."""
    if any(is_concept(asked, term.text) for term in asked.subject):
        return True
    return any(share > 0 for share in shares(asked, texts, language)) or _names_more(asked)


def _names_more(asked: Asked) -> bool:
    """Say whether the subject is too long to be words of asking."""
    return sum(not is_han(term.text) for term in asked.subject) > _WORDS_OF_ASKING
