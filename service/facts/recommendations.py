"""Answers about numbered recommendations: one, several of one number, a count, a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.records.types import Joined
from index.types import Hit
from ingest.labels import printed_letter
from ingest.records.types import Fact, Proof, Recommendation
from ingest.types import Language, Status
from service.facts.asked import Asked
from service.facts.matching import meant
from service.facts.quoting import Quoting
from service.facts.wording import Wording, wording
from service.generators.scoring import Likeness
from service.sentences import cover, sentences_of
from service.types import Claim, Draft, Reason, Refusal

_MOST = 60
_SHORT = 2  # terms of a subject that say no more than "what does it say"
_FEW = 4  # terms beside "immediate" that say no more: "marked for implementation"
_ENDS = re.compile(r"[.;!?。；！？؟]\W*\Z")
_RESULT = re.compile(r"(?<![\d.])(\d{1,2}\.\d{1,2})(?![\d.])")


@dataclass(frozen=True)
class Recommendations:
    """The recommendations held, by set; each is told by the source that is shown."""

    held: Sequence[Joined]
    quoting: Quoting
    hits: Sequence[Hit] = ()
    likeness: Likeness | None = None

    def answer(self, asked: Asked) -> Draft | Refusal | None:
        """Return what records tell, None where they are not what is asked for."""
        if not self.held:
            return None
        if asked.numbers:
            return self._numbered(asked)
        if "recommendation" not in asked.things:
            return None
        if asked.older:
            return self._by_older(asked)
        if "is_new" in asked.fields:
            return self._new(asked)
        if result := _RESULT.search(asked.question.text):
            return self._by_result(asked, result.group(1))
        if asked.subject and not asked.counts and (asked.fields & _OF_ONE or _is_looked_up(asked)):
            return self._about(asked)
        few = _FEW if "immediate" in asked.fields else 0
        if len(asked.subject) > few or "project" in asked.things:
            return None
        return self._set(asked)

    # --- by number ----------------------------------------------------------------------------

    def _numbered(self, asked: Asked) -> Draft | Refusal | None:
        words = wording(asked.question.reply)
        claims: list[Claim] = []
        ambiguous = False
        for number in asked.numbers:
            found = [one for one in self._of(asked) if told(one).number.value == number]
            if not found:
                return self._absent(asked, words)
            if len(found) > 1 and not asked.sets:
                ambiguous = True
            for one in found:
                claims += self._values(asked, told(one), words)
        several = ambiguous or len(asked.numbers) > 1
        if not claims or not _is_meant(asked, several=several):
            return None
        note = words.texts["ambiguous"] if ambiguous else ""
        return Draft(tuple(claims[:_MOST]), note, as_list=len(claims) > 1 or bool(note))

    def _about(self, asked: Asked) -> Draft | None:
        """Return what is asked of the one recommendation that the question describes."""
        words = wording(asked.question.reply)
        by_language: dict[Language, list[Recommendation]] = {}
        for record in map(told, self._of(asked)):
            by_language.setdefault(record.language, []).append(record)
        for language, records in by_language.items():
            place = meant(asked, [_whole(record) for record in records], language, self.likeness)
            if place is not None:
                claims = [
                    self._text(records[place], _name(records[place], words), words),
                    *self._values(asked, records[place], words),
                ]
                return Draft(tuple(claims[:_MOST]), as_list=True)
        return None

    def _of(self, asked: Asked) -> list[Joined]:
        """Return the recommendations of the sets that are named, of all if none is."""
        named = [one for one in self.held if told(one).set in asked.sets]
        return named or list(self.held)

    def _absent(self, asked: Asked, words: Wording) -> Refusal | None:
        """Refuse a number that the set does not have, where it is clear which set is meant."""
        of = [told(one) for one in self._of(asked)]
        sets = {record.set for record in of}
        if len(sets) != 1:
            return None
        last = max(of, key=lambda record: record.number.value)
        first = min(record.number.value for record in of)
        if len(of) != last.number.value - first + 1:
            return None  # not the whole set is held: nothing is known of the others
        message = words.texts["no_such_recommendation"].format(
            name=words.set_name(last.set), count=len(of), first=first, last=last.number.value
        )
        quotes = self.quoting.claim("", last.language, last.number).quotes
        return Refusal(Reason.FALSE_PREMISE, message, quotes)

    def _values(self, asked: Asked, record: Recommendation, words: Wording) -> list[Claim]:
        """Return what is asked of one recommendation; its text where no value is named."""
        name = words.recommendation(record.set, record.number.value)
        claims = [
            claim
            for field in _FIELDS
            if field in asked.fields
            for claim in self._field(field, record, name, words, asked.letters)
        ]
        return claims or [self._text(record, name, words)]

    def _text(self, record: Recommendation, name: str, words: Wording) -> Claim:
        items = (f"{item.label}) {item.text.value}" for item in record.sub_items)
        text = " ".join((record.text.value, *items))
        facts = (record.text, *(item.text for item in record.sub_items))
        return self.quoting.line(words, name, text, record.language, *facts)

    def _field(
        self,
        field: str,
        record: Recommendation,
        name: str,
        words: Wording,
        letters: frozenset[str] = frozenset(),
    ) -> Iterator[Claim]:
        label = f"{name} – {words.fields[field]}"
        language = record.language
        if field == "corresponds_to":
            if record.corresponds_to:
                codes = ", ".join(fact.value for fact in record.corresponds_to)
                yield self.quoting.line(words, label, codes, language, *record.corresponds_to)
            elif record.is_new:
                text = words.line(label, words.texts["is_new"])
                yield self.quoting.counted(text, language, record.is_new)
        if field == "actions":
            for action in record.actions:
                if letters and action.letter not in letters:
                    continue
                items = (f"{item.label}. {item.text.value}" for item in action.sub_items)
                text = " ".join((action.text.value, *items))
                facts = (action.text, *(item.text for item in action.sub_items))
                named = f"{label} {printed_letter(action.letter, language)})"
                yield self.quoting.line(words, named, text, language, *facts)
        if field == "expected_results":
            for result in record.expected_results:
                text = f"{result.code.value} {result.text.value}"
                yield self.quoting.line(words, label, text, language, result.code, result.text)
        if field == "addressee" and record.addressee:
            who = record.addressee
            yield self.quoting.line(words, label, who.value, language, who)
        if field == "immediate" and record.immediate:
            said = "yes_immediate" if record.immediate.value else "no_immediate"
            line = words.line(name, words.texts[said])
            yield self.quoting.counted(line, language, record.immediate)

    # --- by what they tell --------------------------------------------------------------------

    def _by_older(self, asked: Asked) -> Draft | None:
        """Return the recommendations that take up all the older ones that are named.

        What became of an older one is also told in running text.
        """
        words = wording(asked.question.reply)
        claims: list[Claim] = []
        if asked.became or "status" in asked.fields:
            claims += self._told_of(asked.older)
        for one in self._of(asked):
            record = told(one)
            held = {fact.value for fact in record.corresponds_to}
            if held.issuperset(asked.older):
                claims += self._field("corresponds_to", record, _name(record, words), words)
        return Draft(tuple(claims), as_list=len(claims) > 1) if claims else None

    def _told_of(self, codes: Sequence[str]) -> Iterator[Claim]:
        """Yield the sentences found that name one of ``codes``, outside of tables."""
        named = re.compile(rf"(?<!\w)(?:{'|'.join(codes)})(?!\d)")
        for hit in self.hits:
            if hit.passage.status is Status.RECOMMENDATION:
                continue
            sentences = sentences_of(hit.passage)
            for place, sentence in enumerate(sentences):
                if not named.search(sentence.text):
                    continue
                # A blank line of the page may stand in the midst of a sentence.
                last = place + (not _ENDS.search(sentence.text) and place + 1 < len(sentences))
                whole = cover(sentence, sentences[last], hit.passage)
                key = hit.passage.key
                proofs = [Proof(key, piece.span, piece.text) for piece in whole.pieces]
                yield self.quoting.of(whole.text, hit.passage.language, proofs)

    def _new(self, asked: Asked) -> Draft | None:
        """Return the recommendations that take up no older one."""
        words = wording(asked.question.reply)
        claims = [
            claim
            for record in map(told, self._of(asked))
            if record.is_new
            for claim in self._field("corresponds_to", record, _name(record, words), words)
        ]
        return self._counted(asked, claims, words) if claims else None

    def _by_result(self, asked: Asked, code: str) -> Draft | None:
        """Return the recommendations that are linked with an expected result."""
        words = wording(asked.question.reply)
        claims: list[Claim] = []
        for one in self._of(asked):
            record = told(one)
            for result in record.expected_results:
                if result.code.value == code:
                    line = words.line(_name(record, words), code)
                    claims.append(
                        self.quoting.counted(line, record.language, record.number, result.code)
                    )
        return self._counted(asked, claims, words) if claims else None

    def _set(self, asked: Asked) -> Draft | None:
        """Return how many a set has, or which of a set are marked for immediate implementation."""
        words = wording(asked.question.reply)
        records = [told(one) for one in self._of(asked)]
        if "immediate" in asked.fields:
            marked = [r for r in records if r.immediate is not None and r.immediate.value]
            claims = [
                self.quoting.counted(_name(r, words), r.language, r.number, r.immediate)
                for r in marked
            ]
            return self._counted(asked, claims, words) if claims else None
        if not asked.counts or asked.fields - {"corresponds_to"} or asked.states:
            return None
        if "corresponds_to" in asked.fields or not asked.sets:
            return None
        claims = []
        for name in sorted({record.set for record in records}):
            of = sorted((r for r in records if r.set == name), key=lambda r: r.number.value)
            count = words.counts["recommendation"].format(count=len(of))
            line = words.line(words.set_name(name), count)
            ends: tuple[Fact[int], ...] = (of[0].number, of[-1].number)
            claims.append(self.quoting.counted(line, of[0].language, *ends))
        return Draft(tuple(claims), as_list=len(claims) > 1)

    def _counted(self, asked: Asked, claims: list[Claim], words: Wording) -> Draft:
        note = words.counts["recommendation"].format(count=len(claims)) if asked.counts else ""
        return Draft(tuple(claims[:_MOST]), note, as_list=True)


_OF_ONE = frozenset({"corresponds_to", "actions", "expected_results", "addressee"})
_FIELDS = ("corresponds_to", "actions", "expected_results", "addressee", "immediate")


def _name(record: Recommendation, words: Wording) -> str:
    return words.recommendation(record.set, record.number.value)


def _whole(record: Recommendation) -> str:
    """Return all that a recommendation says."""
    items = (item.text.value for item in record.sub_items)
    actions = (
        text.value
        for action in record.actions
        for text in (action.text, *(item.text for item in action.sub_items))
    )
    return "\n".join((record.text.value, *items, *actions))


def _is_meant(asked: Asked, *, several: bool = False) -> bool:
    """Say whether a record is the answer: a value of it is named, or nothing but its number.

    What one sentence of a recommendation says is found by its words, not by its record.
    """
    if asked.fields & set(_FIELDS):
        return True
    return several and len(asked.subject) <= _SHORT and not asked.became


def told(one: Joined) -> Recommendation:
    """Return the source of a recommendation that tells most of it, of those shown first."""
    records = [each.record for each in one.sources if isinstance(each.record, Recommendation)]
    return max(records, key=lambda record: bool(record.actions or record.expected_results))


def _is_looked_up(asked: Asked) -> bool:
    """Say whether nothing but words were typed, and the name of a set beside them."""
    return bool(asked.sets) and not asked.question.kinds
