"""The rules that every sentence of a summary is held to, on the catalogue's own texts.

Nothing here asks the code that makes summaries whether it was right. What the quotes of a sentence
do not hold word for word must be ours: a word of ``config/messages``, the agenda item that the
passage stands under, a document or day that the footnotes show. A sentence of which none of the
quotes is told must be ours altogether.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from config.profiles import profile
from config.tables import read_table
from evaluation.summaries.letters import not_quoted, words_in
from index.catalogue import Catalogue
from ingest.symbols import find_symbols
from ingest.types import Language, Status
from service.summaries.types import Summary, SummarySection
from service.types import Citation, Statement

_LABEL_END = re.compile(r" ?[:：]")
_SOURCE_END = re.compile(r" – |——")
_LONGEST_DAY = 40  # characters of a day


class Rule(StrEnum):
    """What a summary may not do."""

    NO_CITATION = "no_citation"  # a sentence cites nothing, or what is not there
    QUOTE = "quote"  # not an exact slice of the document, or not of the passage
    SOURCE = "source"  # the hash is not that of the document
    WORD = "word"  # neither quoted nor ours
    NUMBER = "number"  # a number of ours that no footnote shows
    SYMBOL = "symbol"  # a document is named that is not cited
    STATUS = "status"  # told as another act than it is
    LANGUAGE = "language"  # words in another language come without notice
    REPEATED = "repeated"  # the same sentence twice in one section
    UNUSED = "unused"  # a footnote without a sentence


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence that breaks a rule."""

    rule: Rule
    section: str
    sentence: str
    detail: str


def faults_of(summary: Summary, catalogue: Catalogue) -> list[Fault]:
    """Return everything that is wrong with ``summary``."""
    cited = {citation.n: citation for citation in summary.citations}
    found = [
        Fault(Rule.QUOTE, "", citation.quote, f"{citation.key} ({citation.language})")
        for citation in summary.citations
        if not is_exact(citation, catalogue)
    ]
    for source in summary.sources:
        document = catalogue.document(source.key, source.language)
        if document is None or document.sha256 != source.sha256:
            found.append(Fault(Rule.SOURCE, "", source.key, source.sha256))
    used: set[int] = set()
    for section in summary.sections:
        found += _of_section(section, summary.language, cited)
        used.update(n for statement in section.statements for n in statement.citations)
    found += [Fault(Rule.UNUSED, "", cited[n].quote, str(n)) for n in cited.keys() - used]
    return found


def is_exact(citation: Citation, catalogue: Catalogue) -> bool:
    """Say whether a quote stands in its document, and in the passage or above it."""
    document_key = citation.key.partition("#")[0]
    document = catalogue.document(document_key, citation.language)
    passage = catalogue.passage(citation.key, citation.language)
    if document is None or passage is None or not citation.quote.strip():
        return False
    if citation.quote not in document.text or citation.text != passage.text:
        return False
    held = (passage.text, passage.paragraph or "", *passage.section, *passage.context)
    quote = "".join(citation.quote.split())
    return any(quote in "".join(part.split()) for part in held)


def _of_section(
    section: SummarySection, language: Language, cited: dict[int, Citation]
) -> Iterator[Fault]:
    told: set[str] = set()
    announced: Language = language
    for statement in section.statements:
        notes = [cited[n] for n in statement.citations if n in cited]
        if not notes or len(notes) < len(statement.citations) or not words_in(statement.text):
            yield Fault(Rule.NO_CITATION, section.name, statement.text, str(statement.citations))
            continue
        if statement.text in told:
            yield Fault(Rule.REPEATED, section.name, statement.text, "")
        told.add(statement.text)
        ours = not_quoted(statement.text, (note.quote for note in notes))
        for rule, detail in _of_words(statement, ours, notes, language):
            yield Fault(rule, section.name, statement.text, detail)
        for note in notes:
            if not _may_stand_in(section.name, statement, note, language):
                yield Fault(Rule.STATUS, section.name, statement.text, note.status)
        told_words = Counter(words_in(statement.text)) - Counter(ours)
        in_words = any(not word.isdecimal() for word in told_words)
        if in_words and section.name != "open" and notes[0].language != announced:
            announced = notes[0].language
            if announced != language and _lead_in(language, announced) not in statement.text:
                yield Fault(Rule.LANGUAGE, section.name, statement.text, announced)


def _of_words(
    statement: Statement, ours: Sequence[str], notes: Sequence[Citation], language: Language
) -> Iterator[tuple[Rule, str]]:
    documents = [note.key.partition("#")[0] for note in notes]
    headings = [heading for note in notes for heading in note.section]
    locators = [note.key.partition("#")[2] for note in notes]
    day = _day(statement.text, notes)
    known = {word for text in (*documents, *headings, day) for word in words_in(text)}
    shown = [note.quote for note in notes]
    places = (text.replace("-", " ") for text in locators)
    numbers = known | {word for text in (*places, *shown) for word in words_in(text)}
    for word in ours:
        if word.isdecimal():
            if word not in numbers:
                yield Rule.NUMBER, word
        elif word not in known and word not in _frame(language):
            yield Rule.WORD, word
    held = {s.symbol for text in (*documents, *headings, *shown) for s in find_symbols(text)}
    for symbol in find_symbols(statement.text):
        if symbol.symbol not in held:
            yield Rule.SYMBOL, symbol.symbol


def _day(told: str, notes: Sequence[Citation]) -> str:
    """Return the day before a deadline, which its quotes must hold as it is printed there."""
    label = _LABEL_END.split(told)[0]
    label = _SOURCE_END.split(label)[-1]
    is_short = len(label) <= _LONGEST_DAY and any(c.isdecimal() for c in label)
    printed = (" ".join(note.quote.split()) for note in notes)
    return label if is_short and any(label in quote for quote in printed) else ""


# --- what is told as what ---------------------------------------------------------------------

_DECIDED = ("decisions", "earlier_decisions")


def _may_stand_in(section: str, statement: Statement, note: Citation, language: Language) -> bool:
    cues = profile(note.language).cues
    quote = " ".join(note.quote.split())
    if section in _DECIDED:
        if note.status == Status.DECISION:
            return True
        no_act = note.status in (Status.INVITATION, Status.DELEGATION)
        return not no_act and not cues.invitation.search(quote)
    if section == "invitations":
        since = _table(language)["labels"]["decided_since"].partition("{")[0]
        is_later = statement.text.startswith(since) or f"– {since}" in statement.text
        return note.status == (Status.DECISION if is_later else Status.INVITATION)
    if section == "positions":
        return note.status == Status.DELEGATION or bool(cues.delegation.search(quote))
    if section == "recommendations":
        return note.status in (Status.RECOMMENDATION, Status.PROJECT)
    if section == "open":
        asked = _table(language)["labels"]["open_invitation"].partition("}")[2]
        return not statement.text.endswith(asked) or note.status == Status.INVITATION
    return note.status != Status.INVITATION


# --- our own words ----------------------------------------------------------------------------


@cache
def _table(language: Language, topic: str = "summaries") -> dict[str, dict[str, str]]:
    return read_table("messages", topic, f"{language}.toml")


@cache
def _frame(language: Language) -> frozenset[str]:
    """Return the words that may be ours: labels, names of fields and sets, notices of language."""
    records = _table(language, "records")
    texts = list(_table(language)["labels"].values())
    for name in ("sets", "set_names", "states", "fields"):
        texts += records[name].values()
    texts += _notices(language).values()
    return frozenset(word for text in texts for word in words_in(_unfilled(text)))


def _unfilled(text: str) -> str:
    """Return a text of ours without the places for values."""
    parts = text.split("{")
    return " ".join([parts[0], *(part.partition("}")[2] for part in parts[1:])])


@cache
def _notices(language: Language) -> dict[str, str]:
    notices: dict[str, str] = read_table("messages", f"{language}.toml")["lead_in"]
    return notices


def _lead_in(language: Language, of: Language) -> str:
    return _notices(language)[of]


def counted(faults: Iterable[Fault]) -> dict[str, int]:
    """Return how many sentences break each rule."""
    found = [fault.rule.value for fault in faults]
    return {name: found.count(name) for name in sorted(set(found))}
