"""What a summary is made of: the shelf that it takes from, and the documents that it reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.catalogue import Catalogue
from index.records.types import Joined, Kind
from index.types import DocumentEntry, Filters
from ingest.records.types import Outcome, Project, Proof, Recommendation, Record
from ingest.types import Document, Language, Passage
from service.checks import Support
from service.discussions import REPORTS
from service.facts.library import Facts
from service.generators.chat import ChatGenerator
from service.library import Library, Search
from service.serving import CatalogueLibrary, Serving

_WITHOUT_PREFERENCE: tuple[Language, ...] = ("en", "fr", "es", "ru", "ar", "zh")
_SECTIONS = 12
_AT_ONCE = 200  # documents named in one filter


@dataclass(frozen=True)
class Shelf:
    """One generation of an index, as summaries use it. Safe to use from many threads."""

    catalogue: Catalogue
    library: Library
    records: Facts
    search: Search
    generation: str
    chat: ChatGenerator | None = None  # words what is no act, if one is set
    support: Support | None = None

    @classmethod
    def of(cls, serving: Serving) -> Shelf:
        """Return the shelf of what answers now."""
        return cls(
            catalogue=serving.catalogue,
            library=CatalogueLibrary(serving.catalogue),
            records=serving.records,
            search=serving.searcher,
            generation=serving.generation.name,
            chat=serving.chat,
            support=serving.support,
        )


@dataclass(frozen=True, slots=True)
class Held:
    """A record of one document, and the thing that it tells of over all documents."""

    record: Record
    joined: Joined


@dataclass(frozen=True)
class Source:
    """A document, in one language, and what of it belongs to the summary.

    ``passages`` are those that belong, in reading order; ``is_whole``: all do. ``sections`` counts
    those of the whole document. ``is_beside``: it is only named, so that no more than what it is
    about is told.
    """

    entry: DocumentEntry
    document: Document
    passages: tuple[Passage, ...]
    sections: int
    outcomes: tuple[tuple[Outcome, Joined], ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    projects: tuple[tuple[Project, Joined], ...] = ()
    is_whole: bool = True
    is_beside: bool = False

    @property
    def is_report(self) -> bool:
        """Say whether the document tells what its own session decided."""
        return self.document.kind in REPORTS

    @property
    def is_long(self) -> bool:
        """Say whether there are so many sections that a sentence needs the name of its own."""
        return self.sections > _SECTIONS

    @property
    def meeting(self) -> str:
        """The meeting that the document was written for, "" if it does not say."""
        body, session = self.document.body, self.document.session
        return f"{body}/{session}" if body and session else ""

    def passage(self, key: str) -> Passage | None:
        """Return one of the passages that belong, or None."""
        return next((passage for passage in self.passages if passage.key == key), None)


def versions_for(entries: Iterable[DocumentEntry], language: Language) -> list[DocumentEntry]:
    """Return each document once: in ``language`` where it is held in it, else in another."""

    def rank(entry: DocumentEntry) -> tuple[bool, int]:
        return entry.language != language, _WITHOUT_PREFERENCE.index(entry.language)

    chosen: dict[str, DocumentEntry] = {}
    for entry in sorted(entries, key=rank):
        chosen.setdefault(entry.key, entry)
    return list(chosen.values())


Keeps = Callable[[Passage], bool]


def only(keys: Iterable[str]) -> Keeps:
    """Return a rule that keeps the passages with these keys."""
    wanted = frozenset(keys)
    return lambda passage: passage.key in wanted


def read_sources(
    shelf: Shelf, entries: Sequence[DocumentEntry], keeps: Mapping[int, Keeps] | None = None
) -> list[Source]:
    """Return ``entries`` as sources; ``keeps`` says, by number of document, what belongs."""
    records = {kind: _records(shelf, kind, entries) for kind in _KINDS}
    found = []
    for entry in entries:
        document = shelf.library.document(entry.key, entry.language)
        if document is None:
            continue
        passages = tuple(shelf.library.passages(entry.key, entry.language))
        sections = len({passage.section for passage in passages})
        kept = keeps.get(entry.id) if keeps else None
        if kept is not None:
            passages = tuple(passage for passage in passages if kept(passage))
        keys = {passage.key for passage in passages}

        def told(kind: Kind, entry: DocumentEntry = entry, keys: set[str] = keys) -> list[Held]:
            held = records[kind].get(entry.id, [])
            return [each for each in held if _stands_in(each.record, keys)]

        found.append(
            Source(
                entry=entry,
                document=document,
                passages=passages,
                sections=sections,
                outcomes=tuple(
                    (each.record, each.joined)
                    for each in told("outcome")
                    if isinstance(each.record, Outcome)
                ),
                recommendations=tuple(
                    each.record
                    for each in told("recommendation")
                    if isinstance(each.record, Recommendation)
                ),
                projects=tuple(
                    (each.record, each.joined)
                    for each in told("project")
                    if isinstance(each.record, Project)
                ),
                is_whole=kept is None,
            )
        )
    return found


_KINDS: tuple[Kind, ...] = ("outcome", "recommendation", "project")


def proofs_of(record: Record) -> tuple[Proof, ...]:
    """Return where the text or title of a record is printed."""
    if isinstance(record, Project):
        return record.title.proofs
    if isinstance(record, Outcome | Recommendation):
        return record.text.proofs
    raise TypeError(type(record).__name__)


def _stands_in(record: Record, keys: set[str]) -> bool:
    return any(proof.passage in keys for proof in proofs_of(record))


def _records(shelf: Shelf, kind: Kind, entries: Sequence[DocumentEntry]) -> dict[int, list[Held]]:
    """Return the records of each of ``entries``, by its number, in reading order."""
    found: dict[int, list[Held]] = defaultdict(list)
    wanted = {entry.id: entry.language for entry in entries}
    keys = sorted({entry.key for entry in entries})
    for start in range(0, len(keys), _AT_ONCE):
        filters = Filters(symbol=tuple(keys[start : start + _AT_ONCE]))
        for group in shelf.records.groups(kind, filters):
            told_in = {stub.document.id for stub in group.stubs} & wanted.keys()
            for language in {wanted[number] for number in told_in}:
                joined = shelf.records.joined(group, (language,))
                for told in joined.sources:
                    if wanted.get(told.document.id) == language:
                        found[told.document.id].append(Held(told.record, joined))
    for held in found.values():
        held.sort(key=lambda each: proofs_of(each.record)[0].span.start)
    return found
