"""Stored records, read only as far as it takes to join and filter them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import orjson

from index.catalogue import Catalogue
from index.records.types import Kind, Stub
from index.types import DocumentEntry
from ingest.records.types import State

_MAIN: Mapping[Kind, str] = {"recommendation": "text", "project": "title", "outcome": "text"}


def read_stubs(catalogue: Catalogue, kind: Kind) -> tuple[Stub, ...]:
    """Return every record of ``kind``, in the order of documents, then of reading."""
    entries = {entry.id: entry for entry in catalogue.documents}
    by_document: dict[int, list[Stub]] = defaultdict(list)
    for row in catalogue.records(kind):
        entry = entries[row["document_id"]]
        stub = _stub(kind, entry, row["reading_order"], orjson.loads(row["data"]))
        if stub is not None:
            by_document[entry.id].append(stub)
    found: list[Stub] = []
    for entry in catalogue.documents:
        found += _counted(by_document.get(entry.id, ()))
    return tuple(found)


def _stub(kind: Kind, entry: DocumentEntry, order: int, data: dict[str, Any]) -> Stub | None:
    proofs = data[_MAIN[kind]]["proofs"]
    if not proofs:  # a record without a citation does not exist
        return None
    stub = Stub(kind, entry, order, passage=proofs[0][0])
    if kind == "recommendation":
        stub = replace(stub, set=data["set"], number=data["number"]["value"])
    if kind == "project":
        title, code, phase = data["title"]["value"], _value(data, "code"), _value(data, "phase")
        stub = replace(stub, title=title, code=code, phase=phase)
    if kind == "outcome":
        told = data["kind"], data.get("meeting") or "", data.get("letter")
        return replace(stub, outcome=told[0], meeting=told[1], letter=told[2])
    state = _value(data, "status")
    return replace(stub, state=State(state)) if state else stub


def _value(data: dict[str, Any], name: str) -> Any:  # noqa: ANN401 - JSON
    fact = data.get(name)
    return fact["value"] if fact else None


def _counted(stubs: Iterable[Stub]) -> list[Stub]:
    """Return the records of one document, each with its place among those of its passage."""
    held = list(stubs)
    total = Counter(stub.passage for stub in held)
    seen: Counter[str | tuple[str, str | None]] = Counter()
    counted = []
    for stub in held:
        lettered = stub.passage, stub.letter
        seen[stub.passage] += 1
        seen[lettered] += 1
        place, again = seen[stub.passage], seen[lettered]
        counted.append(replace(stub, ordinal=place, of=total[stub.passage], again=again))
    return counted
