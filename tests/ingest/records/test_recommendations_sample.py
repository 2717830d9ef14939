"""The sample corpus tells the same recommendations in six languages and three formats."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.mentions import extract_mentions
from ingest.records.proofs import Source, is_proof
from ingest.records.recommendations import extract_recommendations
from ingest.records.types import Recommendation
from ingest.sidecar import read_sidecar

SAMPLE = Path(__file__).parents[3] / "evaluation" / "datasets" / "sample"
FILES = sorted(
    path
    for folder in ("documents", "other_formats")
    for path in (SAMPLE / folder).iterdir()
    if path.suffix != ".json"
)
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
CODES = {
    1: ["R1", "R2", "R6"],
    2: ["R3", "R5", "R7", "R8", "R10"],
    3: ["R12", "R13", "R17"],
    4: [],
    5: ["R14", "R15", "R16", "R18", "R19"],
    6: ["R21", "R22", "R23", "R24"],
}


@cache
def source_of(path: Path) -> Source:
    sidecar = SAMPLE / "documents" / f"{path.stem}.meta.json"
    parsed = parse_file(path, IngestSettings(), read_sidecar(sidecar), sha256="0" * 64)
    return Source(parsed.document, parsed.blocks, parsed.passages)


def signature(record: Recommendation) -> tuple[object, ...]:
    return (
        record.set,
        record.number.value,
        record.number.proofs[0].passage,
        [(a.letter, [s.label for s in a.sub_items]) for a in record.actions],
        [s.label for s in record.sub_items],
        [c.value for c in record.corresponds_to],
        [e.code.value for e in record.expected_results],
        record.is_new and record.is_new.value,
        record.immediate and record.immediate.value,
        record.status and record.status.value,
    )


def of(work: str) -> list[Path]:
    return [path for path in FILES if re.fullmatch(rf"{work}_[a-z]{{2}}", path.stem)]


@pytest.mark.parametrize("work", sorted({path.stem[:-3] for path in FILES}))
def test_all_versions_tell_the_same_recommendations(work: str) -> None:
    paths = of(work)
    told = [[signature(r) for r in extract_recommendations(source_of(path))] for path in paths]

    assert len(paths) == 3 * len(LANGUAGES)
    assert {path.stem[-2:] for path in paths} == set(LANGUAGES)
    for path, each in zip(paths, told, strict=True):
        assert each == told[0], path.name
    assert bool(told[0]) is (work in ("cdip_90_6", "cws_90_4"))


@pytest.mark.parametrize("path", of("cws_90_4"), ids=lambda path: path.name)
def test_the_table_is_read_exactly(path: Path) -> None:
    found = extract_recommendations(source_of(path))

    assert {r.set for r in found} == {"ICT"}
    assert {r.number.value: [c.value for c in r.corresponds_to] for r in found} == CODES
    assert [bool(r.is_new) for r in found] == [False, False, False, True, False, False]
    assert [len(r.actions) for r in found] == [3, 3, 3, 3, 3, 4]
    assert all(r.addressee is not None for r in found)
    assert all(r.status is not None and r.status.value == "proposed" for r in found)
    for record in found:
        for text in (record.text, *(a.text for a in record.actions)):
            assert not re.search(r"\bR\d", text.value)


@pytest.mark.parametrize("path", of("cws_90_4") + of("cdip_90_6"), ids=lambda path: path.name)
def test_every_word_of_a_table_or_field_is_told_once(path: Path) -> None:
    source = source_of(path)
    told: list[tuple[int, int]] = []
    for record in extract_recommendations(source):
        parts = [record.number, record.text, *record.corresponds_to, record.is_new]
        parts += [each for a in record.actions for each in (a.text, *(s.text for s in a.sub_items))]
        told += [tuple(p.span) for fact in parts if fact is not None for p in fact.proofs]
    told.sort()
    assert all(end <= start for (_, end), (start, _) in pairwise(told))
    for passage in source.passages:
        if "rec-" not in passage.locator and "sec-1.3" not in passage.locator:
            continue
        for span in passage.spans:
            held = [t for t in told if span.start <= t[0] < span.end]
            edges = [span.start, *(edge for each in held for edge in each), span.end]
            for start, end in zip(edges[::2], edges[1::2], strict=True):
                left = source.document.text[start:end].strip()
                assert len(left) <= len("Recommendation No."), left


@pytest.mark.parametrize("path", of("cdip_90_6"), ids=lambda path: path.name)
def test_a_form_tells_what_it_quotes(path: Path) -> None:
    found = extract_recommendations(source_of(path))

    assert [(r.set, r.number.value) for r in found] == [("DA", 16), ("DA", 20)]
    assert all(r.text.value.count(":") + r.text.value.count("：") == 0 for r in found)


@pytest.mark.parametrize("work", sorted({path.stem[:-3] for path in FILES}))
def test_all_versions_mention_the_same(work: str) -> None:
    paths = of(work)
    found = []
    for path in paths:
        source = source_of(path)
        mentions = extract_mentions(source)
        passages = {passage.key: passage for passage in source.passages}
        for _, proof in mentions:
            assert source.text(proof.span) == proof.quote
            assert is_proof(passages[proof.passage], proof.span, proof.quote)
        found.append(sorted((m.of, m.proof.passage) for m in mentions))

    for path, each in zip(paths, found, strict=True):
        assert each == found[0], path.name
        assert len(set(each)) == len(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_mentions_of_the_sample(language: str) -> None:
    def mentioned(stem: str) -> set[str]:
        path = next(p for p in FILES if p.stem == f"{stem}_{language}")
        return {m.of for m in extract_mentions(source_of(path))}

    assert mentioned("cdip_89_10") == {f"recommendation:DA/{n}" for n in (1, 4, 11)}
    assert mentioned("cdip_90_6") == {"project:DA_16_20_01", "project:DA_16_20_02"}
    assert mentioned("cws_90_4") == {
        *(f"recommendation:ICT/{n}" for n in (1, 3, 4, 5)),
        *(f"passage:CWS/88/19#p{n}" for n in range(41, 47)),
        *(f"passage:CWS/89/25#p{n}" for n in (88, 89)),
    }
