"""The process that asks: every system gets every question, and none of our settings."""

import pytest

from evaluation.benchmarks.peers import names
from evaluation.benchmarks.peers.kinds import Asked, Text, write_texts
from evaluation.benchmarks.peers.parent import (
    ChildFailed,
    child,
    environment,
    opened,
    round_robin,
)
from evaluation.benchmarks.peers.queries import put


def test_each_question_begins_with_another_system():
    asked = list(round_robin(["a", "b", "c"], [1, 2, 3, 4]))
    assert [item for _, item in asked] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert ["".join(name for name, item in asked if item == n) for n in (1, 2, 3, 4)] == [
        "abc", "bca", "cab", "abc",
    ]  # fmt: skip


def test_children_have_one_thread_and_none_of_our_settings():
    given = {"PATH": "/bin", "WIPO_RAG_HOME": "/x", "OMP_NUM_THREADS": "8"}
    made = environment({**given, "PYTHONDONTWRITEBYTECODE": "1"})
    assert made["PATH"] == "/bin"
    assert not {"WIPO_RAG_HOME", "PYTHONDONTWRITEBYTECODE"} & made.keys()
    assert made["OMP_NUM_THREADS"] == "1"


def test_only_systems_that_are_installed_are_compared(monkeypatch):
    there = {"txtai": True, "model2vec": True, "bm25s": False}
    monkeypatch.setattr(names, "find_spec", lambda package: there.get(package) or None)
    assert names.runnable() == [names.OURS, names.TXTAI]
    assert names.runnable(["TXT"]) == [names.TXTAI]
    assert names.runnable(["TXT"], built=True) == [names.TXTAI, names.TXTAI_BY_OURS]
    assert names.missing_for(names.BM25) == ["bm25s"]


@pytest.fixture
def texts(tmp_path):
    said = ["The budget of the project was adopted.", "A report on training was presented."]
    held = [
        Text(f"TEST/{body}/1#p{place}", text, "en", body)
        for body in ("MANY", "SOME")
        for place, text in enumerate(said, start=1)
    ]
    write_texts(tmp_path / "texts.jsonl", held)
    return tmp_path / "texts.jsonl"


def test_ours_is_built_opened_and_asked_in_a_process_of_its_own(texts, tmp_path):
    with child(names.OURS) as started:
        facts = started.ask("build", texts=str(texts), folder=str(tmp_path / "home"))
    assert facts["cpu"] > 0
    assert facts["apart"] > 0
    assert facts["disk"] > 0
    assert facts["peak"] >= facts["before"] > 0
    asked = [
        Asked("What was the budget?", "en", None, ("TEST/MANY/1#p1", "TEST/SOME/1#p1")),
        Asked("What was the budget?", "en", "SOME", ("TEST/SOME/1#p1",)),
        Asked("Who was trained?", "en", "MANY", ("TEST/MANY/1#p2",)),
        Asked("What was reported on training?", "en", "SOME", ("TEST/SOME/1#p2",)),
    ]
    with opened({names.OURS: tmp_path / "home"}) as children:
        told = put(children, asked)[names.OURS]
        recall = children[names.OURS].ask(
            "special", method="dense_recall", questions=[{"text": "budget"}], count=2
        )
        memory = children[names.OURS].ask("memory")
    assert len(told.cpu) == len(told.wall) == 1  # the first three only warm up
    assert told.runs["1"][0] == "TEST/SOME/1#p1"
    assert all(key.startswith("TEST/SOME") for key in told.runs["1"])
    assert told.ndcg == 1
    assert recall["found"] == 1
    assert memory["rss"] >= memory["anonymous"] > 0


def test_a_system_that_dies_is_told_of():
    with child("no such system") as started, pytest.raises(ChildFailed, match="ended the process"):
        started.ask("load")
