import string

import pytest

from ingest.types import LANGUAGES, Status
from service.messages import messages
from service.questions import Kind
from service.types import Reason

TABLES = ("abstain", "notes", "lead_in", "status", "labels")


def placeholders(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_every_language_says_the_same_things_with_the_same_placeholders(language, table):
    here, english = getattr(messages(language), table), getattr(messages("en"), table)
    assert here.keys() == english.keys()
    assert {k: placeholders(v) for k, v in here.items()} == {
        k: placeholders(v) for k, v in english.items()
    }


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_sentence_was_left_in_english(language):
    here, english = messages(language), messages("en")
    for table in ("abstain", "notes", "lead_in"):
        same = set(getattr(here, table).values()) & set(getattr(english, table).values())
        assert not same


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_and_every_language_of_a_document_has_a_name(language):
    assert set(messages(language).status) == {status.value for status in Status}
    assert set(messages(language).lead_in) == set(LANGUAGES)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason):
    assert reason.value in messages("en").abstain or reason is Reason.FALSE_PREMISE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kinds_that_are_recognised_by_our_own_words_are_kinds(language):
    assert set(messages(language).asks) <= {kind.value for kind in Kind}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_from_one_to_ten_are_known_in_words(language):
    table = messages(language).numbers
    measure = "个" if language == "zh" else ""
    first = {
        "ar": "خمسة",
        "en": "five",
        "es": "cinco",
        "fr": "cinq",
        "ru": "пять",
        "zh": "五",
    }[language]
    assert table.find(f"{first}{measure}") == {"5"}
