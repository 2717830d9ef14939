"""What a question asks of records: which things, which of their values, how many, what became.

The words are those of ``config/languages/asking``. What is left of the subject once they are
taken away tells which project or outcome is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from config.asking_words import AskingWords, asking_words
from config.phrases import Phrases
from config.recommendation_words import recommendation_words
from index.analysis import Term, query_terms
from ingest.records.number_lists import find_lists
from service.messages import messages
from service.questions import Kind, Question, code_spans
from service.references import RECOMMENDATION, SESSION
from service.words import blank, is_han, search_key

_LETTER = re.compile(r"\s*[(（]?([A-Za-z])[)）]?(?!\w)")
_OLDER = re.compile(r"(?<![A-Za-z0-9])R ?-?(\d{1,3})(?!\d)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as records see it. Names in the sets are keys of the language files.

    ``numbers`` are of recommendations, ``older`` codes of earlier ones ("R36"), ``sessions`` of
    meetings, ``letters`` of actions. ``subject`` are the terms that none of the words of asking
    account for.
    """

    question: Question
    things: frozenset[str]
    sets: frozenset[str]
    states: frozenset[str]
    fields: frozenset[str]
    numbers: tuple[int, ...]
    older: tuple[str, ...]
    codes: tuple[str, ...]
    sessions: tuple[int, ...]
    subject: tuple[Term, ...]
    letters: frozenset[str] = frozenset()
    became: bool = False
    most: bool = False
    least: bool = False
    all: bool = False

    @property
    def counts(self) -> bool:
        """Say whether a number of things is asked for."""
        return Kind.HOW_MANY in self.question.kinds

    @property
    def lists(self) -> bool:
        """Say whether things are asked for, and not one of them."""
        return self.all or Kind.LIST in self.question.kinds


def understand(question: Question) -> Asked:
    """Return what ``question`` asks of records."""
    words = asking_words(question.language)
    text = blank(question.text, code_spans(question.text))
    older = tuple(dict.fromkeys(f"R{int(number)}" for number in _OLDER.findall(question.text)))
    things = _found(words.things, text)
    # "Plan d'action" names a set, and asks for no actions.
    unnamed = blank(text, (m.span() for each in words.sets.values() for m in each.finditer(text)))
    return Asked(
        question=question,
        things=things,
        sets=_found(words.sets, text),
        states=_found(words.states, text),
        fields=_found(words.fields, unnamed),
        numbers=_numbers(question),
        older=older,
        codes=question.codes,
        sessions=tuple(int(number) for number in question.part(SESSION) if number.isdecimal()),
        subject=_subject(text, question, words),
        letters=_letters(text, words),
        became=words.became.search(text) is not None,
        most=words.most.search(text) is not None,
        least=words.least.search(text) is not None,
        all=words.all.search(text) is not None,
    )


def _numbers(question: Question) -> tuple[int, ...]:
    """Return the numbers of recommendations, lists counted out: "10 and 11", "3 to 5"."""
    words = recommendation_words(question.language)
    listed = find_lists(question.text, words.recommendations, words)
    counted = (number for each in listed for number in each.numbers)
    named = (int(number) for number in question.part(RECOMMENDATION))
    return tuple(dict.fromkeys((*named, *counted)))


def _letters(text: str, words: AskingWords) -> frozenset[str]:
    """Return the letters that stand right behind the word for an action: "action b)"."""
    after = (text[m.end() : m.end() + 5] for m in words.fields["actions"].finditer(text))
    return frozenset(match.group(1).lower() for part in after if (match := _LETTER.match(part)))


def _found(named: Mapping[str, Phrases], text: str) -> frozenset[str]:
    return frozenset(name for name, phrases in named.items() if phrases.search(text))


def _subject(text: str, question: Question, words: AskingWords) -> tuple[Term, ...]:
    """Return the terms of ``text`` outside the words of asking; numbers carry none."""
    phrases: Iterable[Phrases] = (
        words.became,
        words.most,
        words.least,
        words.all,
        *words.things.values(),
        *words.sets.values(),
        *words.states.values(),
        *words.fields.values(),
    )
    spans = [match.span() for each in phrases for match in each.finditer(text)]
    left = messages(question.language).numbers.without(search_key(blank(text, spans)))
    told = {term.text for term in question.terms}
    return tuple(
        term
        for term in query_terms(left, question.language)
        if term.text in told and not term.text.isdigit() and not _is_single(term.text)
    )


def _is_single(term: str) -> bool:
    return len(term) == 1 and is_han(term)
