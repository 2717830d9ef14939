"""Answers made of the documents' own sentences: few, exact, and each with its place.

No model and no network. For each kind of question there is one way of choosing; the sentence
that holds most of the subject, weighted by rarity, and what was asked for, is told first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.types import Status
from service.decisions import is_decision
from service.generators.lists import list_after, list_around, list_of, part_of, whole
from service.generators.scoring import Likeness, Scored, ranked
from service.kinds import asked_for, is_recognisable
from service.library import Library
from service.messages import messages
from service.questions import Kind, Question, asks_decision
from service.sentences import cover, sentences_of, tell
from service.support import Candidate
from service.types import Claim, Draft, Evidence, Quote, Reason, Refusal
from service.words import Cue, words

_PASSAGES = 8  # looked into for sentences, best first
_WISHES = (Status.DELEGATION, Status.INVITATION)
_DECIDED = 0.2  # how much less of the subject a decision may hold than an invitation to decide
_CLOSE = 0.35  # of score that a further sentence may be behind the best one
_CLEAR = 0.1  # of score that another sentence may be behind, to be as likely
_CLEAR_ABROAD = 0.2  # in another language, where few words tell sentences apart
_NEW = 0.08  # share of the subject that a further sentence must add
_PARAGRAPH_CHARS = 500  # of two sentences that are told together
_ALIKE = 0.7  # share of common words from which two sentences say the same


class ExtractiveGenerator:
    """See Generator."""

    mode = "extractive"

    def __init__(
        self, library: Library, max_statements: int, likeness: Likeness | None = None
    ) -> None:
        self._library = library
        self._most = max_statements
        self._likeness = likeness

    def generate(self, question: Question, evidence: Sequence[Candidate]) -> Draft | Refusal:
        """See Generator.generate."""
        if asks_decision(question):
            return self._decision(question, evidence)
        return _as_invited(self._told(question, evidence), evidence)

    def _told(self, question: Question, evidence: Sequence[Candidate]) -> Draft:
        if Kind.INVITATION in question.kinds:
            invited = [c for c in evidence if c.passage.status is Status.INVITATION]
            if invited:
                return Draft((whole(ranked(question, invited, self._likeness)[0].candidate),))
        looked_up = part_of(question, evidence, self._library)
        if looked_up:
            return Draft(looked_up, as_list=True)
        found = ranked(question, evidence, self._likeness)
        if found[0].defines:
            return Draft((_claim(found[0]),))
        facts = [s for s in found if s.fits and not s.sentence.introduces]
        counted_list = Kind.LIST in question.kinds and question.numbers
        if facts and is_recognisable(question.kinds) and not counted_list:
            return Draft(tuple(map(_claim, _facts(question, facts))))
        claims = list_of(question, evidence[:_PASSAGES], self._library)
        if claims:
            return Draft(claims, as_list=True)
        return self._sentences(found)

    def _decision(self, question: Question, evidence: Sequence[Candidate]) -> Draft | Refusal:
        """Return the decisions, or the invitation with a note that it is no more than that.

        A passage that only tells of a decision counts if the words are there, unless a
        delegation is speaking.
        """
        texts = messages(question.reply)
        evidence = _of_that_kind(question, evidence)
        decided = [c for c in evidence if c.passage.status is Status.DECISION]
        told = [c for c in evidence if is_decision(c)]
        invited = [c for c in evidence if c.passage.status is Status.INVITATION]
        best = max(_support(decided) + _DECIDED, _support(told), _support(invited))
        if best == _support(invited) and invited:
            best_one = ranked(question, invited, self._likeness)[0]
            return Draft((whole(best_one.candidate),), texts.notes["invitation_only"])
        if decided or told:
            return self._told(question, decided if _support(decided) + _DECIDED == best else told)
        return Refusal(Reason.NOT_IN_DOCUMENTS, texts.abstain["not_in_documents"])

    def _sentences(self, found: Sequence[Scored]) -> Draft:
        """Return the best sentences, or the list that the best one belongs to."""
        best = found[0]
        listed = list_around(best.candidate, best.sentence)
        if listed and not _stands_out(best, found):
            return Draft(listed, as_list=True)
        leads = list_after(best.candidate, best.sentence)
        if leads:
            return Draft(leads, as_list=True)
        return Draft(tuple(map(_claim, _whole(self._several(found)))))

    def _several(self, found: Sequence[Scored]) -> list[Scored]:
        """Return the best sentence, and further ones that add to it."""
        chosen: list[Scored] = []
        for scored in found:
            if len(chosen) == self._most or scored.score < found[0].score - _CLOSE:
                break
            as_likely = scored.score >= found[0].score - _clear(found[0])
            if not chosen or (_adds(scored, chosen, 0.0 if as_likely else _NEW)):
                chosen.append(scored)
        return chosen


def _as_invited(draft: Draft, evidence: Sequence[Candidate]) -> Draft:
    """Return ``draft`` with whole invitations: a part of one may read as if it were done."""
    invited = {c.passage: c for c in evidence if c.passage.status is Status.INVITATION}
    told = [(claim.quotes[0].evidence.passage, claim) for claim in draft.claims]
    claims = [whole(invited[p]) if p in invited else claim for p, claim in told]
    return replace(draft, claims=tuple(dict.fromkeys(claims)))


def _clear(best: Scored) -> float:
    return _CLEAR_ABROAD if best.candidate.foreign else _CLEAR


def _place(scored: Scored) -> int:
    return scored.sentence.pieces[0].span.start


def _stands_out(best: Scored, found: Sequence[Scored]) -> bool:
    """Say whether one item of a list is clearly what is asked about, and not the whole list."""
    others = [s.score for s in found if s.candidate is best.candidate and s.sentence.item]
    return bool(best.sentence.item) and len(others) > 1 and others[1] < best.score - _CLOSE


def _whole(chosen: Sequence[Scored]) -> list[Scored]:
    """Return each sentence with the one after it, none told twice."""
    told: list[Scored] = []
    for scored in chosen:
        longer = _with_next(scored)
        beside = (*told, *(other for other in chosen if other is not scored))
        told.append(scored if any(_overlap(longer, other) for other in beside) else longer)
    return told


def _overlap(one: Scored, other: Scored) -> bool:
    if one.candidate is not other.candidate:
        return False
    mine, yours = one.sentence.pieces, other.sentence.pieces
    return mine[0].span.start < yours[-1].span.end and yours[0].span.start < mine[-1].span.end


def _with_next(scored: Scored) -> Scored:
    """Return a sentence with the one after it in its paragraph: what was asked may stand there."""
    sentences = sentences_of(scored.candidate.passage)
    place = next((i for i, s in enumerate(sentences) if s.pieces == scored.sentence.pieces), -1)
    following = sentences[place + 1 : place + 2] if place >= 0 else ()
    if scored.sentence.item or not following or following[0].item or following[0].introduces:
        return scored
    if len(scored.sentence.text) + len(following[0].text) > _PARAGRAPH_CHARS:
        return scored
    both = cover(scored.sentence, following[0], scored.candidate.passage)
    return replace(scored, sentence=both)


def _facts(question: Question, facts: Sequence[Scored]) -> list[Scored]:
    """Return the best fact, and a second one where it is as likely or two things are asked for.

    Where two are asked for ("when and where"), the second stands in the same passage.
    """
    best = facts[0]
    least = best.score - (_CLOSE if asked_for(question) > 1 else _clear(best))
    for other in facts[1:]:
        if other.score < least:
            break
        beside = other.candidate is best.candidate
        if beside and (asked_for(question) < 2 or not other.held - best.held):
            continue
        if not _says_the_same(other, best) and (beside or other.score >= best.score - _clear(best)):
            both = [best, other]
            return sorted(both, key=_place) if beside else both
    return [best]


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


def _adds(scored: Scored, chosen: Sequence[Scored], least: float) -> bool:
    """Say whether a further sentence says something new about the subject."""
    if any(_says_the_same(scored, other) for other in chosen):
        return False
    told = frozenset[str]().union(*(other.held for other in chosen))
    new = sum(scored.candidate.weights[term] for term in scored.held - told)
    return new >= least * sum(scored.candidate.weights.values())


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
