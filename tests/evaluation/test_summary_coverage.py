"""Nuggets: they stand in the documents, and what covers one."""

from __future__ import annotations

import pytest

from config.settings import IngestSettings
from evaluation.commands import dataset_folder
from evaluation.summaries.coverage import Nugget, coverage, is_covered, read_nuggets, table
from evaluation.values import holds_values
from index.types import Searched
from ingest.parse import parse_file
from ingest.sources import discover, read_source
from service.summaries.types import Summary, SummarySection
from service.types import Citation, Statement

NUGGETS = read_nuggets()


def test_every_value_stands_in_its_passage_in_every_language() -> None:
    settings, seen = IngestSettings(), set()
    for path in discover([dataset_folder("sample") / "documents"]):
        source = read_source(path, settings, {})
        parsed = parse_file(path, settings, source.metadata, sha256=source.sha256)
        texts = {passage.key: passage.text for passage in parsed.passages}
        for nugget in NUGGETS:
            if nugget.symbol == parsed.document.key:
                assert holds_values(texts[nugget.key], nugget.values), (path.name, nugget)
                seen.add((nugget.key, parsed.document.language))
    assert len(seen) == 6 * len({nugget.key for nugget in NUGGETS})


def citation(n: int, key: str) -> Citation:
    return Citation(
        n=n,
        key=key,
        symbol="X/1",
        version=None,
        title="",
        language="en",
        paragraph=None,
        annex=None,
        section=(),
        page=None,
        source="x.txt",
        url=None,
        status="decision",
        quote="q",
        text="q",
        score=1.0,
        href="",
        parallel={},
    )


def summary_of(*told: Statement) -> Summary:
    return Summary(
        title="",
        subject="X/1",
        language="en",
        mode="extractive",
        reason=None,
        sections=(SummarySection("decisions", "", told),),
        citations=(citation(1, "X/1#p1"), citation(2, "X/1#p2")),
        sources=(),
        searched=Searched(1, 2, ("en",), "g"),
        made_at="",
    )


SUMMARY = summary_of(
    Statement("It costs 205 000 francs.", (1,)), Statement("It begins in 2031.", (2,))
)


@pytest.mark.parametrize(
    ("key", "values", "covered"),
    [
        ("X/1#p1", ("205 000",), True),
        ("X/1#p1", (), True),
        ("X/1#p1", ("2031",), False),  # told of another passage
        ("X/1#p2", ("205 000",), False),
        ("X/1#p3", (), False),
    ],
)
def test_a_nugget_is_covered_by_a_sentence_with_its_values_that_cites_its_passage(
    key: str, values: tuple[str, ...], covered: bool
) -> None:
    assert is_covered(Nugget("X/1", key, True, values), SUMMARY) is covered


def test_coverage_is_a_share_of_the_vital_ones_and_of_all() -> None:
    nuggets = [
        Nugget("X/1", "X/1#p1", True, ("205 000",)),
        Nugget("X/1", "X/1#p3", True, ()),
        Nugget("X/1", "X/1#p2", False, ("2031",)),
        Nugget("X/1", "X/1#p2", False, ("2032",)),
    ]
    found = coverage(nuggets, SUMMARY)
    assert (found.vital, found.all, found.sentences) == (0.5, 0.5, 2)
    assert "| en | 0.50 / 0.50 / 2 | 0.50 / 0.50 |" in table([found])
