"""Answers made of the documents' own sentences: few, exact, and each with its place.

No model and no network. For each kind of question there is one way of choosing; the sentence
that holds most of the subject, weighted by rarity, and what was asked for, is told first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from config.profiles import profile
from ingest.types import Status
from service.counts import counts_what_is_asked
from service.generators.lists import list_after, list_of
from service.kinds import has_what_is_asked, is_recognisable
from service.library import Library
from service.messages import messages
from service.questions import Kind, Question, asks_decision
from service.sentences import Sentence, sentences_of, tell
from service.support import Candidate, Text, holds, text_of
from service.types import Claim, Draft, Evidence, Quote, Reason, Refusal
from service.words import Cue, words

_PASSAGES = 8  # looked into for sentences, best first
_ASIDE = 0.5  # what a term is worth that the passage holds, but not the sentence
_WISHES = (Status.DELEGATION, Status.INVITATION)
_WISH = 0.2  # such a passage wishes or proposes something before it tells a fact
_NO_DECISIONS = (*_WISHES, Status.RECOMMENDATION, Status.PROJECT)
_ASKED = 0.4  # for a sentence that holds the date, number or address asked for
_NAMED = 0.5  # for a sentence that holds the numbers, codes and names asked about
_RANK = 0.3  # for the place of the passage among the hits
_DECIDED = 0.2  # how much less of the subject a decision may hold than an invitation to decide
_CLOSE = 0.8  # of the best score, for a further sentence to be told
_ALIKE = 0.7  # share of common words from which two sentences say the same


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence that may be told."""

    candidate: Candidate
    sentence: Sentence
    intro: Sentence | None  # what introduces the list that it is an item of
    score: float
    held: frozenset[str]


class ExtractiveGenerator:
    """See Generator."""

    mode = "extractive"

    def __init__(self, library: Library, max_statements: int) -> None:
        self._library = library
        self._most = max_statements

    def generate(self, question: Question, evidence: Sequence[Candidate]) -> Draft | Refusal:
        """See Generator.generate."""
        if asks_decision(question):
            return self._decision(question, evidence)
        return self._told(question, evidence)

    def _told(self, question: Question, evidence: Sequence[Candidate]) -> Draft:
        claims = list_of(question, evidence[:_PASSAGES], self._library)
        if claims:
            return Draft(claims, as_list=True)
        return Draft(self._sentences(question, evidence, self._most))

    def _decision(self, question: Question, evidence: Sequence[Candidate]) -> Draft | Refusal:
        """Return the decisions, or the invitation with a note that it is no more than that.

        A passage that only tells of a decision counts if the words are there, unless a
        delegation is speaking.
        """
        texts = messages(question.reply)
        evidence = _of_that_kind(question, evidence)
        decided = [c for c in evidence if c.passage.status is Status.DECISION]
        told = [c for c in evidence if _tells_of_decision(c)]
        invited = [c for c in evidence if c.passage.status is Status.INVITATION]
        best = max(_support(decided) + _DECIDED, _support(told), _support(invited))
        if best == _support(invited) and invited:
            claims = self._sentences(question, invited, 1)
            return Draft(claims, texts.notes["invitation_only"])
        if decided or told:
            return self._told(question, decided if _support(decided) + _DECIDED == best else told)
        return Refusal(Reason.NOT_IN_DOCUMENTS, texts.abstain["not_in_documents"])

    def _sentences(
        self, question: Question, evidence: Sequence[Candidate], most: int
    ) -> tuple[Claim, ...]:
        """Return up to ``most`` claims, the best sentence first."""
        ranked = sorted(
            _scored(question, evidence[:_PASSAGES]), key=lambda s: s.score, reverse=True
        )
        listed = list_after(ranked[0].candidate, ranked[0].sentence) if ranked else ()
        if listed:
            return listed
        chosen: list[Scored] = []
        for scored in ranked:
            if len(chosen) == most or scored.score < ranked[0].score * _CLOSE:
                break
            if not chosen or _adds(scored, chosen, question):
                chosen.append(scored)
        return tuple(_claim(scored) for scored in chosen)


def _support(candidates: Sequence[Candidate]) -> float:
    """Return the best coverage among ``candidates``; -1 without any."""
    return max((candidate.coverage for candidate in candidates), default=-1.0)


def _of_that_kind(question: Question, evidence: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return what may answer a question about a decision: to take note of it is not to adopt it."""
    if Kind.ADOPTION not in question.kinds:
        return evidence
    return [c for c in evidence if _cue(c, Kind.ADOPTION).search(c.text.key)]


def _cue(candidate: Candidate, kind: Kind) -> Cue:
    return messages(candidate.passage.language).asks[kind.value]


def _tells_of_decision(candidate: Candidate) -> bool:
    if candidate.passage.status in _NO_DECISIONS:
        return False
    told, cues = candidate.passage.text, profile(candidate.passage.language).cues
    if cues.proposed.search(told) or cues.invitation.search(told):
        return False
    undecided = messages(candidate.passage.language).evidence["undecided"]
    ours = undecided, _cue(candidate, Kind.DECISION), _cue(candidate, Kind.ADOPTION)
    return any(cue.search(candidate.text.key) for cue in ours)


def _scored(question: Question, evidence: Sequence[Candidate]) -> Iterable[Scored]:
    top = max(candidate.hit.score for candidate in evidence) or 1.0
    for candidate in evidence:
        place = _RANK * candidate.hit.score / top
        intro: Sentence | None = None
        for sentence in sentences_of(candidate.passage):
            score, held = _score(question, candidate, sentence)
            yield Scored(candidate, sentence, intro if sentence.item else None, score + place, held)
            intro = intro if sentence.item else sentence


def _score(
    question: Question, candidate: Candidate, sentence: Sentence
) -> tuple[float, frozenset[str]]:
    """Return the score of a sentence without its passage's rank, and the terms it holds."""
    text = text_of(sentence.text, candidate.passage.language)
    total = sum(candidate.weights.values()) or 1.0
    held = frozenset(t for t in candidate.held if holds(text, candidate, t, question))
    own = sum(candidate.held[term] for term in held)
    aside = sum(candidate.held.values()) - own
    score = (own + _ASIDE * aside) / total
    score += _NAMED * _constraint_share(question, candidate, text)
    if candidate.passage.status in _WISHES:
        score -= _WISH
    if is_recognisable(question.kinds) and has_what_is_asked(question.kinds, text):
        score += _ASKED
    if counts_what_is_asked(question, sentence.text, candidate.passage.language):
        score += _ASKED
    return score, held


def _constraint_share(question: Question, candidate: Candidate, text: Text) -> float:
    """Return, in [0, 1], how many of the numbers, codes and names asked about are in ``text``."""
    numbers = (*question.numbers, *question.years)
    met = [number in text.numbers for number in numbers]
    met += [code in text.codes for code in question.codes]
    around = candidate.around
    met += [text.has(name) or around.has(name) for name in question.acronyms]
    return sum(met) / len(met) if met else 0.0


def _adds(scored: Scored, chosen: Sequence[Scored], question: Question) -> bool:
    """Say whether a further sentence is worth telling.

    The second may say more with the same words of the question; later ones need new words.
    """
    if any(_says_the_same(scored, other) for other in chosen):
        return False
    told = frozenset[str]().union(*(other.held for other in chosen))
    return len(chosen) == 1 or bool(scored.held - told) or not question.terms


def _says_the_same(one: Scored, other: Scored) -> bool:
    if one.sentence == other.sentence and one.candidate is other.candidate:
        return True
    mine, yours = set(words(one.sentence.text)), set(words(other.sentence.text))
    return len(mine & yours) >= _ALIKE * min(len(mine), len(yours))


def _claim(scored: Scored) -> Claim:
    evidence = Evidence(
        scored.candidate.passage, scored.candidate.document, scored.candidate.hit.score
    )
    told = [scored.intro, scored.sentence] if scored.intro else [scored.sentence]
    quotes = tuple(Quote(evidence, piece.span, piece.text) for s in told for piece in s.pieces)
    return Claim(" ".join(tell(sentence.text) for sentence in told), quotes)
