import json
from types import SimpleNamespace

import pytest

from evaluation import conversations
from evaluation.conversations import (
    Conversation,
    controls,
    judge,
    load_conversations,
    play,
    row,
)
from evaluation.questions import DatasetError, Question
from ingest.types import LANGUAGES
from service.types import Reason

HELD = Conversation("en-1", "sample", "dev", "pronoun", ("Who?", "Why?"), "en", ("7",), {"A#p1": 2})


def told(question, text="It is 7.", keys=("A#p1",), rewritten=None, reason=None, language="en"):
    found = tuple(SimpleNamespace(key=key) for key in keys)
    quotes = tuple(SimpleNamespace(key=key, quote="x") for key in keys)
    return SimpleNamespace(
        question=question,
        answer=text,
        citations=quotes,
        retrieved=found,
        abstained=reason is not None,
        reason=reason,
        rewritten=rewritten,
        language=language,
    )


def test_the_set_holds_forty_conversations_over_the_sample_corpus_in_six_languages():
    held = load_conversations()
    sample = [each for each in held if each.documents == "sample"]
    assert len(sample) == 40
    assert {each.language for each in sample} == set(LANGUAGES)
    assert {each.split for each in held} == {"dev", "test"}
    assert len({each.id for each in held}) == len(held)


def test_every_turn_is_asked_with_what_was_cited_before():
    asked = []

    def ask(request):
        asked.append(request)
        return told(request.question)

    answer = play(HELD, ask)
    assert answer.question == "Why?"
    assert asked[0].history == ()
    ((before,),) = [request.history for request in asked[1:]]
    assert (before.question, before.citations) == ("Who?", ("A#p1",))
    play(HELD, ask, plain=True)
    assert asked[-1].history[0].citations == ()


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (told("Why?"), True),
        (told("Why?", text="It is 8."), False),
        (told("Why?", keys=("B#p1",)), False),
        (told("Why?", language="fr"), False),
        (told("Why?", reason=Reason.NOT_IN_DOCUMENTS), False),
    ],
)
def test_an_answer_is_right_if_all_of_it_is(answer, right):
    assert judge(HELD, answer).right is right


def test_a_right_passage_further_down_is_no_first_hit():
    found = judge(HELD, told("Why?", keys=("B#p1", "A#p1")))
    assert (found.hit_1, found.hit_5) == (False, True)
    assert row("all", [found]) == "| all | 1 | 0.000 | 1.000 | 1.000 | 1.000 | 1.000 |"


def test_the_control_asks_after_something_unrelated_and_sees_what_changes():
    def question(id_, document, reason=None):
        return Question(id_, f"{id_}?", "en", "fact", reason=reason, document=document)

    asked = [
        question("a", "A"),
        question("b", "A"),
        question("c", "C"),
        question("vague", None, Reason.TOO_VAGUE),
    ]

    def ask(request):
        changes = request.question == "b?" and request.history
        return told(request.question, text="other" if changes else "same")

    found = list(controls(asked, ask))
    assert [each.question.id for each in found] == ["a", "b", "c"]
    assert [each.after for each in found] == ["c?", "c?", "a?"]
    assert [each.changed for each in found] == [False, True, False]


@pytest.mark.parametrize("line", ["{", "{}", '{"_id": "x", "turns": []}'])
def test_a_broken_line_is_named(tmp_path, line):
    file = tmp_path / "broken.jsonl"
    file.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"broken\.jsonl:1"):
        load_conversations(file)


def test_passages_that_answer_are_of_the_documents_named():
    known = {"C. WILD 9", "CDIP/89/10", "CDIP/90/6", "CDIP/90/8 Rev.", "CWS/89/22", "CWS/90/4"}
    known |= {"CWS/90/9", "SCP/90/INF/2"}
    for line in conversations.DATASET.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["set"] == "sample":
            assert {key.partition("#")[0] for key in entry["relevant"]} <= known
