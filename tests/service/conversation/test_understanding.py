import pytest

from service.conversation.understanding import Understanding
from service.types import AskRequest, Turn

KEY = "CWS/91/2#p2"


@pytest.fixture
def understand(library):
    def call(text, *history, longest=2000):
        turns = [Turn(*each) if isinstance(each, tuple) else Turn(each) for each in history]
        return Understanding(library, library, longest).understand(text, turns)

    return call


def test_without_a_history_a_question_is_as_it_is(understand):
    found = understand("And its budget?")
    assert (found.question.text, found.rewritten, found.carried) == ("And its budget?", None, ())


def test_what_stands_alone_is_never_changed(understand):
    text = "What does recommendation 3 ask offices to do?"
    found = understand(text, ("Who proposed the pilot project?", (KEY,)))
    assert (found.question.text, found.rewritten, found.carried) == (text, None, ())


def test_what_was_cited_is_carried_first_and_only_if_it_is_held(understand):
    asked = ("Who proposed the pilot project?", ("CWS/1/1#p9", KEY, KEY))
    found = understand("And its budget?", asked)
    assert found.rewritten is not None
    assert "pilot project" in found.rewritten
    assert found.carried[0].key == KEY
    assert len({each.key for each in found.carried}) == len(found.carried)


def test_where_nothing_is_said_to_be_cited_the_nearest_passages_stand_for_it(understand):
    found = understand("And its budget?", "Who proposed the pilot project?")
    assert found.carried
    assert {each.document for each in found.carried} == {"CWS/91/2"}


def test_the_reply_is_in_the_language_of_the_follow_up(understand):
    found = understand("et la 9 ?", "What does recommendation 10 say?")
    assert found.question.text == "What does recommendation 9 say?"
    assert (found.question.language, found.question.reply) == ("en", "fr")


def test_what_would_be_too_long_is_left_as_it_is(understand):
    history = "Who proposed the pilot project?"
    assert understand("And its budget?", history, longest=20).rewritten is None


def test_what_a_follow_up_says_itself_weighs_most_on_what_was_cited(understand):
    found = understand("Who pays for it?", ("What is the pilot project on archives?", (KEY,)))
    assert found.near is not None
    own = {term.text: term.weight for term in found.near.terms}
    assert own["pay"] > 2 * max(weight for term, weight in own.items() if term != "pay")


@pytest.mark.parametrize("text", ["  ", "?"])
def test_empty_turns_are_passed_over(understand, text):
    found = understand("And its budget?", "Who proposed the pilot project?", text)
    assert found.rewritten is not None
    assert "pilot project" in found.rewritten


def test_only_so_many_turns_are_read(understand):
    history = ["Who proposed the pilot project?", *["Who is the Chair of the SCP in 2030?"] * 30]
    found = understand("Where was that project proposed?", *history)
    assert found.rewritten is None or "pilot" not in found.rewritten


def test_what_stands_alone_after_all_is_answered_as_it_was_asked(answerer):
    asked = "Which cakes taste best?"
    alone = answerer.ask(AskRequest(asked))
    after = answerer.ask(AskRequest(asked, history=(Turn("Who proposed the pilot project?"),)))
    assert (after.rewritten, after.answer) == (None, alone.answer)
    assert [each.key for each in after.retrieved] == [each.key for each in alone.retrieved]


def test_a_country_named_before_need_not_be_named_by_what_answers(understand):
    found = understand("And what does it cost?", ("What project did Norway propose?", (KEY,)))
    assert found.rewritten is not None
    assert "Norway" in found.rewritten
    assert found.question.countries == frozenset()
    assert found.near is None or found.near.countries == frozenset()
