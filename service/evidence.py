"""Whether the passages found are evidence for an answer, and if not, why not.

No threshold on a similarity decides: questions that cannot be answered name real things and look
like the corpus. The rules, in order; the first that fails is the reason given:

1. A question without a subject, or of one that only an earlier question names, is ``too_vague``.
2. A symbol or project code that is neither held nor mentioned: ``not_in_documents``.
3. A numbered part (recommendation 12, paragraph 40, annex V) outside the numbers that the
   document has: ``false_premise``, with those numbers.
4. Every number, year, code, quoted phrase and name of the question stands in the passage or in
   what stands above it, else the passage is no evidence. Numbers and codes are compared in any
   language, acronyms through ``config/terminology``, other names only where question and passage
   share a language: "Wakanda" may be written otherwise. Countries are known in all. A count that
   the documents put otherwise is a ``false_premise``, and so is what they tell of the delegation
   of another country; if no passage is left, anything else is ``not_in_documents``.
5. Enough of the subject is there: of its weighted words, each by itself or by its concept in the
   glossary, ``UNANCHORED``, or ``ANCHORED`` where rule 4 already ties the passage to the question.
   In another language the tie is enough, or ``COVERED``, or a cosine of ``SEMANTIC`` between the
   vectors, where search gives one; and so is, in any, the very part that the question names. If no
   word at all is shared with anything found, or few are and nothing found means anything like
   the question: ``out_of_scope``. In the question's own language ``COVERED`` is enough for what
   holds the date, number or address asked for and means much the same.
6. A question why something was rejected needs a passage that says so: ``false_premise``.
7. What is asked for is there: a date for "when", a number for "how many", an address for "to
   whom to write" (see ``service.kinds``).
8. Asked what was decided, a decision is evidence if it holds as much of the subject as anything
   that was said elsewhere (see ``service.decisions``), and an invitation as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.symbols import Symbol
from ingest.types import Status
from service.countries import country_as_written
from service.decisions import about_it, is_decision, was_taken_at
from service.generators.scoring import Likeness
from service.kinds import has_what_is_asked, is_recognisable
from service.library import Library
from service.messages import Messages, messages
from service.premises import (
    false_part,
    is_too_vague,
    not_rejected,
    only_wished,
    other_count,
    said_of_others,
    tells_of_rejection,
    unheld_symbol,
)
from service.questions import Kind, Question, asks_decision, code_as_asked
from service.references import SESSION
from service.scope import SEMANTIC, is_nothing_of_ours, meant, uncovered
from service.support import Candidate
from service.types import Reason, Refusal
from service.words import search_key

COVERED = 0.25
ANCHORED = 0.15
UNANCHORED = 0.4


def judge(
    question: Question,
    candidates: Sequence[Candidate],
    library: Library,
    likeness: Likeness | None = None,
) -> tuple[Candidate, ...] | Refusal:
    """Return the candidates that are evidence, in their order, or why there is none.

    ``likeness`` says how much texts are like the question in meaning, where search can.
    """
    texts = messages(question.reply)
    if question.is_empty or is_too_vague(question, candidates):
        return Refusal(Reason.TOO_VAGUE, texts.abstain["too_vague"])
    refusal = unheld_symbol(question, candidates, library, texts)
    refusal = refusal or false_part(question, candidates, library, texts)
    if refusal is not None:
        return refusal
    abroad = _names_abroad(question, candidates)
    met = [c for c in candidates if not missing(question, c) and _holds_all(c, abroad)]
    refusal = other_count(question, met, candidates, texts)
    if refusal is not None:
        return refusal
    if not met:
        refusal = said_of_others(question, candidates, texts)
        return refusal or _not_mentioned(question, candidates, texts)
    covered = tuple(candidate for candidate in met if is_covered(question, candidate))
    covered = covered or meant(question, [c for c in met if _may_be_meant(question, c)], likeness)
    if not covered:
        return uncovered(question, candidates, texts, likeness)
    if is_nothing_of_ours(question, covered, candidates, likeness):
        return Refusal(Reason.OUT_OF_SCOPE, texts.abstain["out_of_scope"])
    if Kind.REJECTION in question.kinds:
        covered = tuple(candidate for candidate in covered if tells_of_rejection(candidate))
        if not covered:
            return not_rejected(met, texts)
    fitting = tuple(c for c in covered if _fits(question, c))
    if asks_decision(question):
        fitting = _decided(fitting, candidates)
        if not any(is_decision(candidate) for candidate in fitting):
            refusal = only_wished(covered, candidates, texts)
        if refusal is not None:
            return refusal
    if not fitting:
        return Refusal(Reason.NOT_IN_DOCUMENTS, texts.abstain["not_in_documents"])
    return fitting


def _names_abroad(question: Question, candidates: Sequence[Candidate]) -> frozenset[str]:
    """Return the names that are written in another language as in the question: "Ghana"."""
    foreign = [c for c in candidates if c.foreign]
    found = (name for name in question.names if any(_is_name(name, c) for c in foreign))
    return frozenset(found)


def _is_name(name: str, candidate: Candidate) -> bool:
    """Say whether a word stands in a passage letter for letter, and with a capital."""
    return re.search(rf"\b{re.escape(name.capitalize())}\b", candidate.text.text) is not None


def _holds_all(candidate: Candidate, names: frozenset[str]) -> bool:
    return not candidate.foreign or all(map(candidate.has_name, names))


def _decided(
    fitting: Sequence[Candidate], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the decisions about what is asked, and the invitations to take one."""
    about = about_it([c for c in fitting if is_decision(c)], candidates)
    return tuple(c for c in fitting if c in about or c.passage.status is Status.INVITATION)


def _fits(question: Question, candidate: Candidate) -> bool:
    """Say whether a passage holds what is asked for; an invitation need not, nor can it."""
    if asks_decision(question) and candidate.passage.status is Status.INVITATION:
        return True
    return has_what_is_asked(question.kinds, candidate.text, candidate.head)


def missing(question: Question, candidate: Candidate) -> tuple[str, ...]:
    """Return the constraints of ``question`` that ``candidate`` does not meet."""
    lacking = [n for n in question.numbers if not candidate.has_number(n)]
    lacking += [year for year in question.years if not candidate.is_of_year(year)]
    sessions = question.part(SESSION)
    if asks_decision(question):
        lacking += [n for n in sessions if not was_taken_at(candidate, n)]
    else:
        lacking += [n for n in sessions if not candidate.is_of_session(n)]
    others = [part for part in question.parts if part.kind != SESSION]
    lacking += [part.number for part in others if not candidate.is_part(part)]
    lacking += [code for code in question.codes if code not in candidate.codes]
    lacking += [s.symbol for s in question.symbols if s.symbol not in candidate.codes]
    if Kind.COMPARISON not in question.kinds:
        lacking += [s.key for s in question.symbols if _is_other_version(s, candidate)]
    names = {*question.acronyms, *(() if candidate.foreign else question.names)}
    lacking += [name for name in sorted(names) if not candidate.has_name(name)]
    lacking += [code for code in sorted(question.countries) if not candidate.names_country(code)]
    if not candidate.foreign:
        lacking += [quoted for quoted in question.quoted if not candidate.holds_phrase(quoted)]
    return tuple(lacking)


def _is_other_version(symbol: Symbol, candidate: Candidate) -> bool:
    """Say whether a passage stands in another version of the document than the one named."""
    document = candidate.document
    named = symbol.version is not None and symbol.symbol == document.symbol
    return named and symbol.version != document.version


def is_covered(question: Question, candidate: Candidate) -> bool:
    """Say whether enough of the subject of ``question`` is in ``candidate``."""
    if not question.terms or any(candidate.is_itself(part) for part in question.parts):
        return True
    # Met, else the passage would not come this far.
    anchored = bool(
        question.codes
        or question.symbols
        or question.numbers
        or question.acronyms
        or question.quoted
        or Kind.CONTACT in question.kinds
    )
    if candidate.foreign and _only_mentions(question, candidate):
        anchored = False
    if candidate.foreign:
        semantic = candidate.hit.scores.get("cosine", 0.0)
        return anchored or candidate.coverage >= COVERED or semantic >= SEMANTIC
    named = question.names or question.countries
    least = COVERED if named else UNANCHORED
    return candidate.coverage >= (ANCHORED if anchored else least)


def _only_mentions(question: Question, candidate: Candidate) -> bool:
    """Say whether all that ties a passage to a question is a document that it mentions."""
    symbols = {symbol.symbol for symbol in question.symbols}
    named = question.codes or question.numbers or question.acronyms or question.quoted
    return bool(symbols) and not named and candidate.document.symbol not in symbols


def _may_be_meant(question: Question, candidate: Candidate) -> bool:
    """Say whether a passage holds what is asked for, and some of the subject."""
    own = not candidate.foreign and candidate.coverage >= COVERED
    return own and is_recognisable(question.kinds) and _fits(question, candidate)


def _not_mentioned(question: Question, candidates: Sequence[Candidate], texts: Messages) -> Refusal:
    """Name what no passage mentions; constraints met only apart from each other are not named."""
    lacking = [set(missing(question, candidate)) for candidate in candidates]
    nowhere = set.intersection(*lacking) if lacking else set()
    if not nowhere:
        return Refusal(Reason.NOT_IN_DOCUMENTS, texts.abstain["not_in_documents"])
    if not any(candidate.held for candidate in candidates) and not question.symbols:
        return Refusal(Reason.OUT_OF_SCOPE, texts.abstain["out_of_scope"])
    terms = ", ".join(_as_asked(name, question) for name in sorted(nowhere))
    message = texts.abstain["not_mentioned"].format(terms=terms)
    return Refusal(Reason.NOT_IN_DOCUMENTS, message)


def _as_asked(key: str, question: Question) -> str:
    """Return a search key as the question wrote it: "“Wakanda”"."""
    if key in question.countries:
        return f"“{country_as_written(question.text, question.language, key)}”"
    for word in question.text.replace("’", "'").split():
        plain = word.strip(".,;:?!¿¡()[]«»“”\"'؟،؛。，？")
        if search_key(plain) == key or search_key(plain).split("'")[-1] == key:
            return f"“{plain}”"
    return f"“{code_as_asked(question, key)}”"
