"""Do six languages and three formats of one document tell the same records?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.codec import kind_of
from ingest.records.types import Fact, Outcome, Project, Recommendation, Record
from ingest.sidecar import read_sidecar
from ingest.types import Parsed

FOLDER = Path(__file__).parents[1] / "datasets" / "sample"
_FOLDERS = (FOLDER / "documents", FOLDER / "other_formats")
_SAME_WORDS = frozenset(
    (
        *("set", "kind", "meeting", "paragraph", "letter", "by", "is_total"),
        *("code", "corresponds_to", "deadline", "contact", "proposed_on", "body", "symbols"),
    )
)
"""Fields whose words are the same in all languages."""

Told = Mapping[str, tuple[str, ...]]
"""The records of one file: by identity, what they tell that no language changes."""


@dataclass(frozen=True, slots=True)
class Version:
    """One file of a document: its language and format, and what it tells, kind by kind."""

    name: str
    told: Mapping[str, Told]


def parse_sample(settings: IngestSettings) -> Iterator[Parsed]:
    """Yield every file of the sample corpus, read with its sidecar."""
    for folder in _FOLDERS:
        for path in sorted(folder.iterdir()):
            if path.name.endswith(".json") or path.suffix == ".md":
                continue
            sidecar = FOLDER / "documents" / f"{path.stem}.meta.json"
            yield parse_file(path, settings, read_sidecar(sidecar), sha256="0" * 64)


def versions(parsed: Iterable[Parsed]) -> dict[str, list[Version]]:
    """Return the files by the key of their document."""
    found: defaultdict[str, list[Version]] = defaultdict(list)
    for each in parsed:
        document = each.document
        name = f"{document.language} {document.format}"
        found[document.key].append(Version(name, told(each.records)))
    return dict(found)


def told(records: Iterable[Record]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return, kind by kind, what ``records`` tell that is the same in all languages."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for record in records:
        same_kind = found.setdefault(kind_of(record), {})
        name, count = _identity(record), 2
        while name in same_kind:
            name, count = f"{_identity(record)} ({count})", count + 1
        same_kind[name] = tuple(_lines(record, ""))
    return found


def table(found: Mapping[str, list[Version]]) -> Iterator[str]:
    """Yield a Markdown table: documents and kinds, and in how many files they are told alike."""
    yield "| document | kind | records | files alike | of |"
    yield "|---|---|---:|---:|---:|"
    for key, files in sorted(found.items()):
        for kind in sorted({kind for file in files for kind in file.told}):
            usual, alike = _usual(kind, files)
            yield f"| {key} | {kind} | {len(usual)} | {alike} | {len(files)} |"


def differences(found: Mapping[str, list[Version]]) -> Iterator[str]:
    """Yield a line for each thing that a file tells otherwise than most of its document."""
    for key, files in sorted(found.items()):
        for kind in sorted({kind for file in files for kind in file.told}):
            usual, _ = _usual(kind, files)
            for file in files:
                own = file.told.get(kind, {})
                for line in _differences(usual, own):
                    yield f"{key} | {kind} | {file.name} | {line}"


def _usual(kind: str, files: list[Version]) -> tuple[Told, int]:
    """Return what most files tell, the whole of it, and how many they are."""
    wholes = [tuple(sorted(file.told.get(kind, {}).items())) for file in files]
    whole, count = Counter(wholes).most_common(1)[0]
    return dict(whole), count


def _differences(usual: Told, own: Told) -> Iterator[str]:
    for name in sorted(usual.keys() | own.keys()):
        if name not in own:
            yield f"lacks {name}"
        elif name not in usual:
            yield f"adds {name}"
        else:
            less, more = Counter(usual[name]) - Counter(own[name]), Counter(own[name])
            more -= Counter(usual[name])
            if less or more:
                yield f"{name}: not {sorted(less.elements())}, but {sorted(more.elements())}"


def _identity(record: Record) -> str:
    if isinstance(record, Recommendation):
        return f"{record.set} {record.number.value}"
    if isinstance(record, Project):
        return record.code.value if record.code else record.title.proofs[0].passage
    assert isinstance(record, Outcome)  # there is no other kind
    return f"{record.text.proofs[0].passage} {record.kind} {record.letter or ''}".strip()


def _lines(value: object, path: str) -> Iterator[str]:
    """Yield numbers, codes, dates, amounts and states with their path, and keys of proofs."""
    name = path.rpartition(".")[2]
    if isinstance(value, Fact):
        keys = " ".join(dict.fromkeys(proof.passage for proof in value.proofs))
        spoken = isinstance(value.value, str) and type(value.value) is str
        yield f"{path}={'' if spoken and name not in _SAME_WORDS else value.value} @ {keys}"
    elif isinstance(value, tuple):
        for each in value:
            yield from _lines(each, path)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _lines(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif value is not None and (name in _SAME_WORDS or name == "label"):  # of a sub-item
        yield f"{path}={value}"
