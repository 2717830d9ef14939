"""Links, markup and what cannot be seen."""

import pytest

from service.checks.form import defused

PASSAGE = "Write to ict@example.org or see https://example.org/9. See Annex <II> on .NET."


@pytest.mark.parametrize(
    "text",
    [
        "Write to ict@example.org.",
        "See https://example.org/9.",
        "Write to the office, e.g. by mail.",
    ],
)
def test_addresses_of_the_passage_pass(fault, text):
    assert fault(text, PASSAGE) is None


@pytest.mark.parametrize(
    "text",
    [
        "Write to ict@example.com.",
        "See https://example.org/9/pay.",
        "See https://evil.example/9.",
        "See evil-claims.net.",
        "See зло-сайт.рф.",
        "See ｅｖｉｌ．ｎｅｔ.",
        "See evil。net.",
        "Write to ict@example.org.evil.net.",
    ],
)
def test_others_do_not(fault, text):
    assert fault(text, PASSAGE) == "link"


@pytest.mark.parametrize(
    "text",
    [
        "See <b>Annex II</b>.",
        "See ＜script＞Annex II.",
        "See [Annex II](https://example.org/9).",
        "See **Annex II**.",
        "See &lt;Annex II.",
        "See\u202e Annex II.",
        "See Annex\u200b II.",
        "# See Annex II.",
    ],
)
def test_markup_and_the_unseen_do_not(fault, text):
    assert fault(text, PASSAGE) == "markup"


def test_what_is_shown_as_dropped_is_harmless():
    shown = defused(
        "<img src=x onerror=a()> see https://evil.net ｅｖｉｌ．ｎｅｔ зло-сайт.рф a@b.net"
    )
    assert not any(piece in shown for piece in ("<", "evil", "рф", "@", "ｅ"))
    assert len(defused("word " * 200)) <= 301
