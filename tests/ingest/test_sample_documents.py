"""The sample corpus, read from every format in every language: one document, one reading."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.coverage import coverage_of
from ingest.crosscheck import compare_versions
from ingest.parse import parse_file
from ingest.types import LANGUAGES, Parsed

SAMPLE = Path(__file__).resolve().parents[2] / "evaluation" / "datasets" / "sample"
FILES = sorted(
    path
    for folder in ("documents", "other_formats")
    for path in (SAMPLE / folder).iterdir()
    if path.suffix in (".docx", ".html", ".pdf")
)
WORKS = sorted({path.stem for path in FILES})


@cache
def parsed(path: Path) -> Parsed:
    return parse_file(path, IngestSettings(), {}, sha256="")


@cache
def formats() -> dict[str, dict[str, Path]]:
    found: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in FILES:
        found[path.stem][path.suffix] = path
    return found


# What the same words may look like in another format; nothing else may differ:
# * white space: formats break lines apart in their own way;
# * U+2011: the program that printed the PDFs drew a plain hyphen where its font has no other.
SAME_LOOK = str.maketrans({"\u2011": "-", "\u2010": "-"})


# A PDF tells the level of a heading by its capitals; Arabic and Chinese have none, so a heading
# of the second level hides the one above it.
LEVELS_UNKNOWN = {("cws_90_9_ar", ".pdf"), ("cws_90_9_zh", ".pdf")}


def bare(text: str) -> str:
    return "".join(text.split()).translate(SAME_LOOK)


def readings(path: Path) -> dict[str, str]:
    return {p.key: bare(p.text) for p in parsed(path).passages}


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("other", [".html", ".pdf"])
def test_all_formats_give_the_same_passages(work, other):
    one, two = readings(formats()[work][".docx"]), readings(formats()[work][other])
    assert list(one) == list(two)
    assert {key for key in one if one[key] != two[key]} == set()


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("other", [".html", ".pdf"])
def test_all_formats_give_the_same_document(work, other):
    one, two = (parsed(formats()[work][suffix]).document for suffix in (".docx", other))
    for field in ("key", "language", "body", "session", "date", "kind"):
        assert getattr(one, field) == getattr(two, field), field
    assert bare(one.title) == bare(two.title)


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("other", [".html", ".pdf"])
def test_all_formats_give_the_same_status_and_section(work, other):
    one, two = (parsed(formats()[work][suffix]).passages for suffix in (".docx", other))
    for left, right in zip(one, two, strict=True):
        assert (left.status, left.paragraph) == (right.status, right.paragraph), left.key
        sections = [bare(each) for each in left.section], [bare(each) for each in right.section]
        if (work, other) in LEVELS_UNKNOWN:
            assert sections[0][-1:] == sections[1][-1:], left.key
        else:
            assert sections[0] == sections[1], left.key


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_word_is_in_one_passage_or_set_apart(path):
    coverage = coverage_of(parsed(path))
    assert coverage.lost == ()
    assert coverage.twice == ()


@pytest.mark.parametrize("work", sorted({work[:-3] for work in WORKS}))
def test_all_languages_have_the_same_addresses_statuses_and_figures(work):
    versions = {
        language: parsed(formats()[f"{work}_{language}"][".docx"]).passages
        for language in LANGUAGES
    }
    statuses = {
        language: [(p.locator, p.status) for p in passages]
        for language, passages in versions.items()
    }
    for language in LANGUAGES:
        assert statuses[language] == statuses["en"], language
    assert [d.message for d in compare_versions(versions)] == []
