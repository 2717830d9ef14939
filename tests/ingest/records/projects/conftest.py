"""Parses documents where they are, and walks over everything that is told of their projects."""

import json
import re
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest

from config.profiles import plain
from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.amounts import find_amounts
from ingest.records.durations import find_months
from ingest.records.proofs import is_proof
from ingest.records.types import Amount, Fact, Project, Quarter, State

ROOT = Path(__file__).parents[4]
SAMPLE = ROOT / "evaluation" / "datasets" / "sample"
SEEDS = ROOT.parent / "shared" / "seeds"


@cache
def _parsed(path):
    sidecar = path.with_name(f"{path.stem}.meta.json")
    metadata = json.loads(sidecar.read_text(encoding="utf-8")) if sidecar.exists() else {}
    given = {key: str(value) for key, value in metadata.items() if value is not None}
    return parse_file(path, IngestSettings(), given, sha256="0" * 64)


@pytest.fixture(scope="session")
def parsed():
    return _parsed


@pytest.fixture(scope="session")
def projects_in():
    return lambda path: [r for r in _parsed(path).records if isinstance(r, Project)]


@pytest.fixture(scope="session")
def sample_file():
    def find(stem, language, format_):
        name = f"{stem}_{language}.{format_}"
        folders = (SAMPLE / "documents", SAMPLE / "other_formats")
        return next(folder / name for folder in folders if (folder / name).exists())

    return find


@pytest.fixture(scope="session")
def seed():
    def find(number):
        found = sorted(SEEDS.glob(f"{number}_*.txt")) if SEEDS.is_dir() else []
        if not found:
            pytest.skip("the five documents are not in ../shared/seeds")
        return found[0]

    return find


def _facts(value):
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        for member in value:
            yield from _facts(member)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _facts(getattr(value, field.name))


@pytest.fixture(scope="session")
def facts_of():
    return _facts


def _check_proofs(held, facts):
    """Every proof is a slice of its passage, and every value can be read again from it."""
    passages = {passage.key: passage for passage in held.passages}
    assert facts
    for fact in facts:
        assert fact.proofs
        for proof in fact.proofs:
            assert held.document.text[slice(*proof.span)] == proof.quote
            assert is_proof(passages[proof.passage], proof.span, proof.quote)
        _check_value(fact, held.document.language)


def _check_value(fact, language):
    printed = plain(fact.printed)
    digits = re.sub(r"\D", "", plain(fact.proofs[0].quote))
    if isinstance(fact.value, Amount):
        whole = find_amounts(fact.proofs[0].quote, language)
        assert (
            (whole and whole[0].value == fact.value)
            or digits == str(fact.value.amount)
            or (fact.value.amount == 0 and not digits)
        )
    elif isinstance(fact.value, Quarter):
        assert printed.split()[0] in {"X", "x", "✓", "✔", "×"}
    elif isinstance(fact.value, bool):
        raise AssertionError("a project has no field that is true or false")
    elif isinstance(fact.value, int | float) and digits:
        months = [found.value for found in find_months(fact.proofs[0].quote, language)]
        assert fact.value in months or float(fact.value) in _numbers(printed)
    elif isinstance(fact.value, str) and not isinstance(fact.value, State):
        for number in re.findall(r"\d+", plain(fact.value)):
            assert number.lstrip("0") in printed


def _numbers(text):
    return [float(n.replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)?", text)]


@pytest.fixture(scope="session")
def check_proofs():
    return _check_proofs
