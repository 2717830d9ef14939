"""What runs of words lead to, and how quotes are marked in them."""

import pytest

from ingest.types import Span
from service.pages.reader.marking import find_quote
from service.pages.reader.pieces import Cutter, web_address
from service.pages.reader.types import PieceKind
from service.pages.reader.writing import Writer, plain

HELD = {"CDIP/90/6": "/documents/CDIP/90/6"}


def cut(made, text, language="en"):
    document = made(language=language)
    span = document.span(text)
    return Cutter(document.document, lambda *named: HELD.get(named[1], "")).words(span)


def test_documents_that_are_held_are_linked_and_others_are_not(made):
    words = cut(made, "See CDIP/90/6, CDIP/90/7 and CDIP/90/6 Rev.")
    links = [(piece.text, piece.href) for piece in words if piece.href]
    assert links == [("CDIP/90/6", "/documents/CDIP/90/6")]
    assert plain(words) == "See CDIP/90/6, CDIP/90/7 and CDIP/90/6 Rev."


def test_addresses_are_linked_without_the_stop_behind_them(made):
    words = cut(made, "At https://example.org/a\u2011b (see http://example.org/c).")
    links = [(piece.text, piece.href) for piece in words if piece.kind is PieceKind.ADDRESS]
    assert links == [
        ("https://example.org/a\u2011b", "https://example.org/a-b"),
        ("http://example.org/c", "http://example.org/c"),
    ]


def test_arabic_isolates_what_is_written_from_left_to_right(made):
    words = cut(made, "الفقرات 5-10 من CDIP/90/6", "ar")
    assert [(p.text, p.kind) for p in words if p.kind is not PieceKind.TEXT] == [
        ("5-10", PieceKind.ISOLATE),
        ("CDIP/90/6", PieceKind.SYMBOL),
    ]
    assert Writer()(words).count('<bdi dir="ltr">') == 2


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
        "//example.org", "file:///etc/passwd", "https:javascript:alert(1)", "https://", "",
        None, "https://[::1", "ftp://example.org/x", "https://a b", "\x01javascript:x",
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(address):
    assert web_address(address) == ""


def test_words_are_escaped_everywhere(made):
    words = cut(made, '<b>&"\' https://example.org/"x')
    assert "<b>" not in Writer()(words)
    assert 'href="https://example.org/"' in Writer()(words)


def mark(made, text, quote, language="en"):
    words = cut(made, text, language)
    return str(Writer(find_quote(f"{text}\n", quote))(words))


def test_a_quote_is_one_mark_over_the_exact_slice(made):
    assert mark(made, "One two three.", "two") == "One <mark>two</mark> three."
    assert mark(made, "One <two> three.", "<two> th") == "One <mark>&lt;two&gt; th</mark>ree."


def test_a_quote_over_a_link_is_one_mark_and_one_that_begins_in_it_keeps_it_whole(made):
    whole = mark(made, "See CDIP/90/6 now.", "See CDIP/90/6 now")
    assert whole.count("<mark>") == 1
    begun = mark(made, "ar CDIP/90/6 now", "90/6 now", "ar")
    assert '<bdi dir="ltr">CDIP/<mark>90/6</mark></bdi>' in begun
    assert begun.endswith("</mark>")


def test_a_quote_goes_over_a_note_mark(made):
    document = made()
    document.add("paragraph", "One two", locator="p1", notes=[("One", "fn1")])
    document.add("footnote", "N", number="1", locator="fn1")
    reading = document.reading()
    line = reading.paragraph("p1")[0].lines[0]
    html = str(Writer(find_quote(document.text, "One two"), lambda n: f"Note {n}")(line.words))
    assert html.startswith("<mark>One<sup")
    assert html.endswith("</sup> two</mark>")
    assert 'aria-label="Note 1"' in html


def test_a_quote_is_found_in_its_passage_first():
    text = "same words\nother\nsame words\n"
    assert find_quote(text, "same words") == (Span(0, 10),)
    assert find_quote(text, "same words", [Span(17, 27)]) == (Span(17, 27),)


def test_a_quote_over_slices_is_marked_in_each():
    text = "Offices should:\nA NOTE\n(a) read.\n"
    spans = [Span(0, 15), Span(23, 32)]
    assert find_quote(text, "should:\n(a) read.", spans) == (Span(8, 15), Span(23, 32))
    assert find_quote(text, "should: (a)  read.", spans) == (Span(8, 15), Span(23, 32))


@pytest.mark.parametrize("quote", ["", "  ", "not there", "ONE", "x" * 10_000, ".*"])
def test_what_is_not_there_is_not_marked(quote):
    assert find_quote("One two three.", quote) == ()
