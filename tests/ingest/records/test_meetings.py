"""Dates, bodies and sessions, and where they are printed."""

import pytest

from ingest.records.meetings import find_body, find_session, locate_date


@pytest.mark.parametrize(
    ("language", "text", "session", "printed"),
    [
        ("en", "for consideration by the CDIP at its ninetieth session", 90, "ninetieth session"),
        ("fr", "par le CDIP à sa trente‑deuxième session.", 32, "trente‑deuxième session"),
        ("es", "por el CDIP en su nonagésima primera sesión", 91, "nonagésima primera sesión"),
        ("ru", "КРИС на его девяностой сессии.", 90, "девяностой сессии"),
        ("ar", "لجنة التنمية في دورتها التسعين", 90, "دورتها التسعين"),
        ("zh", "供CDIP第九十届会议审议", 90, "第九十届会议"),
    ],
)
def test_sessions_are_numbers_printed_in_words(language, text, session, printed):
    found = find_session(text, language)
    assert found is not None
    assert (found.value, text[found.start : found.end]) == (session, printed)
    body = find_body(text, language)
    assert body and body.value == "CDIP"


def test_a_symbol_names_no_body():
    assert find_body("approved as revised in CDIP/89/4", "en") is None


def test_a_date_is_found_where_it_is_printed():
    text = "une communication datée du 16 février 2024, la délégation"
    found = locate_date(text, "fr")
    assert found and (found.value, text[found.start : found.end]) == (
        "2024-02-16",
        "16 février 2024",
    )
    assert locate_date("sans date", "fr") is None
