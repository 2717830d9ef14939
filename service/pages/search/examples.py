"""Example questions: made of what is held, in the language of the page, and tried.

An example that the service cannot answer is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from config.settings import Settings
from index.catalogue import Catalogue
from index.records import Records
from index.types import DocumentEntry
from ingest.types import Language
from service.answering import Answerer
from service.facts.answering import RecordAnswers
from service.pages.search.facets import statuses_of
from service.pages.strings import Texts, texts
from service.serving import CatalogueLibrary, Serving
from service.types import Answer, AskRequest

Ask = Callable[[AskRequest], Answer]

MOST = 4
_TRIED = 12  # candidates at most, so that the first visitor does not wait
_LOOKED_AT = 40  # records of a kind
_LONGEST_TITLE = 90

_FIGURES = re.compile(r"(?<=\d)[.,'\s](?=\d{3})")

_KEPT: WeakKeyDictionary[Catalogue, dict[Language, tuple[str, ...]]] = WeakKeyDictionary()
_LOCK = Lock()


def examples(serving: Serving, settings: Settings, language: Language) -> tuple[str, ...]:
    """Return up to four questions in ``language`` that are answered; found once for an index."""
    records = serving.records
    with _LOCK:
        kept = _KEPT.setdefault(records.catalogue, {})
        if language not in kept:
            ask = _quoting(serving, settings).ask
            tried = islice(_candidates(records, language), _TRIED)
            good = (each.question for each in tried if _answered(ask, each))
            kept[language] = tuple(islice(good, MOST))
        return kept[language]


def _quoting(serving: Serving, settings: Settings) -> Answerer:
    """Return an answerer that asks no model: examples must cost next to nothing."""
    library, searcher = CatalogueLibrary(serving.catalogue), serving.searcher
    answers = RecordAnswers(serving.records, library, searcher.likeness)
    return Answerer(searcher, library, settings, records=answers)


class _Candidate(NamedTuple):
    """A question, and what its answer must hold to be right.

    A figure, or a citation of a passage whose key ends so, or one of a kind of speech.
    """

    question: str
    figure: str = ""
    key: str = ""
    status: str = ""


def _answered(ask: Ask, candidate: _Candidate) -> bool:
    answer = ask(AskRequest(candidate.question))
    cited = answer.citations
    return (
        not answer.abstained
        and candidate.figure in _FIGURES.sub("", answer.answer)
        and all(not candidate.status or each.status == candidate.status for each in cited[:1])
        and (not candidate.key or any(each.key == candidate.key for each in cited))
    )


def _candidates(records: Records, language: Language) -> Iterator[_Candidate]:
    """Yield questions, one of each kind in turn."""
    t = texts(language)
    kinds = [
        _of_projects(records, language, t),
        _of_meetings(records, t),
        _of_recommendations(records, language, t),
        _of_invitations(records.catalogue, language, t),
    ]
    while kinds:
        for kind in list(kinds):
            question = next(kind, None)
            if question is None:
                kinds.remove(kind)
            else:
                yield question


def _of_projects(records: Records, language: Language, t: Texts) -> Iterator[_Candidate]:
    for group in records.groups("project")[:_LOOKED_AT]:
        joined = records.joined(group, (language,))
        title = joined.fields.get("title")
        if joined.language != language or not title or len(str(title.value)) > _LONGEST_TITLE:
            continue
        name = str(title.value)
        budget, months = joined.fields.get("budget"), joined.fields.get("duration_months")
        if budget and "budget" not in joined.differs:
            question = t.plain("search.example_budget", title=name)
            yield _Candidate(question, str(budget.value["amount"]))
        if months and "duration_months" not in joined.differs:
            question = t.plain("search.example_duration", title=name)
            yield _Candidate(question, str(months.value))


def _of_meetings(records: Records, t: Texts) -> Iterator[_Candidate]:
    decided = {
        stub.meeting: stub.document.date or ""
        for group in records.groups("outcome")
        for stub in group.stubs
        # Only what the meeting's own report tells: others tell of it in passing.
        if stub.outcome == "decision" and stub.meeting == _meeting(stub.document)
    }
    for meeting in sorted(decided, key=lambda name: decided[name], reverse=True):
        question = t.plain("search.example_decided", meeting=meeting)
        yield _Candidate(question, status="decision")


def _of_recommendations(records: Records, language: Language, t: Texts) -> Iterator[_Candidate]:
    seen = set()
    for group in records.groups("recommendation"):
        for stub in group.stubs:
            symbol = stub.document.symbol
            in_table = "/rec-" in f"/{stub.passage.partition('#')[2]}"
            if in_table and stub.document.language == language and symbol not in seen:
                seen.add(symbol)
                question = t.plain(
                    "search.example_recommendation", number=str(stub.number), place=symbol
                )
                yield _Candidate(question, key=stub.passage)


def _of_invitations(catalogue: Catalogue, language: Language, t: Texts) -> Iterator[_Candidate]:
    statuses = statuses_of(catalogue)
    held = [e for e in catalogue.documents if e.language == language and e.in_force and e.body]
    for entry in sorted(held, key=lambda e: e.date or "", reverse=True):
        if "invitation" in statuses.get(entry.id, ()):
            name = "search.example_invited"
            question = t.plain(name, body=entry.body or "", symbol=entry.symbol)
            yield _Candidate(question, status="invitation")


def _meeting(document: DocumentEntry) -> str:
    return f"{document.body}/{document.session}"
