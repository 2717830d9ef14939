"""Answers about what a dialogue named and proposed: key actions, groups, by when, to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from config.asking_words import asking_words
from index.records.types import Joined
from ingest.labels import printed_letter
from ingest.records.types import Fact, Outcome, OutcomeKind
from service.facts.asked import Asked
from service.facts.quoting import Quoting
from service.facts.wording import Wording, wording
from service.types import Claim, Draft

_MOST = 40
_KINDS = (OutcomeKind.KEY_ACTION, OutcomeKind.PROPOSED_GROUP)


@dataclass(frozen=True)
class Outcomes:
    """The outcomes held."""

    held: Sequence[Joined]
    quoting: Quoting

    def answer(self, asked: Asked) -> Draft | None:
        """Return what records tell, None where they are not what is asked for."""
        kinds = [kind for kind in _KINDS if kind.value in asked.things]
        records = [told(one) for one in self.held]
        found = [r for r in records if r.kind in kinds and _is_of(asked, r)]
        if "registration" in asked.things and "deadline" in asked.fields:
            found += [r for r in records if _is_registration(r) and _is_of(asked, r)]
        if not found or asked.numbers or asked.codes or len(_rest(asked)) > _most_terms(asked):
            return None
        words = wording(asked.question.reply)
        claims = list(self._values(asked, found, records, words))
        if claims and not asked.lists and not asked.counts:
            return Draft(tuple(claims), as_list=len(claims) > 1)
        groups = list(_by_place(found))
        listed = [claim for group in groups for claim in self._group(group, asked, words)]
        note = words.texts["differs"] if _differ(groups) else ""
        return Draft((*listed, *claims)[:_MOST], note, as_list=True)

    def _group(self, records: Sequence[Outcome], asked: Asked, words: Wording) -> Iterator[Claim]:
        """Yield how many a document tells, then each of them."""
        count = words.counts[records[0].kind.value].format(count=len(records))
        language = records[0].language
        line = f"{count} ({records[0].document})"
        yield self.quoting.counted(line, language, *(record.text for record in records))
        if asked.counts and not asked.lists:
            return
        for record in records:
            letter = f"{printed_letter(record.letter, language)}) " if record.letter else ""
            text = f"{letter}{record.text.value}"
            yield self.quoting.claim(text, language, record.text, own=letter)

    def _values(
        self,
        asked: Asked,
        records: Sequence[Outcome],
        others: Sequence[Outcome],
        words: Wording,
    ) -> Iterator[Claim]:
        """Yield deadlines and contacts where they are asked for, each once.

        What is to be done with key actions is told where groups for them are proposed.
        """
        documents = {record.document for record in records}
        group = OutcomeKind.PROPOSED_GROUP
        asks_actions = any(record.kind is OutcomeKind.KEY_ACTION for record in records)
        beside = [r for r in others if r.kind is group and r.document in documents]
        registrations = [r for r in records if _is_registration(r)]
        for record in registrations:  # one sentence may tell several dates
            yield self.quoting.claim(record.text.value, record.language, record.text)
        held = [
            r
            for r in dict.fromkeys((*records, *(beside if asks_actions else ())))
            if r not in registrations
        ]
        for field in ("deadline", "contact"):
            if field not in asked.fields:
                continue
            facts: list[tuple[Outcome, Fact[str] | None]] = [(r, getattr(r, field)) for r in held]
            distinct = {fact.value: (record, fact) for record, fact in facts if fact is not None}
            for record, fact in distinct.values():
                label = words.fields[field]
                yield self.quoting.line(words, label, fact.printed, record.language, fact)


_SUBJECT_OF_VALUE = 6
_SUBJECT = 3  # more terms than these ask about one of them, not for all


def told(one: Joined) -> Outcome:
    """Return the source of an outcome that is shown first."""
    return next(each.record for each in one.sources if isinstance(each.record, Outcome))


def _most_terms(asked: Asked) -> int:
    return _SUBJECT_OF_VALUE if asked.fields & {"deadline", "contact"} else _SUBJECT


def _rest(asked: Asked) -> list[str]:
    """Return the terms of the subject that are no names: of a meeting, of its place."""
    names = {*asked.question.acronyms, *asked.question.names}
    return [term.text for term in asked.subject if term.text not in names]


def _is_of(asked: Asked, record: Outcome) -> bool:
    """Say whether an outcome is of the session that is named, if one is."""
    if not asked.sessions:
        return True
    return record.session is None or record.session.value in asked.sessions


def _is_registration(record: Outcome) -> bool:
    """Say whether people are asked to register, in the words of the document's language."""
    words = asking_words(record.language).things["registration"]
    asks = record.kind is OutcomeKind.REQUEST and record.deadline is not None
    return asks and words.search(record.text.value) is not None


def _by_place(records: Sequence[Outcome]) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each kind and document, the longest list first."""

    def place(record: Outcome) -> tuple[str, str]:
        return record.kind.value, record.document

    groups = [list(group) for _, group in groupby(sorted(records, key=place), key=place)]
    yield from sorted(groups, key=len, reverse=True)


def _differ(groups: Sequence[Sequence[Outcome]]) -> bool:
    """Say whether documents tell different numbers of the same kind of thing."""
    sizes: dict[OutcomeKind, set[int]] = {}
    for group in groups:
        sizes.setdefault(group[0].kind, set()).add(len(group))
    return any(len(found) > 1 for found in sizes.values())
