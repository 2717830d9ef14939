"""Lists: "the five key actions", "the ten recommendations".

A list is either the items of one passage with the sentence that introduces them, or passages
that are siblings in their document: the recommendations of a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from config.profiles import Phrases, profile
from ingest.types import Passage, Status
from service.library import Library
from service.messages import messages
from service.questions import Kind, Question, asks_decision
from service.records import RECORD, records_of
from service.references import RECOMMENDATION
from service.sentences import Sentence, cover, sentences_of, tell
from service.support import Candidate, Text, holds
from service.types import Claim, Evidence, Quote
from service.words import alike, words

_FEWEST = 2  # items that make a list
_MOST = 60  # claims of one list
_SUBJECT = 0.4  # share of the subject that the introduction and the headings must hold
_HEADING = 0.6  # share of the subject that a heading must hold for its entries to be the answer
_FEWEST_ENTRIES = 3
_ENTRY_CHARS = 300  # an entry of a list is no longer
_BEFORE_LIST = 2  # sentences before the introduction of a list that lead to it
_SHORT = 12  # items of a list that is told whole for the sake of one
_COUNT = 0.5  # for a list that is as long as the question says
_LABEL_WORDS = 4  # a sentence with fewer is a label


_FACTS = frozenset((Kind.WHEN, Kind.HOW_MANY, Kind.AMOUNT, Kind.CONTACT, Kind.DURATION, Kind.WHO))


def list_of(
    question: Question, evidence: Sequence[Candidate], library: Library
) -> tuple[Claim, ...]:
    """Return the list that ``question`` asks for, its introduction first; () if there is none."""
    whole = _records(question, evidence, library) or _section(question, evidence, library)
    if whole:
        return whole
    best: tuple[float, Candidate, list[Sentence]] | None = None
    for candidate in evidence:
        for intro, items in _lists(candidate.passage):
            fit = _fit(question, candidate, intro, len(items))
            if fit > 0 and (best is None or fit > best[0]):
                best = fit, candidate, [intro, *items]
    if best is None:
        return ()
    _, candidate, told = best
    return tuple(_claim(candidate, sentence) for sentence in told[:_MOST])


def list_around(candidate: Candidate, told: Sentence) -> tuple[Claim, ...]:
    """Return the list that ``told`` introduces or belongs to; () if there is none, or a long one.

    An invitation is one claim: its items say nothing without the words that invite.
    """
    for intro, items in _lists(candidate.passage):
        places = {sentence.item for sentence in items}
        is_intro = told == intro and intro.introduces
        if not (is_intro or (told.item and told.item in places)):
            continue
        if candidate.passage.status is Status.INVITATION:
            return (_claim(candidate, cover(intro, items[-1], candidate.passage)),)
        if is_intro or len(items) <= _SHORT:
            return tuple(_claim(candidate, each) for each in (intro, *items)[:_MOST])
    return ()


def list_after(candidate: Candidate, told: Sentence) -> tuple[Claim, ...]:
    """Return ``told``, what follows it and the list that its paragraph leads to; () without one.

    "X is the first. Three others will be chosen. They must:" is told to its end.
    """
    sentences = sentences_of(candidate.passage)
    if told not in sentences or told.item:
        return ()
    start = sentences.index(told)
    for intro, items in _lists(candidate.passage):
        if intro not in sentences or not intro.introduces or len(items) > _SHORT:
            continue
        gap = sentences.index(intro) - start
        if 0 < gap <= _BEFORE_LIST:
            before = sentences[start : start + gap]
            return tuple(_claim(candidate, each) for each in (*before, intro, *items))
    return ()


def whole(candidate: Candidate) -> Claim:
    """Return all that a passage says as one claim."""
    sentences = sentences_of(candidate.passage)
    return _claim(candidate, cover(sentences[0], sentences[-1], candidate.passage))


def part_of(
    question: Question, evidence: Sequence[Candidate], library: Library
) -> tuple[Claim, ...]:
    """Return the numbered part that a question only points at, in full; () if it asks for more."""
    house = messages(question.language).house
    asks_more = any(not house.search(term.text) for term in question.terms)
    if asks_more or not question.parts or question.kinds & _FACTS:
        return ()
    for candidate in evidence:
        if not any(candidate.is_itself(part) for part in question.parts):
            continue
        passage = candidate.passage
        beside = library.passages(candidate.document.key, candidate.document.language)
        below = [p for p in beside if p.locator.startswith(f"{passage.locator}/")]
        told = [(each, p) for p in (passage, *below) for each in sentences_of(p)]
        return tuple(_claim(candidate, each, p) for each, p in told[:_MOST])
    return ()


# --- items of one passage ---------------------------------------------------------------------


def _lists(passage: Passage) -> Iterator[tuple[Sentence, list[Sentence]]]:
    """Yield each sentence that a list follows, with the items, each as one sentence."""
    intro: Sentence | None = None
    items: list[list[Sentence]] = []
    for sentence in sentences_of(passage):
        if sentence.item:
            if items and items[-1][0].item == sentence.item:
                items[-1].append(sentence)
            else:
                items.append([sentence])
            continue
        if intro is not None and len(items) >= _FEWEST:
            yield intro, [cover(item[0], item[-1], passage) for item in items]
        intro, items = sentence, []
    if intro is not None and len(items) >= _FEWEST:
        yield intro, [cover(item[0], item[-1], passage) for item in items]


def _fit(question: Question, candidate: Candidate, intro: Sentence, length: int) -> float:
    """Return how well a list answers; 0 if its introduction is about something else."""
    heading = "\n".join((*candidate.passage.section, intro.text))
    text = Text(heading, candidate.passage.language)
    total = sum(candidate.weights.values()) or 1.0
    held = sum(w for term, w in candidate.held.items() if holds(text, candidate, term, question))
    share = held / total
    counted = str(length) in question.numbers
    if Kind.LIST not in question.kinds and not counted:
        return 0.0
    if candidate.passage.status is Status.INVITATION and not asks_decision(question):
        return 0.0
    if share < _SUBJECT and not (candidate.foreign and counted):
        return 0.0
    return share + _COUNT * counted


# --- passages below one heading ---------------------------------------------------------------


def _section(
    question: Question, evidence: Sequence[Candidate], library: Library
) -> tuple[Claim, ...]:
    """Return one claim for each entry below the heading that names what is asked for."""
    if Kind.LIST not in question.kinds or question.codes:
        return ()
    for candidate in evidence:
        section = candidate.passage.section
        if not section or not _names_subject(section[-1], candidate, question):
            continue
        entries = [
            passage
            for passage in library.passages(candidate.document.key, candidate.document.language)
            if passage.section == section and passage.annex == candidate.passage.annex
        ]
        short = all(len(passage.text) <= _ENTRY_CHARS for passage in entries)
        if len(entries) >= _FEWEST_ENTRIES and short:
            return tuple(_record(candidate, passage) for passage in entries[:_MOST])
    return ()


def _names_subject(heading: str, candidate: Candidate, question: Question) -> bool:
    text = Text(heading, candidate.passage.language)
    total = sum(candidate.weights.values())
    held = sum(w for term, w in candidate.weights.items() if holds(text, candidate, term, question))
    return total > 0 and held >= _HEADING * total


# --- records of one table ---------------------------------------------------------------------


def _records(
    question: Question, evidence: Sequence[Candidate], library: Library
) -> tuple[Claim, ...]:
    """Return one claim for each recommendation of a set, if the whole set is asked for."""
    if question.part(RECOMMENDATION) or not _word(question).search(question.text):
        return ()
    for candidate in evidence:
        match = RECORD.match(candidate.passage.locator)
        if match is None or not _is_whole_set(question, candidate):
            continue
        document = candidate.document
        records = records_of(library, document.key, document.language, match["set"])
        told = [records[number] for number in sorted(records)]
        return tuple(_record(candidate, passage) for passage in told[:_MOST])
    return ()


def _is_whole_set(question: Question, candidate: Candidate) -> bool:
    """Say whether the set is meant: its number is given, or the subject is that of the table.

    "Which recommendations concern cybersecurity?" is about what single ones say.
    """
    if question.numbers:
        return str(candidate.set_size) in question.numbers
    if candidate.foreign:
        return Kind.LIST in question.kinds and not question.names
    named = words(" ".join(match.group() for match in _word(question).finditer(question.text)))
    subject = [t for t in candidate.weights if not any(alike(t, name, 3) for name in named)]
    return Kind.LIST in question.kinds and all(candidate.around.has(term) for term in subject)


def _word(question: Question) -> Phrases:
    return profile(question.language).records.recommendation_word


def _record(candidate: Candidate, passage: Passage) -> Claim:
    """Tell a record by its first full sentence, with its label where that stands before it."""
    sentences = sentences_of(passage)
    full = next((s for s in sentences if len(s.text.split()) >= _LABEL_WORDS), sentences[0])
    return _claim(candidate, cover(sentences[0], full, passage), passage)


def _claim(candidate: Candidate, sentence: Sentence, passage: Passage | None = None) -> Claim:
    evidence = Evidence(passage or candidate.passage, candidate.document, candidate.hit.score)
    quotes = tuple(Quote(evidence, piece.span, piece.text) for piece in sentence.pieces)
    return Claim(tell(sentence.text), quotes)
