from __future__ import annotations

import re
from datetime import date

import pytest
from lxml import html

from evaluation.gate import compare
from evaluation.judging import Judged
from evaluation.page.charts import latency, panels, parity_table, reliability
from evaluation.page.view import page
from evaluation.parity import Parity
from evaluation.questions import Question
from evaluation.report import report
from evaluation.sheet import Sheet

HOSTILE = "<script>alert(1)</script>\"'"


def shown(sheet: Sheet, judged=(), verdicts=()) -> html.HtmlElement:
    text = page(sheet, report(sheet), judged, verdicts, {"numpy": "2"}, date(2026, 1, 2))
    # Nothing is loaded and nothing runs.
    assert not re.search(r"(?:src|href)\s*=|url\(|@import|<script", text)
    return html.document_fromstring(text)


def test_the_page_holds_every_figure_and_loads_nothing(many) -> None:
    sheet = many(4)
    found = shown(sheet, verdicts=compare(many(), sheet))
    (lost,) = found.xpath('//tr[@class="lost"][th[.="right"]][td[1]="all"]')
    assert lost.xpath("string(td[3])") == "0.900"
    assert "90 %" in found.xpath('string(//ul[@class="key"])')
    bars = found.xpath('//figure[.//b="right"]//*[local-name()="rect"]/@width')
    assert bars == ["162.0", "162.0"]  # 0.9 of 180, in English and in all


def test_questions_that_went_wrong_are_shown_as_text(row) -> None:
    question = Question("q", HOSTILE, "ar", "lookup", relevant={"X/1#p1": 2})
    found = shown(Sheet(HOSTILE, (row("q", "ar"),)), [Judged(question, (("X/9#p1", 0.3),))])
    (summary,) = found.xpath("//summary/span")
    assert (summary.text, summary.get("dir"), summary.get("lang")) == (HOSTILE, "rtl", "ar")
    assert not found.xpath("//script")


def test_panels_say_which_way_is_better(many) -> None:
    found = {panel.title: panel for panel in panels(many(4))}
    assert found["false refusals"].less
    assert not found["right"].less
    (english, everything) = found["right"].bars
    assert (english.name, everything.name) == ("en", "all")
    assert everything.low < everything.mean == 0.9 < everything.high
    assert "recall@100" not in found  # was not measured


def test_reliability_goes_by_the_score_of_the_best_passage(row) -> None:
    rows = tuple(
        row(f"en-{n}", best_score=n / 80, answered=n >= 40, answerable=n >= 20) for n in range(80)
    )
    bins = reliability(Sheet("made", rows))
    assert [each.count for each in bins] == [10] * 8
    assert [each.answered for each in bins] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert [each.answerable for each in bins] == [0, 0, 1, 1, 1, 1, 1, 1]
    assert bins[0].right is None
    assert bins[-1].right == 1.0
    assert reliability(Sheet("made", rows[:20])) == []


def test_latency_is_told_by_its_quantiles(row) -> None:
    rows = tuple(row(f"en-{n}", milliseconds=float(n + 1)) for n in range(101))
    found = latency(Sheet("made", rows))
    assert found is not None
    assert (found.p50, found.p95) == (51.0, 96.0)
    assert found.ticks == (0, 50, 100)
    assert found.points[1] == (1.0, pytest.approx(1 / 101))
    assert latency(Sheet("made", tuple(row("x", milliseconds=0.0) for _ in "a"))) is None


def test_the_table_of_parity_is_the_same_both_ways() -> None:
    table = parity_table(Parity(1, 0.5, 1.0, {("ar", "en"): 0.25}))
    assert [(name, [cell.value for cell in cells]) for name, cells in table] == [
        ("ar", [None, 0.25]),
        ("en", [0.25, None]),
    ]
