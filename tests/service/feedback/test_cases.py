import json

import pytest

from evaluation.questions import load_questions
from service.feedback.cases import Exported, export
from service.feedback.types import Feedback, Stored, Verdict, Why

KEY, OTHER = "CWS/91/2#p1", "CWS/91/2#p2"


def helped(question, *cited, language="en"):
    return Feedback("a", Verdict.HELPFUL, question=question, language=language, citations=cited)


def complaint(question, **more):
    return Feedback("b", Verdict.NOT_HELPFUL, question=question, language="en", **more)


def stored(*reports):
    return [Stored(n, "2031-09-12", 1, each) for n, each in enumerate(reports, 1)]


def judged_by_people(folder):
    lines = (folder / "to_judge.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_cases_are_a_question_set_that_evaluate_reads(tmp_path):
    reports = stored(helped("Who?", KEY), helped("كم؟", KEY, OTHER, language="ar"))
    assert export(reports, tmp_path / "set") == Exported(2, 0, 0)
    one, two = load_questions(tmp_path / "set")
    assert (one.text, one.language, one.kind, one.answerable) == ("Who?", "en", "feedback", True)
    assert one.grades == {KEY: 2}  # cited alone: it answers
    assert two.grades == {KEY: 1, OTHER: 1}
    metadata = json.loads((tmp_path / "set/queries.jsonl").read_text().splitlines()[1])["metadata"]
    assert metadata["cited"] == [KEY, OTHER]


@pytest.mark.parametrize(
    "reports",
    [
        (complaint("Who?", reason=Why.SHOULD_HAVE_REFUSED, citations=(KEY,), comment="No!"),),
        (helped("Who?", KEY), complaint("Who?", reason=Why.WRONG_VALUE, key=KEY)),  # disputed
        (helped("Who?"),),  # a refusal that helped: why it is right is not known
        (Feedback("a", Verdict.HELPFUL, question="Who?", language="en"),),  # cited is not known
    ],
)
def test_what_is_not_agreed_goes_to_people(tmp_path, reports):
    assert export(stored(*reports), tmp_path / "set") == Exported(0, 1, 0)
    assert load_questions(tmp_path / "set") == ()
    (entry,) = judged_by_people(tmp_path / "set")
    assert (entry["text"], entry["metadata"]["type"]) == ("Who?", "feedback")


def test_people_are_told_all_that_was_said(tmp_path):
    said = complaint("Who?", reason=Why.OUTDATED, key=OTHER, citations=(KEY,), comment="See p2")
    reports = [*stored(helped("Who?", KEY)), Stored(2, "2031-09-13", 3, said)]
    export(reports, tmp_path / "set")
    (entry,) = judged_by_people(tmp_path / "set")
    told = entry["metadata"]
    assert told["verdicts"] == {"helpful": 1, "not_helpful": 3}
    assert told["reasons"] == {"outdated": 3}
    assert (told["cited"], told["about"], told["comments"]) == ([KEY], [OTHER], ["See p2"])
    assert told["answers"] == ["a", "b"]


def test_a_question_has_the_same_id_in_each_export(tmp_path):
    first = stored(helped("Who?", KEY))
    export(first, tmp_path / "set")
    before = load_questions(tmp_path / "set")
    export([*stored(helped("What?", KEY)), *first], tmp_path / "set")
    assert before[0].id in {question.id for question in load_questions(tmp_path / "set")}


def test_reports_without_a_question_are_counted(tmp_path):
    assert export(stored(Feedback("a", Verdict.HELPFUL)), tmp_path / "set") == Exported(0, 0, 1)


def test_a_question_set_of_others_is_not_written_over(tmp_path):
    (tmp_path / "queries.jsonl").write_text("mine")
    with pytest.raises(FileExistsError):
        export([], tmp_path)
    assert (tmp_path / "queries.jsonl").read_text() == "mine"
