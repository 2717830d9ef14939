"""What a question asks for, and what it takes for granted.

A question is read once, without a model: its kinds (a date? an amount? a list?), the words that
carry its subject, and the constraints that any evidence must meet: numbers, years, symbols,
codes, quoted words, names, and numbered parts of documents. The words by which each is
recognised live in ``config/``; nothing here knows a language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from config.profiles import profile
from index.analysis import Term, query_terms
from ingest.codes import find_all_codes
from ingest.symbols import Symbol, find_symbols
from ingest.types import Language
from service.concepts import Named, concepts_in
from service.countries import countries_named, country_words
from service.messages import messages
from service.names import has_forms
from service.references import Part, find_parts
from service.words import HAN, alike, blank, is_han, numbers, search_key, stems, words


class Kind(StrEnum):
    """What kind of thing is asked for; a question may be of several kinds."""

    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    HOW_MANY = "how_many"
    HOW_MUCH = "how_much"
    LIST = "which"
    WHY = "why"
    HOW = "how"
    DEFINITION = "what_is"
    SUMMARY = "summary"
    AMOUNT = "amount"
    CONTACT = "contact"
    DURATION = "duration"
    DECISION = "decision"
    ADOPTION = "adoption"
    REJECTION = "rejection"
    STATUS_OF = "status_of"
    YES_NO = "yes_no"
    INVITATION = "invitation"
    COMPARISON = "comparison"


_OF_MESSAGES = (
    Kind.AMOUNT,
    Kind.CONTACT,
    Kind.DURATION,
    Kind.DECISION,
    Kind.ADOPTION,
    Kind.REJECTION,
    Kind.STATUS_OF,
    Kind.YES_NO,
    Kind.INVITATION,
    Kind.COMPARISON,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. Empty ``kinds`` means: look the subject up.

    ``terms`` carry the subject, stemmed as search stems them; ``names`` and ``acronyms`` are
    search keys of what is written as a name; ``numbers`` are counts and amounts in digits, no
    years and nothing that belongs to a symbol or a part; ``concepts`` are those of the glossary
    that it names.
    """

    text: str
    language: Language
    reply: Language  # that of the answer
    kinds: frozenset[Kind]
    terms: tuple[Term, ...]
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    codes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    concepts: tuple[Named, ...] = ()
    countries: frozenset[str] = frozenset()  # codes of those named, in whatever form

    def part(self, kind: str) -> tuple[str, ...]:
        """Return the numbers of all parts of one kind."""
        return tuple(part.number for part in self.parts if part.kind == kind)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is left once the words of asking are taken away."""
        return not (self.terms or self.quoted or self.symbols or self.codes or self.parts)


_WITHOUT_SUBJECT = (Kind.DECISION, Kind.ADOPTION, Kind.REJECTION, Kind.CONTACT)

_ASKING = (Kind.WHEN, Kind.WHERE, Kind.HOW_MANY, Kind.WHY)
_NEAR_START, _NEAR_END = 40, 10  # characters

_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,/]\d|\d)")
_QUOTED = re.compile('[“«„"「『]\\s*([^”»“"」』]{2,120}?)\\s*[”»“"」』]')


def asks_decision(question: Question) -> bool:
    """Say whether a question is about what was decided or adopted."""
    return bool(question.kinds & {Kind.DECISION, Kind.ADOPTION})


def analyse(text: str, language: Language) -> Question:
    """Return ``text``, a question in ``language``, as understood."""
    symbols = tuple(find_symbols(text))
    plain = blank(text, code_spans(text))
    parts, named = find_parts(plain, language)
    counted = blank(plain, named)
    years = tuple(dict.fromkeys(_YEAR.findall(search_key(counted))))
    counts = numbers(counted) | messages(language).numbers.find(counted, least=2)
    names, acronyms = _names(blank(plain, country_words(plain, language)), language)
    return Question(
        text=text,
        language=language,
        reply=language,
        kinds=_kinds(text, language),
        terms=_terms(counted, language),
        names=names,
        acronyms=acronyms,
        quoted=tuple(match.group(1).strip() for match in _QUOTED.finditer(plain)),
        numbers=tuple(sorted(counts.difference(years))),
        years=years,
        symbols=symbols,
        codes=tuple(dict.fromkeys(code.code for code in find_all_codes(text))),
        parts=parts,
        concepts=concepts_in(counted, language),
        countries=countries_named(plain, language),
    )


def code_as_asked(question: Question, code: str) -> str:
    """Return ``code`` as the question wrote it: "DA_04_10_03" for DA_4_10_03."""
    found = find_all_codes(question.text)
    asked = (question.text[each.start : each.end] for each in found if each.code == code)
    return next(asked, code)


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return where the symbols and codes of ``text`` stand; their digits are not numbers."""
    spans = [(symbol.start, symbol.end) for symbol in find_symbols(text)]
    return spans + [(code.start, code.end) for code in find_all_codes(text)]


def _terms(text: str, language: Language) -> tuple[Term, ...]:
    """Return the terms that carry the subject; "decided" says what kind of answer is asked for.

    Names that have forms in other languages stay whole, so that these are found.
    """
    asks, key = messages(language).asks, search_key(text)
    cues = [asks[kind.value] for kind in _WITHOUT_SUBJECT]
    cues.append(messages(language).saying)
    patterns = [getattr(profile(language).questions, kind.value) for kind in _ASKING]
    asked = [match.group() for each in patterns for match in each.finditer(text)]
    asking = words(
        " ".join(match.group() for cue in cues for match in cue.finditer(key))
        + " "
        + " ".join(asked)
    )
    subject = messages(language).numbers.without(key)
    found = [term for term in query_terms(subject, language) if _says_something(term.text)]
    kept = [t for t in found if not any(alike(t.text, word, 1) for word in asking)] or found
    whole = {
        stem: word for word in words(text) if has_forms(word) for stem in stems(word, language)
    }
    return tuple(t._replace(text=whole.get(t.text, t.text)) for t in kept)


def _says_something(term: str) -> bool:
    """Say whether a term can carry a subject: no number, no single Chinese character."""
    return not term.isdigit() and not (len(term) == 1 and is_han(term))


def _kinds(text: str, language: Language) -> frozenset[Kind]:
    asked, asks, key = profile(language).questions, messages(language).asks, search_key(text)
    found = {kind for kind in _OF_MESSAGES if asks[kind].search(key)}
    others = [kind for kind in Kind if kind not in _OF_MESSAGES]
    found |= {kind for kind in others if getattr(asked, kind.value).search(text)}
    when = asked.when.search(text)
    if when and when.start() > _NEAR_START and len(text) - when.end() > _NEAR_END:
        found.discard(Kind.WHEN)  # "what happens when ...": inside a sentence it does not ask
    return frozenset(found)


# --- names ------------------------------------------------------------------------------------

_LETTER = f"[^\\W\\d_{HAN}]"
_SIGN = f"[^\\W{HAN}]"
_TOKEN = re.compile(f"{_LETTER}{_SIGN}*(?:[-'’&]{_LETTER}{_SIGN}*)*")
_OPENS = re.compile(r"(?:\A|[.!?。！？؟:：]\s*)[\s¿¡«“\"]*\Z")


def _names(text: str, language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return search keys of names and of acronyms, those of the house itself left out.

    A word is an acronym if it has two Latin capitals, a name if it is capitalised inside a
    sentence.
    """
    house = messages(language).house
    names: dict[str, None] = {}
    acronyms: dict[str, None] = {}
    for match in _TOKEN.finditer(text):
        token = re.sub(r"\A\w{1,2}['’]|['’]s\Z", "", match.group())
        if not token or house.search(search_key(token)):
            continue
        if sum(letter.isupper() and letter.isascii() for letter in token) > 1:
            acronyms.update(dict.fromkeys(words(token)))
        elif token[0].isupper() and len(token) > 2 and not _OPENS.search(text, 0, match.start()):
            names.update(dict.fromkeys(words(token)))
    return tuple(names), tuple(acronyms)
