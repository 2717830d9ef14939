"""Whether words of a document speak of the topic of a summary."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.types import Language
from service.questions import Question
from service.support import Text, text_of
from service.words import is_han

_SHARE, _FEW_SHARE = 0.6, 0.75  # of the weight of the topic's words that must be there
_FEW = 3  # words; of so few more must be there


@dataclass(frozen=True)
class Topic:
    """What a summary is on, as a question without an asking word."""

    question: Question

    def speaks(self, words: str, language: Language) -> bool:
        """Say whether ``words`` hold enough of the topic, by themselves or by its concepts.

        In another language only what the glossary knows can be found again; where it knows
        nothing of the topic, nothing is kept out.
        """
        known = frozenset[str]().union(*(named.terms for named in self.question.concepts))
        foreign = language != self.question.language
        terms = [t for t in self.question.terms if not foreign or t.text in known]
        if not terms:
            return True
        text = text_of(words, language)
        held = sum(term.weight for term in terms if self._holds(text, term.text))
        share = _FEW_SHARE if len(terms) <= _FEW else _SHARE
        least = share * sum(term.weight for term in terms)
        return held >= (least / 2 if is_han(terms[0].text) else least)

    def _holds(self, text: Text, term: str) -> bool:
        if text.has(term):
            return True
        named = (n for n in self.question.concepts if term in n.terms)
        return any(text.has_phrase(p) for n in named for p in n.phrases[text.language])
