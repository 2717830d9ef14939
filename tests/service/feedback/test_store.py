import multiprocessing
import sqlite3
import stat
import threading

import pytest

from index.writer import Writer, rollback
from service.feedback.errors import FeedbackFull, FeedbackUnavailable
from service.feedback.store import FeedbackStore
from service.feedback.types import Feedback, Verdict, Why

HELPED = Feedback("a1", Verdict.HELPFUL)
WHOLE = Feedback(
    answer_id="a2",
    verdict=Verdict.NOT_HELPFUL,
    reason=Why.WRONG_VALUE,
    question="Сколько это стоит?",
    language="ru",
    key="CWS/91/2#p1",
    citations=("CWS/91/2#p1", "CWS/91/2#annex-I/p2"),
    comment="«نعم» — 不",
)


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    store = FeedbackStore(tmp_path)
    assert store.add(HELPED)
    assert store.add(WHOLE)
    assert [each.feedback for each in store.all()] == [HELPED, WHOLE]
    assert [each.number for each in store.all()] == [1, 2]


def test_no_citations_and_unknown_citations_are_told_apart(tmp_path):
    store = FeedbackStore(tmp_path)
    store.add(Feedback("a", Verdict.HELPFUL, citations=()))
    store.add(Feedback("b", Verdict.HELPFUL, citations=None))
    assert [each.feedback.citations for each in store.all()] == [(), None]


def test_the_same_again_is_counted_and_takes_no_room(tmp_path):
    store = FeedbackStore(tmp_path)
    assert store.add(WHOLE)
    size = store.path.stat().st_size
    assert not any(store.add(WHOLE) for _ in range(20))
    assert [each.times for each in store.all()] == [21]
    assert store.path.stat().st_size == size


def test_only_the_day_is_kept_and_nothing_of_the_sender(tmp_path):
    store = FeedbackStore(tmp_path)
    store.add(WHOLE)
    with sqlite3.connect(store.path) as connection:
        rows = connection.execute("SELECT * FROM feedback")
        columns = [column[0] for column in rows.description]
    assert len(store.all()[0].day) == len("2031-03-14")
    assert columns == [
        *("number", "digest", "day", "times", "answer_id", "verdict", "reason", "question"),
        *("language", "key", "citations", "comment"),
    ]
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_it_is_one_file_on_disk_before_add_returns(tmp_path):
    store = FeedbackStore(tmp_path)
    store.add(HELPED)
    assert [path.name for path in tmp_path.iterdir()] == ["feedback.sqlite"]
    with store._opened() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_reading_makes_no_file(tmp_path):
    assert FeedbackStore(tmp_path / "none").all() == []
    assert not (tmp_path / "none").exists()


def _write(home, name):
    for number in range(20):
        FeedbackStore(home).add(Feedback(f"{name}-{number}", Verdict.HELPFUL))


def test_processes_and_threads_write_at_the_same_time(tmp_path):
    spawning = multiprocessing.get_context("spawn")
    writers = [spawning.Process(target=_write, args=(tmp_path, f"p{n}")) for n in range(2)]
    writers += [threading.Thread(target=_write, args=(tmp_path, f"t{n}")) for n in range(3)]
    for each in writers:
        each.start()
    for each in writers:
        each.join(60)
    kept = {each.feedback.answer_id for each in FeedbackStore(tmp_path).all()}
    assert kept == {f"{w}-{n}" for w in ("p0", "p1", "t0", "t1", "t2") for n in range(20)}


def test_a_full_file_takes_no_more_and_loses_nothing(tmp_path):
    store = FeedbackStore(tmp_path, max_bytes=65_536)
    kept = 0
    with pytest.raises(FeedbackFull):
        for number in range(100):
            store.add(Feedback(f"a{number}", Verdict.HELPFUL, comment="x" * 2000))
            kept += 1
    assert 5 < kept < 40
    assert store.path.stat().st_size <= 65_536
    assert len(store.all()) == kept
    assert not store.add(Feedback("a0", Verdict.HELPFUL, comment="x" * 2000))  # is still counted


@pytest.mark.parametrize("content", [b"this is no database" * 400, b"\0" * 5000])
def test_a_file_that_is_none_of_ours_is_told_and_left_alone(tmp_path, content):
    store = FeedbackStore(tmp_path)
    store.path.write_bytes(content)
    with pytest.raises(FeedbackUnavailable):
        store.add(HELPED)
    with pytest.raises(FeedbackUnavailable):
        store.all()
    assert store.path.read_bytes() == content


def test_a_newer_format_is_not_written_to(tmp_path):
    store = FeedbackStore(tmp_path)
    store.add(HELPED)
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(FeedbackUnavailable, match="99"):
        store.add(WHOLE)


def test_it_outlives_generations(tmp_path, publish_in):
    settings = publish_in(tmp_path, "en")
    store = FeedbackStore(settings.home)
    store.add(HELPED)
    publish_in(tmp_path, "en", "fr")
    rollback(settings)
    with Writer(settings) as writer:
        writer.delete("CWS/91/2")
        writer.publish()
    assert [each.feedback for each in store.all()] == [HELPED]
