"""What a question takes for granted and the documents contradict."""

from __future__ import annotations

from collections.abc import Sequence

from config.followup_words import followup_words
from ingest.types import Document, Language, Passage, Status
from service.conversation.leaning import How, leaning
from service.countries import country_as_written
from service.counts import counted, same_thing
from service.library import Library
from service.messages import Messages, messages
from service.questions import Kind, Question, code_as_asked
from service.records import RECORD, records_of
from service.references import ANNEX, PARAGRAPH, RECOMMENDATION
from service.sentences import sentences_of
from service.support import Candidate
from service.types import Evidence, Quote, Reason, Refusal

_NAMED = 0.5  # share of the subject from which a set of recommendations is the one meant


def is_too_vague(question: Question, candidates: Sequence[Candidate]) -> bool:
    """Say whether a question asks of something that only an earlier one could name.

    "And how much does it cost?" is answered after a question, or where one document is asked.
    """
    if question.names or question.acronyms or question.countries or question.codes:
        return False
    if len({candidate.document.key for candidate in candidates}) == 1:
        return False
    leant = leaning(question.text, question.language)
    if leant is None or leant.reading.anchors or leant.how is How.PERHAPS:
        return False
    if leant.reading.size == 0:
        return True
    words = followup_words(question.language)
    text = leant.reading.text
    return leant.how is not How.FRAGMENT and words.pronouns.search(text) is not None


def unheld_symbol(
    question: Question, candidates: Sequence[Candidate], library: Library, texts: Messages
) -> Refusal | None:
    """Refuse a question about a document or project that is neither held nor mentioned."""
    mentioned = frozenset[str]().union(*(candidate.codes for candidate in candidates))
    for symbol in question.symbols:
        if symbol.symbol not in mentioned and not library.holds(symbol.symbol):
            message = texts.abstain["not_held"].format(symbol=symbol.key)
            return Refusal(Reason.NOT_IN_DOCUMENTS, message)
    for code in question.codes:
        if code not in mentioned:
            message = texts.abstain["not_mentioned"].format(terms=code_as_asked(question, code))
            return Refusal(Reason.NOT_IN_DOCUMENTS, message)
    return None


# --- numbered parts ---------------------------------------------------------------------------


def false_part(
    question: Question, candidates: Sequence[Candidate], library: Library, texts: Messages
) -> Refusal | None:
    """Refuse a question about a recommendation, paragraph or annex that does not exist.

    Paragraphs and annexes are judged only where the question names their document.
    """
    for number in question.part(RECOMMENDATION):
        refusal = _false_recommendation(number, candidates, library, texts)
        if refusal is not None:
            return refusal
    for candidate in _of_symbols(question, candidates):
        document = candidate.document
        passages = library.passages(document.key, document.language)
        refusal = _false_paragraph(question, document, passages, texts)
        refusal = refusal or _false_annex(question, document, passages, texts)
        if refusal is not None:
            return refusal
    return None


def _false_recommendation(
    number: str,
    candidates: Sequence[Candidate],
    library: Library,
    texts: Messages,
) -> Refusal | None:
    """Refuse if every set of recommendations that the question may mean lacks ``number``."""
    sets = []
    for name, document in _sets(candidates):
        sets.append((document, records_of(library, document.key, document.language, name)))
    shares = [_named_share(document, candidates) for document, _ in sets]
    most = max(shares, default=0.0)
    named = [each for each, share in zip(sets, shares, strict=True) if share == most >= _NAMED]
    meant = named or sets
    if not meant or any(int(number) in records for _, records in meant):
        return None
    document, records = meant[0]
    message = texts.abstain["no_such_recommendation"].format(
        number=number,
        title=document.title,
        count=len(records),
        first=min(records),
        last=max(records),
    )
    return Refusal(Reason.FALSE_PREMISE, message, (_opening(records[max(records)], document),))


def _named_share(document: Document, candidates: Sequence[Candidate]) -> float:
    """Return how much of a question is in the headings of a set: "ICT recommendation 12".

    What the texts of single recommendations say does not tell which set is meant.
    """
    own = (c for c in candidates if c.document.key == document.key)
    return max((c.named_share for c in own if RECORD.match(c.passage.locator)), default=0.0)


def _false_paragraph(
    question: Question, document: Document, passages: Sequence[Passage], texts: Messages
) -> Refusal | None:
    asked = [int(n) for n in question.part(PARAGRAPH) if n.isdigit()]
    held = {int(p.paragraph) for p in passages if p.paragraph and p.paragraph.isdigit()}
    absent = [n for n in asked if n not in held]
    if not absent or not held:
        return None
    message = texts.abstain["no_such_paragraph"].format(
        number=absent[0], symbol=document.key, first=min(held), last=max(held)
    )
    return Refusal(Reason.FALSE_PREMISE, message)


def _false_annex(
    question: Question, document: Document, passages: Sequence[Passage], texts: Messages
) -> Refusal | None:
    held = {passage.annex for passage in passages} - {None}
    for number in question.part(ANNEX):
        if number not in held and not (number == "I" and "" in held):
            message = texts.abstain["no_such_annex"].format(number=number, symbol=document.key)
            return Refusal(Reason.FALSE_PREMISE, message)
    return None


def _sets(candidates: Sequence[Candidate]) -> list[tuple[str, Document]]:
    """Return the sets of recommendations that candidates belong to, with their documents."""
    found: dict[tuple[str, str, Language], tuple[str, Document]] = {}
    for candidate in candidates:
        match, document = RECORD.match(candidate.passage.locator), candidate.document
        if match is not None:
            place = match["set"], document.key, document.language
            found.setdefault(place, (match["set"], document))
    return list(found.values())


def _of_symbols(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    symbols = {symbol.symbol for symbol in question.symbols}
    return [c for c in candidates if c.document.symbol in symbols][:1]


def _opening(passage: Passage, document: Document) -> Quote:
    """Return the first sentence of a passage as a quote."""
    piece = sentences_of(passage)[0].pieces[0]
    return Quote(Evidence(passage, document, 0.0), piece.span, piece.text)


# --- counts -----------------------------------------------------------------------------------

_CLEARLY = 0.75  # of the subject, for a passage to contradict others that have the number
_WELL_COVERED = 5  # passages, best covered first, that may contradict a count


def other_count(
    question: Question,
    met: Sequence[Candidate],
    candidates: Sequence[Candidate],
    texts: Messages,
) -> Refusal | None:
    """Refuse "the seven key actions" where the documents say that there are five.

    The thing counted is what follows the number. Only passages in the question's language are
    asked, since its words must be the same; where some were ``met``, which have the number if
    only of something else, of those that hold most of the subject, and more than they.
    """
    words_of = messages(question.language)
    asked = [(n, words) for n, words in counted(question.text, words_of) if n in question.numbers]
    least = max((candidate.coverage for candidate in met), default=-1.0)
    least = max(least, _CLEARLY) if met else least
    own = [c for c in candidates if not c.foreign and c.coverage > least]
    for candidate in sorted(own, key=lambda c: -c.coverage)[:_WELL_COVERED]:
        told = counted(candidate.passage.text, words_of)
        for number, things in asked:
            others = [n for n, words in told if n != number and same_thing(things, words, question)]
            if others:
                message = texts.abstain["other_number"].format(number=number, found=others[0])
                quote = _opening(candidate.passage, candidate.document)
                return Refusal(Reason.FALSE_PREMISE, message, (quote,))
    return None


# --- rejections -------------------------------------------------------------------------------


def tells_of_rejection(candidate: Candidate) -> bool:
    """Say whether a passage says that something was rejected."""
    cues = messages(candidate.passage.language).asks[Kind.REJECTION.value]
    return cues.search(candidate.text.key) is not None


def not_rejected(candidates: Sequence[Candidate], texts: Messages) -> Refusal:
    """Refuse "why was it rejected?" where nothing says that it was, with what is said instead."""
    nearest = max(candidates, key=lambda c: c.coverage)
    quote = _opening(nearest.passage, nearest.document)
    return Refusal(Reason.FALSE_PREMISE, texts.abstain["rejected"], (quote,))


# --- wishes, and words of others ----------------------------------------------------------------


def only_wished(
    found: Sequence[Candidate], candidates: Sequence[Candidate], texts: Messages
) -> Refusal | None:
    """Refuse "when was it decided?" where nobody but a delegation speaks of it.

    ``found`` are those among ``candidates`` that might answer, were they decisions.
    """
    nearest = max(found, key=lambda c: c.coverage, default=None)
    if nearest is None or nearest.passage.status is not Status.DELEGATION:
        return None
    if nearest.coverage < max(_NEAR, *(c.coverage for c in candidates)):
        return None
    quote = _opening(nearest.passage, nearest.document)
    return Refusal(Reason.FALSE_PREMISE, texts.abstain["wished"], (quote,))


def said_of_others(
    question: Question, candidates: Sequence[Candidate], texts: Messages
) -> Refusal | None:
    """Refuse "why did Norway propose it?" where another country did."""
    own = [c for c in candidates if _speaks_of_others(question, c)]
    nearest = max(own, key=lambda c: c.coverage, default=None)
    if nearest is None or nearest.coverage < _NEAR:
        return None
    named = (country_as_written(question.text, question.language, c) for c in question.countries)
    message = texts.abstain["said_of_others"].format(terms=", ".join(sorted(named)))
    return Refusal(Reason.FALSE_PREMISE, message, (_opening(nearest.passage, nearest.document),))


def _speaks_of_others(question: Question, candidate: Candidate) -> bool:
    told = candidate.text.countries
    return (
        bool(question.countries)
        and bool(told)
        and candidate.passage.status is Status.DELEGATION
        and told.isdisjoint(question.countries)
    )


_NEAR = 0.5  # of the subject that must be told, for what is told of it to contradict
