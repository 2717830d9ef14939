"""What is denied, and what only seems to be."""

import pytest

AGREED = {
    "ar": ("لم تتوصل اللجنة إلى اتفاق.", "توصلت اللجنة إلى اتفاق."),
    "en": ("No agreement was reached.", "Agreement was reached."),
    "es": ("No se llegó a un acuerdo.", "Se llegó a un acuerdo."),
    "fr": ("Aucun accord n’a été trouvé.", "Un accord a été trouvé."),
    "ru": ("Согласие не было достигнуто.", "Согласие было достигнуто."),
    "zh": ("会议没有达成一致。", "会议达成一致。"),
}


@pytest.mark.parametrize("language", AGREED)
@pytest.mark.parametrize("is_denied", [True, False])
def test_neither_may_be_turned_into_the_other(fault, language, is_denied):
    passage, lie = AGREED[language] if is_denied else reversed(AGREED[language])
    assert fault(passage, passage, language) is None
    assert fault(lie, passage, language) is not None


def test_what_follows_an_and_is_not_denied(fault):
    passage = "The body did not reach agreement and deferred the matter to its ninetieth session."
    assert fault("The matter was deferred to the ninetieth session.", passage) is None
    assert fault("The body reached agreement.", passage) == "negation"


def test_a_denial_needs_one_about_the_same(fault):
    passage = "The Bureau kept the yearly rhythm. One in ten expressed no opinion."
    assert fault("The Bureau did not keep the yearly rhythm.", passage) == "negation"
    assert fault("One in ten did not express an opinion.", passage) is None


def test_bounds_and_what_is_free_deny_nothing(fault):
    assert (
        fault("A file lasts 20 seconds at most.", "A file lasts no more than 20 seconds.") is None
    )
    assert fault("The service does not charge a fee.", "The service is free of charge.") is None


@pytest.mark.parametrize("language", AGREED)
def test_a_denial_is_one_across_languages(fault, language):
    told_in = "fr" if language == "en" else "en"
    denied, told = AGREED[told_in]
    assert fault(denied, AGREED[language][0], language, told_in=told_in) is None
    assert fault(told, AGREED[language][0], language, told_in=told_in) == "negation"
    assert fault(denied, AGREED[language][1], language, told_in=told_in) == "negation"
