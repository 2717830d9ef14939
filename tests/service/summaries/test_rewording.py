"""What a chat model may word in a summary, and what it may not."""

import re
from dataclasses import replace

import pytest

from service.generators.chat import ChatGenerator
from service.generators.chat_model import TIMEOUT, ModelFailed
from service.summaries.making import summarise
from service.summaries.material import Shelf
from service.summaries.rewording import REWORDED
from service.summaries.types import SummaryRequest

SHOWN = re.compile(r"<<<(?P<key>\w+)\n(?P<text>.*?)\n(?P=key)>>>", re.DOTALL)


class Model:
    """Words each passage with ``tell``, and counts how often it was asked."""

    def __init__(self, tell):
        self.tell = tell
        self.calls = 0

    def complete(self, system, user):
        assert system
        self.calls += 1
        shown = SHOWN.findall(user)
        return "\n".join(f"{self.tell(text)} [{key}]" for key, text in shown)


def first_sentence(text):
    return text.splitlines()[-1].split(". ")[0].rstrip(".") + "."


@pytest.fixture
def make_with(serving):
    def make(model, support=None, **named):
        shelf = Shelf.of(serving)
        chat = ChatGenerator(model, shelf.library)
        return summarise(SummaryRequest(**named), replace(shelf, chat=chat, support=support))

    return make


def by_name(summary):
    return {each.name: [s.text for s in each.statements] for each in summary.sections}


def test_what_is_no_act_is_told_in_its_words(make, make_with):
    model = Model(first_sentence)
    plain = by_name(make(meeting="CDIP/89", language="en"))
    summary = make_with(model, meeting="CDIP/89", language="en")
    assert summary.mode == "generated"
    told = by_name(summary)
    assert told["about"] != plain["about"]
    assert len(told["about"][0]) < len(plain["about"][0])
    for name in told.keys() - REWORDED:
        assert told[name] == plain[name], name


def test_a_lie_is_dropped_and_the_document_speaks(make, make_with):
    lying = Model(
        lambda text: re.sub(r"\d+", "777", first_sentence(text)) + " 999 votes were cast."
    )
    plain = by_name(make(meeting="CDIP/89", language="en"))
    summary = make_with(lying, meeting="CDIP/89", language="en")
    assert by_name(summary) == plain
    assert summary.mode == "extractive"
    assert {dropped.reason for dropped in summary.dropped} <= {"number", "date", "unit", "code"}
    assert summary.dropped


def test_a_foreign_document_is_told_in_the_language_asked_for(make_with):
    told = "The session will be held in Geneva and online from October 7 to 9, 2031."
    summary = make_with(Model(lambda _: told), symbol="C. WILD 9", language="en")
    assert by_name(summary)["about"] == [told]
    held = {citation.n: citation for citation in summary.citations}
    (statement,) = summary.sections[0].statements
    assert {held[n].language for n in statement.citations} == {"ar"}


def test_a_model_that_is_slow_is_not_asked_again(make, make_with):
    class Slow(Model):
        def complete(self, *_):
            self.calls += 1
            raise ModelFailed(TIMEOUT)

    model = Slow(None)
    summary = make_with(model, meeting="CDIP/89", language="en")
    assert model.calls == 1
    assert summary.notes == (TIMEOUT,)
    assert by_name(summary) == by_name(make(meeting="CDIP/89", language="en"))


def test_a_model_is_not_asked_without_end(make_with):
    model = Model(first_sentence)
    make_with(model, meeting="CWS/90", language="en")
    assert 1 < model.calls <= 8


def test_every_sentence_stays_cited(make_with):
    summary = make_with(Model(first_sentence), meeting="CDIP/89", language="en")
    assert all(s.citations for each in summary.sections for s in each.statements)
