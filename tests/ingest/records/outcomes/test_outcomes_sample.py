"""The outcomes of the sample corpus: read once by hand, the same in all languages and formats."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.outcomes import extract_outcomes
from ingest.records.proofs import Source, is_proof
from ingest.records.types import Fact
from ingest.sidecar import read_sidecar

SAMPLE = Path(__file__).resolve().parents[4] / "evaluation" / "datasets" / "sample"
FILES = sorted(
    path
    for folder in ("documents", "other_formats")
    for path in (SAMPLE / folder).iterdir()
    if path.suffix in (".docx", ".html", ".pdf")
)
EXPECTED = tomllib.loads(Path(__file__).with_name("sample.toml").read_text("utf-8"))
FIELDS = ("text", "body", "session", "actor", "addressee", "deadline", "contact")


@cache
def source(path):
    sidecar = path.with_suffix(".meta.json")
    metadata = read_sidecar(sidecar) if sidecar.exists() else {}
    parsed = parse_file(path, IngestSettings(), metadata, sha256="")
    return Source(parsed.document, parsed.blocks, parsed.passages)


@cache
def outcomes(path):
    return extract_outcomes(source(path))


def line(outcome):
    told = (
        outcome.kind.value,
        outcome.meeting,
        outcome.text.proofs[0].passage.partition("#")[2],
        outcome.letter,
        outcome.deadline and outcome.deadline.value,
        outcome.contact and outcome.contact.value,
        ",".join(symbol.value.replace(" ", "_") for symbol in outcome.symbols),
    )
    return " ".join(value or "-" for value in told)


def facts(outcome):
    held = [getattr(outcome, name) for name in FIELDS]
    return [fact for fact in (*held, *outcome.symbols) if fact is not None]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_outcomes_are_the_same_in_every_language_and_format(path):
    work = path.stem.rpartition("_")[0]
    assert [line(outcome) for outcome in outcomes(path)] == EXPECTED[work]["outcomes"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_value_is_an_exact_slice_of_its_passage(path):
    read = source(path)
    passages = {passage.key: passage for passage in read.passages}
    found = [fact for outcome in outcomes(path) for fact in facts(outcome)]
    assert found
    for fact in found:
        assert isinstance(fact, Fact)
        assert fact.proofs
        for proof in fact.proofs:
            assert read.text(proof.span) == proof.quote
            assert is_proof(passages[proof.passage], proof.span, proof.quote)
    for outcome in outcomes(path):
        assert outcome.text.value == outcome.text.printed
        assert outcome.paragraph == passages[outcome.text.proofs[0].passage].paragraph


def test_who_is_asked_to_act_is_told_in_all_languages_or_in_none():
    for work in EXPECTED:
        files = [path for path in FILES if path.stem.rpartition("_")[0] == work]
        told = {tuple(outcome.addressee is not None for outcome in outcomes(p)) for p in files}
        assert len(told) == 1, work


def test_the_text_of_an_item_is_the_item_without_letter_and_joint():
    (path,) = [path for path in FILES if path.name == "cws_89_22_en.pdf"]
    texts = [outcome.text.value for outcome in outcomes(path) if outcome.paragraph == "5"]
    assert texts == [
        "decided to discontinue Tasks No. 58 and No. 63",
        "agreed to merge Task No. 66 into Task No. 69",
        "requested the Secretariat to publish the revised list on the WIPO website by"
        " July 31, 2030.",
    ]
