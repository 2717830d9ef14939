"""No record without a citation whose quote holds the value: over all that is extracted."""

import dataclasses
from functools import cache
from pathlib import Path

import pytest

from config.settings import IngestSettings
from evaluation.records.proofs import facts, faults
from evaluation.records.sample import FOLDER, differences, versions
from ingest.parse import parse_file
from ingest.records.types import Outcome, Recommendation
from ingest.sidecar import read_sidecar
from ingest.types import Span

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
SAMPLE = FOLDER / "documents"
FILES = sorted(path for path in SAMPLE.iterdir() if path.suffix != ".json")
REAL = sorted(SEEDS.glob("0*.txt")) if SEEDS.is_dir() else []


@cache
def parsed(path):
    sidecar = path.with_name(f"{path.stem}.meta.json")
    metadata = read_sidecar(sidecar) if sidecar.exists() else {}
    return parse_file(path, IngestSettings(), metadata, sha256="0" * 64)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_value_of_the_sample_is_printed_in_its_quote(path):
    held = parsed(path)
    assert held.records
    assert list(faults(held)) == []


@pytest.mark.parametrize(
    "path",
    REAL or [pytest.param(None, marks=pytest.mark.skip("needs ../shared/seeds"))],
    ids=lambda path: path and path.name[:3],
)
def test_every_value_of_the_real_documents_is_printed_in_its_quote(path):
    held = parsed(path)
    assert held.records
    assert list(faults(held)) == []


def test_six_languages_tell_the_same_records():
    assert list(differences(versions(map(parsed, FILES)))) == []


# --- and it is seen when one is not ---------------------------------------------------------------

(ICT,) = (path for path in FILES if path.stem == "cws_90_4_en")


def broken(change):
    """Return the faults of a document of which one recommendation was changed."""
    held = parsed(ICT)
    place, record = next(
        (n, each) for n, each in enumerate(held.records) if isinstance(each, Recommendation)
    )
    records = (*held.records[:place], change(record), *held.records[place + 1 :])
    return list(faults(dataclasses.replace(held, records=records)))


def other_proof(fact, **changes):
    return dataclasses.replace(fact, proofs=(fact.proofs[0]._replace(**changes),))


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("no proof", lambda fact: dataclasses.replace(fact, proofs=())),
        ("is no slice", lambda fact: other_proof(fact, quote="Recommendation No. 2")),
        ("is no slice", lambda fact: other_proof(fact, span=Span(0, 20))),
        ("no passage", lambda fact: other_proof(fact, passage="CWS/90/4#p99")),
        ("is not in", lambda fact: other_proof(fact, passage="CWS/90/4#p1")),
        ("not printed", lambda fact: dataclasses.replace(fact, value=7)),
    ],
)
def test_a_proof_that_does_not_hold_is_named(said, change):
    found = broken(lambda record: dataclasses.replace(record, number=change(record.number)))
    assert any(said in fault for fault in found), found


def test_a_record_without_any_proof_is_named():
    def bare(record):
        number, text = (dataclasses.replace(f, proofs=()) for f in (record.number, record.text))
        return Recommendation(record.document, record.language, record.set, number, text)

    assert any("no proof at all" in fault for fault in broken(bare))


def test_other_words_bodies_and_sessions_than_those_quoted_are_named():
    held = parsed(ICT)
    outcome = next(each for each in held.records if isinstance(each, Outcome) and each.session)
    assert outcome.body is not None

    def faults_of(**changes):
        changed = dataclasses.replace(outcome, **changes)
        return list(faults(dataclasses.replace(held, records=(changed,))))

    assert faults_of() == []
    for name, value in (("body", "SCP"), ("session", 12), ("text", "Nothing was decided.")):
        fact = dataclasses.replace(getattr(outcome, name), value=value)
        assert any(f": {name} " in fault for fault in faults_of(**{name: fact})), name


def test_all_kinds_of_values_are_walked_through():
    held = parsed(ICT)
    paths = {path for record in held.records for path, _ in facts(record)}
    assert {"number", "text", "actions.text", "actions.sub_items.text", "actor"} <= paths
