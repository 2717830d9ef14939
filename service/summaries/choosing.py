"""Which documents and passages belong to a document, a meeting, a topic or an agenda item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from config.profiles import captured, profile
from index.records.types import Stub
from index.selection import spelling
from index.types import DocumentEntry, Filters, Query, Searched
from ingest.language import detect_query_language, is_in_language
from ingest.records.types import OutcomeKind
from ingest.symbols import find_symbols
from ingest.types import Passage, Status
from service.discussions import REPORTS
from service.evidence import judge
from service.questions import analyse
from service.summaries.lines import agenda_heading
from service.summaries.material import Keeps, Shelf, Source, only, read_sources, versions_for
from service.summaries.topics import Topic
from service.summaries.types import SummaryRequest
from service.support import Candidate, weigh
from service.types import Refusal

_HITS = 60  # passages looked at for a topic
_MOST_DOCUMENTS = 60  # of one meeting
_COVERED = 0.6  # of what the best passage holds of a topic, that another must hold


@dataclass(frozen=True)
class Chosen:
    """The sources of a summary, or why there are none."""

    sources: tuple[Source, ...]
    searched: Searched
    reason: str | None = None
    topic: Topic | None = None


def choose(request: SummaryRequest, shelf: Shelf) -> Chosen:
    """Return what belongs to what ``request`` names; versions in force only."""
    if request.topic is not None:
        return _topic(request.topic, request, shelf)
    if request.symbol is not None:
        entries = _named(request.symbol, shelf)
        chosen = _read(entries, request, shelf) if entries else []
        reason = None if chosen else "not_held"
    else:
        chosen = _meeting(request.meeting or "", request, shelf)
        reason = None if chosen else "no_meeting"
    if chosen and request.agenda_item is not None:
        chosen = _item(chosen, request, shelf)
        reason = None if chosen else "no_agenda_item"
    return Chosen(tuple(chosen), _searched(shelf, chosen), reason)


def _searched(shelf: Shelf, sources: Sequence[Source]) -> Searched:
    """Return what was read; nothing is searched where a document or meeting is named."""
    languages = tuple(sorted({source.document.language for source in sources}))
    passages = sum(len(source.passages) for source in sources)
    return Searched(len(sources), passages, languages, shelf.generation)


def _read(entries: Iterable[DocumentEntry], request: SummaryRequest, shelf: Shelf) -> list[Source]:
    return read_sources(shelf, versions_for(entries, request.language))


def _named(symbol: str, shelf: Shelf) -> list[DocumentEntry]:
    """Return the versions in force of a document, however it is named."""
    wanted = spelling(symbol)
    held = [e for e in shelf.catalogue.documents if wanted in (spelling(e.key), spelling(e.symbol))]
    in_force = [entry for entry in held if entry.in_force]
    exact = [entry for entry in in_force if spelling(entry.key) == wanted]
    if exact or in_force:
        return exact or in_force
    symbols = {entry.symbol for entry in held}
    return [e for e in shelf.catalogue.documents if e.in_force and e.symbol in symbols]


# --- a meeting --------------------------------------------------------------------------------


def _meeting(meeting: str, request: SummaryRequest, shelf: Shelf) -> list[Source]:
    """Return the documents of a meeting, and others as far as they tell of its outcomes."""
    wanted = spelling(meeting)
    current = [entry for entry in shelf.catalogue.documents if entry.in_force]
    own = [entry for entry in current if _is_of(entry, wanted)]
    telling: dict[int, list[Stub]] = {}
    for group in shelf.records.groups("outcome", Filters()):
        for stub in group.stubs:
            telling.setdefault(stub.document.id, []).append(stub)
    others: list[DocumentEntry] = []
    keeps: dict[int, Keeps] = {}
    for entry in current:
        stubs = telling.get(entry.id, ())
        keys = {stub.passage for stub in stubs if spelling(stub.meeting) == wanted}
        if not keys or entry in own:
            continue
        others.append(entry)
        if not _is_for(entry, stubs, wanted) and _tells_of(entry, stubs) != wanted:
            keeps[entry.id] = only(keys)
    entries = versions_for([*own, *others], request.language)[:_MOST_DOCUMENTS]
    sources = read_sources(shelf, entries, keeps)
    return sorted(sources, key=_rank)


def _is_of(entry: DocumentEntry, wanted: str) -> bool:
    named = entry.body and entry.session and spelling(f"{entry.body}/{entry.session}") == wanted
    return bool(named) or (entry.meeting_id is not None and spelling(entry.meeting_id) == wanted)


def _is_for(entry: DocumentEntry, stubs: Sequence[Stub], wanted: str) -> bool:
    """Say whether a document without a session of its own invites that of ``wanted`` to decide."""
    return entry.session is None and any(
        stub.outcome == OutcomeKind.INVITATION.value and spelling(stub.meeting) == wanted
        for stub in stubs
    )


def _tells_of(entry: DocumentEntry, stubs: Sequence[Stub]) -> str:
    """Return the meeting that a document is about: a circular invites to it."""
    telling = _OF_CIRCULAR if entry.kind == "circular" else _OF_OTHERS
    found = Counter(spelling(s.meeting) for s in stubs if s.meeting and s.outcome in telling)
    return found.most_common(1)[0][0] if found else ""


_OF_CIRCULAR = frozenset((OutcomeKind.REQUEST.value,))
_OF_OTHERS = frozenset(
    (OutcomeKind.KEY_ACTION.value, OutcomeKind.REQUEST.value, OutcomeKind.PROPOSED_GROUP.value)
)


def _rank(source: Source) -> tuple[object, ...]:
    """Return the place of a source: reports first, what is told in part last."""
    return not source.is_report, not source.is_whole, _natural(source.entry.key)


def _natural(key: str) -> list[tuple[bool, int, str]]:
    parts = "".join(c if c.isdigit() else f" {c} " for c in key).split()
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


# --- an agenda item ---------------------------------------------------------------------------


def _item(sources: Sequence[Source], request: SummaryRequest, shelf: Shelf) -> list[Source]:
    """Return what stands under an agenda item, and the documents that it names, to be named."""
    wanted = (request.agenda_item or "").strip()
    found: list[Source] = []
    for source in sources:
        kept = {p.key for p in source.passages if is_under(p, wanted)}
        if kept:
            entries = [source.entry]
            found += read_sources(shelf, entries, {source.entry.id: only(kept)})
    named = {
        spelling(symbol.symbol)
        for source in found
        for passage in source.passages
        for symbol in find_symbols(passage.text)
    }
    own = {source.entry.symbol for source in found}
    beside = [
        entry
        for entry in shelf.catalogue.documents
        if entry.in_force and entry.symbol not in own and spelling(entry.symbol) in named
    ]
    if found:
        found += [replace(source, is_beside=True) for source in _read(beside, request, shelf)]
    return found


def is_under(passage: Passage, item: str) -> bool:
    """Say whether a passage stands under the agenda item with this number."""
    known = profile(passage.language)
    for heading in passage.section:
        match = known.agenda.item.search(heading)
        named = captured(match) if match else None
        if named is not None:
            number = int(named) if named.isdecimal() else known.ordinals.value(named)
            if str(number) == item.lstrip("0"):
                return True
    return False


# --- a topic ----------------------------------------------------------------------------------


def _topic(topic: str, request: SummaryRequest, shelf: Shelf) -> Chosen:
    """Return the passages that are evidence on a topic, and the decisions under the same items."""
    text = topic.strip()
    asked_in = request.language
    if not is_in_language(text, asked_in):
        asked_in = detect_query_language(text)
    result = shelf.search.search(Query(text, asked_in, Filters(), _HITS))
    question = replace(analyse(text, asked_in), kinds=frozenset(), reply=request.language)
    candidates = weigh(question, result.hits, shelf.library)
    evidence = judge(question, candidates, shelf.library)
    if isinstance(evidence, Refusal):
        return Chosen((), result.searched, evidence.reason.value)
    least = _COVERED * max(candidate.coverage for candidate in evidence)
    on = Topic(question)
    near = [c for c in evidence if c.foreign or c.coverage >= least]
    near = [c for c in near if _speaks(on, c)] or near
    keys = {c.passage.key for c in near}
    documents = list(dict.fromkeys(c.document.key for c in evidence if c.passage.key in keys))
    held = [e for e in shelf.catalogue.documents if e.in_force and e.key in documents]
    entries = versions_for(held, request.language)
    entries.sort(key=lambda entry: documents.index(entry.key))
    keeps = {}
    for entry in entries:
        wanted = keys | _decided_on(entry, keys, shelf)
        keeps[entry.id] = only(wanted)
    return Chosen(tuple(read_sources(shelf, entries, keeps)), result.searched, None, on)


def _speaks(topic: Topic, candidate: Candidate) -> bool:
    """Say whether a passage speaks of the topic, or what stands above it does."""
    passage = candidate.passage
    words = (*passage.section, *passage.context, passage.text)
    return topic.speaks("\n".join(words), passage.language)


def _decided_on(entry: DocumentEntry, keys: set[str], shelf: Shelf) -> set[str]:
    """Return the decisions of a report under the agenda items whose discussion is kept."""
    if entry.kind not in REPORTS:
        return set()
    passages = shelf.library.passages(entry.key, entry.language)
    headings = {agenda_heading(passage) for passage in passages if passage.key in keys} - {""}
    return {
        passage.key
        for passage in passages
        if passage.status is Status.DECISION and agenda_heading(passage) in headings
    }
