"""A joined record as the object of the contract: its fields, and a citation for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from index.catalogue import Catalogue
from index.records import Records
from index.records.fields import LISTS, NAMES
from index.records.types import Cited, Joined, Step, Thread, Value
from index.types import DocumentEntry
from ingest.records.types import Proof
from ingest.types import Language, Passage
from service.citing import parallel
from service.sentences import sentences_of
from service.to_json import href, place, shallow

_Address = tuple[str, Language]


@dataclass(slots=True)
class RecordCitation:
    """Where values of a record are printed; see ``service.types.Citation``.

    ``fields`` are the paths of what the quote proves: "budget", "actions.a.text"; those of values
    that differ from the ones shown begin with "differs.".
    """

    n: int
    key: str
    symbol: str
    version: str | None
    title: str
    language: Language
    paragraph: str | None
    annex: str | None
    section: tuple[str, ...]
    page: int | None
    source: str
    url: str | None
    status: str
    quote: str
    text: str
    href: str
    parallel: dict[str, str]
    fields: list[str] = field(default_factory=list)


def record_payloads(
    records: Records, shown: Sequence[Joined], threads: Sequence[Thread] = ()
) -> list[dict[str, Any]]:
    """Return ``shown`` as objects; ``threads``, if any, are theirs, in the same order."""
    cited = [each for joined in shown for each in _cited(joined)]
    passages = records.catalogue.passages_of((c.proof.passage, c.language) for c in cited)
    parallel = records.catalogue.parallel(key for key, _ in passages)
    payloads = [_Payload(records.catalogue, joined, passages, parallel).made() for joined in shown]
    for payload, thread in zip(payloads, threads, strict=False):
        payload["thread"] = thread_payload(thread)
    return payloads


def thread_payload(thread: Thread) -> dict[str, Any]:
    """Return what is said about a thing over time, and whether it is still to be decided."""
    return {
        "open": thread.open,
        "reason": thread.reason,
        "steps": [step_payload(step) for step in thread.steps],
    }


def step_payload(step: Step) -> dict[str, Any]:
    """Return one passage of a thread; a mention is quoted with the sentence around it."""
    quote = _around(step.passage, step.proof) if step.mentioned else step.proof.quote
    return {
        "date": step.date,
        "symbol": step.document.symbol,
        "key": step.passage.key,
        "language": step.passage.language,
        "status": step.passage.status.value,
        "state": step.state.value if step.state else None,
        "quote": quote,
        "href": href(step.document, step.passage.locator),
    }


def _around(passage: Passage, proof: Proof) -> str:
    for sentence in sentences_of(passage):
        for piece in sentence.pieces:
            if piece.span.start <= proof.span.start and proof.span.end <= piece.span.end:
                return piece.text
    return proof.quote


def _cited(joined: Joined) -> Iterable[Cited]:
    for value in joined.fields.values():
        yield from value.cited
    for values in joined.differs.values():
        for value in values:
            yield from value.cited


class _Payload:
    """One record while its citations are numbered."""

    def __init__(
        self,
        catalogue: Catalogue,
        joined: Joined,
        passages: Mapping[_Address, Passage],
        parallel: Mapping[str, tuple[Language, ...]],
    ) -> None:
        self._catalogue = catalogue
        self._joined = joined
        self._passages = passages
        self._parallel = parallel
        self._documents = {
            (told.document.key, told.document.language): told.document for told in joined.sources
        }
        self._citations: dict[tuple[object, ...], RecordCitation] = {}

    def made(self) -> dict[str, Any]:
        """Return the object."""
        joined, fields = self._joined, {}
        for name in NAMES[joined.group.kind]:
            value = joined.fields.get(name)
            # What cannot be proven is not told.
            proven = value is not None and bool(self._cite(value))
            fields[name] = value.value if value and proven else [] if name in LISTS else None
        differs = [
            {"field": name, "values": told}
            for name, values in joined.differs.items()
            if (told := self._others(values))
        ]
        return {
            "id": joined.group.id,
            **fields,
            "language": joined.language,
            "citations": [shallow(citation) for citation in self._citations.values()],
            "sources": [source_payload(document) for document in self._documents.values()],
            "differs": differs,
        }

    def _others(self, values: Iterable[Value]) -> list[dict[str, Any]]:
        told = ((value.value, self._cite(value, "differs.")) for value in values)
        return [{"value": value, "citations": numbers} for value, numbers in told if numbers]

    def _cite(self, value: Value, before: str = "") -> list[int]:
        """Return the numbers of the citations that prove ``value``."""
        numbers = []
        for path, proof, language in value.cited:
            passage = self._passages.get((proof.passage, language))
            if passage is None or not self._is_genuine(passage, proof):
                continue
            address = proof.passage, language, proof.span
            if address not in self._citations:
                self._citations[address] = self._citation(passage, proof)
            citation = self._citations[address]
            if before + path not in citation.fields:
                citation.fields.append(before + path)
            numbers.append(citation.n)
        return list(dict.fromkeys(numbers))

    def _is_genuine(self, passage: Passage, proof: Proof) -> bool:
        """Say whether the quote stands where it says; what stands above a passage may prove it."""
        if any(s.start <= proof.span.start and proof.span.end <= s.end for s in passage.spans):
            return bool(proof.quote) and proof.quote in passage.text
        document = self._catalogue.document(passage.document, passage.language)
        return document is not None and document.text[slice(*proof.span)] == proof.quote != ""

    def _citation(self, passage: Passage, proof: Proof) -> RecordCitation:
        document = self._documents[passage.document, passage.language]
        held = self._parallel.get(passage.key, ())
        return RecordCitation(
            n=len(self._citations) + 1,
            quote=proof.quote,
            parallel=parallel(passage, held),
            **place(passage, document),
        )


def source_payload(document: DocumentEntry) -> dict[str, Any]:
    """Return a document that tells of a record."""
    return {
        "key": document.key,
        "symbol": document.symbol,
        "version": document.version,
        "language": document.language,
        "title": document.title,
        "date": document.date,
        "kind": document.kind,
        "in_force": document.in_force,
        "source": document.source,
        "href": href(document),
    }
