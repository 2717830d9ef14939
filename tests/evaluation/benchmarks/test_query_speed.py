"""The benchmark of speed: what it searches, and that it counts what it says."""

import time

import pytest

from evaluation.benchmarks.made_passages import made_passages
from evaluation.benchmarks.query_speed import Timing, encoding_rate, many, time_queries, timed
from index.embedders.static import StaticEmbedder
from index.types import Query

PARTS = {
    "en": ["The budget of the project on solar libraries was 40,000 Swiss francs.", "Nothing new."],
    "zh": ["太阳能图书馆项目的预算为四万瑞士法郎，委员会对此表示满意，并请秘书处提交报告。"],
}


def test_made_passages_are_many_alike_in_words_and_the_same_every_time():
    first, again = (list(made_passages(PARTS["en"], 30)) for _ in range(2))
    assert first == again
    assert len(first) == 30
    assert {"budget", "Nothing"} <= set(" ".join(first).split())
    assert len(set(first)) > 15  # numbers differ where words do not
    assert all(len(text) <= 400 for text in made_passages(PARTS["zh"], 5))


@pytest.mark.parametrize("languages", [("en",), ("en", "zh")])
def test_as_many_passages_as_asked_for_are_searched(languages):
    with many({language: PARTS[language] for language in languages}, 120) as searcher:
        found = searcher.search(Query("What was the budget?", "en"))
        assert found.searched.passages == 120
        assert set(found.searched.languages) == set(languages)
        assert "budget" in found.hits[0].passage.text


def test_every_question_is_timed_but_those_that_warm_up():
    calls = []
    timing = timed([lambda each=each: calls.append(each) for each in range(30)])
    assert len(timing.cpu) == len(timing.wall) == 27
    assert calls[:3] == [0, 10, 20]
    assert sorted(calls) == list(range(30))


def test_time_asleep_is_on_the_wall_only():
    timing = timed([lambda: time.sleep(0.1)] * 3)
    assert min(timing.wall) >= 100
    assert max(timing.cpu) < 50  # the clock of some machines counts in steps of 4 ms


def test_the_cells_are_the_mean_and_the_quantiles():
    times = [float(each) for each in range(1, 102)]
    assert Timing(times, times).cells() == "51.0 | 51.0 | 96.0 | 51.0 | 96.0"


def test_questions_of_a_set_are_put():
    with many({"en": PARTS["en"]}, 20) as searcher:
        timing = time_queries(searcher, "sample")
    assert len(timing.cpu) == 222 - 23


def test_encoding_is_counted_in_texts_a_second():
    assert encoding_rate(StaticEmbedder(), PARTS["en"] * 50) > 100
