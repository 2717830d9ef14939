import json

import pytest

from config.main import main
from service.feedback.store import FeedbackStore
from service.feedback.types import Feedback, Verdict, Why

KEY = "CWS/91/2#p1"


@pytest.fixture
def home(tmp_path):
    store = FeedbackStore(tmp_path / "home")
    store.add(Feedback("a1", Verdict.HELPFUL, question="Who?", language="en", citations=(KEY,)))
    store.add(Feedback("a1", Verdict.HELPFUL, question="Who?", language="en", citations=(KEY,)))
    store.add(
        Feedback(
            "a2",
            Verdict.NOT_HELPFUL,
            reason=Why.UNCLEAR,
            question="谁？",
            language="zh",
            comment="two\x1b[31m\nlines",
        )
    )
    return tmp_path / "home"


def test_json_has_the_counts_and_all_that_is_kept(home, capsys):
    assert main(["feedback", "--home", str(home), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["verdicts"]) == (3, {"helpful": 2, "not_helpful": 1})
    assert told["reasons"] == {"unclear": 1}
    assert [each["times"] for each in told["feedback"]] == [2, 1]
    assert told["feedback"][1]["question"] == "谁？"
    assert "exported" not in told


def test_people_see_complaints_on_one_line_each(home, capsys):
    assert main(["feedback", "--home", str(home)]) == 0
    shown = capsys.readouterr().out
    assert "3 reports" in shown
    (line,) = [line for line in shown.splitlines() if "谁？" in line]
    assert "two" in line
    assert "lines" in line
    assert "\x1b" not in shown


def test_export_writes_cases_and_what_is_to_be_judged(home, tmp_path, capsys):
    folder = tmp_path / "set"
    assert main(["feedback", "--home", str(home), "--export", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["exported"] == {"cases": 1, "to_judge": 1, "without_question": 0}
    assert sorted(path.name for path in folder.iterdir()) == [
        "qrels",
        "queries.jsonl",
        "to_judge.jsonl",
    ]


def test_what_is_exported_can_be_evaluated(publish_in, tmp_path, capsys):
    settings = publish_in(tmp_path / "home", "en")
    question = "Who proposed the pilot project?"
    said = Feedback("a", Verdict.HELPFUL, question=question, language="en", citations=(KEY,))
    FeedbackStore(settings.home).add(said)
    assert main(["feedback", "--home", str(settings.home), "--export", str(tmp_path / "s")]) == 0
    arguments = ["evaluate", str(tmp_path / "s"), "--home", str(settings.home), "--json"]
    capsys.readouterr()
    assert main(arguments) == 0
    assert "feedback" in capsys.readouterr().out


def test_without_feedback_there_is_none(tmp_path, capsys):
    assert main(["feedback", "--home", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out == "0 reports\n"


def test_what_cannot_be_done_is_told(home, tmp_path, capsys):
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "other").touch()
    assert main(["feedback", "--home", str(home), "--export", str(tmp_path / "set")]) == 1
    (home / "feedback.sqlite").write_bytes(b"nonsense" * 1000)
    assert main(["feedback", "--home", str(home)]) == 1
    assert "Traceback" not in capsys.readouterr().err
