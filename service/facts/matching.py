"""Which of several short texts, titles say, does the subject of a question name?"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ingest.types import Language
from service.facts.asked import Asked
from service.generators.scoring import Likeness
from service.support import Text, text_of

NAMED = 0.6  # share of the subject from which a text is the one that is meant
ALL = 0.8  # share from which it is one of those that are meant
_CLEAR = 0.08  # by how much the most alike text must be ahead, in another language
_LIKE = 0.4  # least likeness of a text in another language
_SLACK_ABROAD = 3


def shares(asked: Asked, texts: Sequence[str], language: Language) -> list[float]:
    """Return, for each text in ``language``, the share of the subject that it names, in [0, 1].

    A word weighs more the fewer of the texts hold it.
    """
    read = [text_of(text, language) for text in texts]
    held = [{t.text for t in asked.subject if _names(asked, t.text, text)} for text in read]
    weights = {}
    for term in asked.subject:
        found = sum(term.text in each for each in held)
        weights[term.text] = term.weight * math.log(1 + len(texts) / (0.5 + found))
    total = sum(weights.values())
    return [sum(weights[name] for name in each) / total if total else 0.0 for each in held]


def _names(asked: Asked, term: str, text: Text) -> bool:
    slack = 1 if text.language == asked.question.language else _SLACK_ABROAD
    if text.has(term, slack):
        return True
    named = (concept for concept in asked.question.concepts if term in concept.terms)
    return any(text.has_phrase(p) for concept in named for p in concept.phrases[text.language])


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
    found = shares(asked, texts, language)
    return [place for place, share in enumerate(found) if share >= ALL]
