"""Texts that all systems are given, and questions whose answer is known."""

import random

import pytest

from evaluation.benchmarks.peers.corpus import (
    KEPT,
    RARE,
    SOME,
    body_of,
    checked_languages,
    known_items,
    made_texts,
    parsed_texts,
    question_about,
)
from evaluation.benchmarks.peers.kinds import Asked, asked_from, read_texts, write_texts

PARTS = [
    "The Committee considered the budget of the project on solar libraries in mountain regions.",
    "Several delegations welcomed the evaluation report, and requested further information on it.",
    "Training courses for librarians began in the second quarter after the usual preparations.",
]


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "texts.jsonl"
    write_texts(path, made_texts({"en": PARTS}, 20_000))
    return path


def test_texts_come_back_as_they_were_written(made):
    texts = list(read_texts(made))
    assert len(texts) == len({text.key for text in texts}) == 20_000
    assert texts[50].key == "TEST/EN/2#p1"
    assert texts[50].document == ("TEST/EN/2", "en")


def test_filters_keep_the_shares_that_they_are_named_for(made):
    bodies = [text.body for text in read_texts(made)]
    assert bodies.count(RARE) / len(bodies) == 0.01
    assert bodies.count(SOME) / len(bodies) == 0.1
    assert KEPT == {"100 %": None, "10 %": SOME, "1 %": RARE}
    assert body_of(1) == RARE  # small sizes have one, too


@pytest.mark.parametrize("body", KEPT.values())
def test_known_items_are_of_what_the_filter_keeps(made, body):
    texts = {text.key: text for text in read_texts(made)}
    asked = known_items(made, 12, body)
    assert len(asked) == 12
    assert asked == known_items(made, 12, body)
    for each in asked:
        (key,) = each.wanted
        assert body in (None, texts[key].body)
        assert each.body == body
        held = texts[key].text.split()
        assert all(any(word in other for other in held) for word in each.text.split())
        assert not any(character.isdigit() for character in each.text)


def test_a_question_takes_words_of_every_quarter():
    text = " ".join(letter * 6 for letter in "abcdefghijklmnop")
    asked = question_about(text, random.Random(1)).split()
    assert len(asked) == 8
    assert asked == sorted(asked)
    assert [sum(word[0] in quarter for word in asked) for quarter in ("abcd", "mnop")] == [2, 2]


def test_a_question_about_a_text_without_blanks_is_of_snippets():
    text = "太阳能图书馆项目的预算为四万瑞士法郎，委员会对此表示满意，并请秘书处提交报告。" * 2
    snippets = question_about(text, random.Random(1)).split()
    assert [len(snippet) for snippet in snippets] == [4, 4, 4, 4]


def test_a_question_crosses_to_another_process():
    asked = Asked("What?", "en", SOME, ("a#p1",))
    assert (
        asked_from({"text": "What?", "language": "en", "body": SOME, "wanted": ["a#p1"]}) == asked
    )


def test_languages_are_ours():
    assert checked_languages(["ru", "en"]) == ["en", "ru"]
    with pytest.raises(ValueError, match="languages are"):
        checked_languages(["en", "de"])


def test_the_sample_is_what_passages_are_made_of():
    texts = parsed_texts("en")
    assert len(texts) > 50
    assert any("solar" in text.casefold() for text in texts)
