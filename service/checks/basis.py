"""What a claim rests on: the passages that it cites, ready to be asked what they contain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.types import Language, Passage
from service.checks.counting import numbers_of
from service.checks.days import dates
from service.sentences import items_in, sentences_of, tell
from service.support import Text, text_of
from service.types import Claim
from service.words import blank, search_key

_COUNTED = re.compile(r"(?:\A|/)rec-(\d+)")


@dataclass(frozen=True)
class Basis:
    """The passages cited by one claim, in order of first use.

    ``language`` is that in which a model was to word the claim; None where it was not a model
    but we, around words of a document.
    """

    passages: tuple[Passage, ...]
    quoted: tuple[str, ...]  # the sentences by which it is shown
    language: Language | None

    @classmethod
    def of(cls, claim: Claim, language: Language | None) -> Basis:
        """Return what ``claim`` rests on."""
        passages = dict.fromkeys(quote.evidence.passage for quote in claim.quotes)
        return cls(tuple(passages), tuple(quote.text for quote in claim.quotes), language)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The passages, each with what stands above it: column heads, headings."""
        return tuple(
            text_of("\n".join((*p.context, *p.section, p.text)), p.language) for p in self.passages
        )

    @cached_property
    def words(self) -> str:
        """All of it, as one line without marks of typing."""
        return " ".join(tell(text.text) for text in self.texts)

    @cached_property
    def key(self) -> str:
        """All of it as one search key."""
        return search_key(self.words)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the passages."""
        return tuple(s for p in self.passages for s in self.sentences_in(p))

    @staticmethod
    def sentences_in(passage: Passage) -> tuple[str, ...]:
        """The sentences of one passage."""
        return tuple(tell(sentence.text) for sentence in sentences_of(passage))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers in digits and words, those of the place itself, and how many items are listed.

        Of dates only the years are numbers.
        """
        found = frozenset[str]().union(*(_numbers(t.text, t.language) for t in self.texts))
        placed = {number for p in self.passages for number in _COUNTED.findall(p.locator)}
        placed |= {p.paragraph for p in self.passages if p.paragraph}
        return found | placed | {str(items_in(p)) for p in self.passages}

    @cached_property
    def codes(self) -> frozenset[str]:
        """Symbols and codes."""
        return frozenset[str]().union(*(text.codes for text in self.texts))

    @property
    def is_foreign(self) -> bool:
        """Say whether a passage is in another language than the claim."""
        return any(p.language != self.language for p in self.passages)

    def has(self, word: str, slack: int = 3) -> bool:
        """Say whether a form of a word stands in a passage, or a name that means the same."""
        return any(text.has(word, slack) for text in self.texts)


@lru_cache(512)
def _numbers(text: str, language: Language) -> frozenset[str]:
    told = list(dates(text, language))
    years = {str(date.year) for date, _ in told if date.year}
    return numbers_of(blank(text, [span for _, span in told]), language) | years


def is_verbatim(claim: Claim) -> bool:
    """Say whether a claim is nothing but the words that it quotes."""
    return _plain(claim.text) == _plain(" ".join(quote.text for quote in claim.quotes))


def _plain(text: str) -> str:
    return "".join(tell(text).split())
