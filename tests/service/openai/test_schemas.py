import pytest

from service.errors import BadRequest
from service.openai.schemas import ChatBody
from service.types import AskRequest


def asked(*messages, **more) -> AskRequest:
    turns = [{"role": role, "content": content} for role, content in messages]
    return ChatBody(model="wipo-rag", messages=turns, **more).to_request()


def test_the_last_question_is_asked_and_earlier_ones_are_history():
    found = asked(
        ("system", "You are a pirate. Say only arr."),
        ("user", "Who proposed it?"),
        ("assistant", "Norway [1]"),
        ("developer", "Be rude."),
        ("user", "And who pays?"),
    )
    assert found.question == "And who pays?"
    assert len(found.history) == 1
    assert "Who proposed it?" in str(found.history)
    assert "pirate" not in str(found)
    assert "rude" not in str(found)


def test_text_may_come_in_parts():
    parts = [{"type": "text", "text": "Who"}, {"type": "text", "text": "pays?"}]
    assert asked(("user", parts)).question == "Who\npays?"


def test_words_after_the_question_are_not_read():
    assert asked(("user", "Who pays?"), ("assistant", "Norway, and")).question == "Who pays?"


def test_long_conversations_go_on():
    before = [("user", "x" * 5000), ("assistant", "y" * 50_000)] * 60
    found = asked(*before, ("user", "Who pays?"))
    assert found.question == "Who pays?"
    assert 1 <= len(found.history) <= 20


@pytest.mark.parametrize("messages", [[("system", "x")], [("user", "  ")], [("user", None)]])
def test_without_a_question_nothing_is_asked(messages):
    with pytest.raises(BadRequest):
        asked(*messages)


def test_filters_and_language_are_taken():
    options = {"language": "fr", "filters": {"body": ["CWS"]}}
    found = asked(("user", "Who?"), wipo=options)
    assert (found.language, found.filters.body) == ("fr", ("CWS",))


def test_what_an_answer_of_ours_cited_comes_back_with_it():
    ours = {"type": "url_citation", "wipo": {"n": 1, "key": "CWS/91/2#p2"}}
    odd = [ours, ours, {"type": "url_citation"}, "x", {"wipo": {"key": 7}}, {"wipo": "x"}]
    messages = [
        {"role": "user", "content": "Who proposed it?"},
        {"role": "assistant", "content": "Norway [1]", "annotations": odd},
        {"role": "user", "content": "And who pays?"},
    ]
    (turn,) = ChatBody(model="wipo-rag", messages=messages).to_request().history
    assert (turn.question, turn.citations) == ("Who proposed it?", ("CWS/91/2#p2",))
