"""Markdown, and which form is wanted."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from service.export_docx import to_docx
from service.summaries.accepting import preferred
from service.summaries.markdown import escaped, to_markdown
from service.summaries.wording import wording

JSON, MARKDOWN = "application/json", "text/markdown"


def test_every_mark_has_one_footnote_with_place_and_quote(make):
    text = to_markdown(make(symbol="CWS/90/4", language="en"))
    marks = {int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)}
    notes = re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE)
    assert marks == {int(n) for n, _ in notes} and len(notes) == len(marks)
    assert all("“" in words for _, words in notes)
    assert "para. 15" in dict(notes)["2"]


def test_footnotes_link_to_the_reader_where_it_is_served(make):
    summary = make(symbol="CWS/90/4", language="en")
    assert "](<https://docs.example.org/documents/CWS/90/4/en#p15>)" in to_markdown(
        summary, "https://docs.example.org/"
    )
    assert "](<https://meetings.example.org/en/" in to_markdown(summary)


def test_arabic_is_set_from_right_to_left(make):
    text = to_markdown(make(meeting="CWS/89", language="ar"))
    assert text.startswith('<div dir="rtl" lang="ar">\n\n# ')
    assert text.endswith("\n\n</div>\n")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("# head\n- item", r"\# head - item"),
        ("1. first", r"1\. first"),
        ("- first", r"\- first"),
        ("see\x1b[31m &amp; |", r"see\[31m \&amp; \|"),
    ],
)
def test_words_of_documents_are_never_markup(words, shown):
    assert escaped(words) == shown


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/markdown", MARKDOWN),
        ("text/*", MARKDOWN),
        ("application/json;q=0.5, text/markdown", MARKDOWN),
        ("text/markdown;q=0.2, */*;q=0.1", MARKDOWN),
        ("text/markdown;q=0, */*", JSON),
        ("text/html", None),
        ("text/markdown;q=x", None),
        ("TEXT/Markdown", MARKDOWN),
    ],
)
def test_the_form_is_that_which_is_preferred(accept, form):
    assert preferred(accept, (JSON, MARKDOWN)) == form


def test_a_document_with_nothing_to_tell_says_so_in_every_form(make):
    made = make(symbol="CWS/90/4", language="fr")
    empty = replace(made, sections=(), citations=(), sources=(), reason="nothing_told")
    told = wording("fr").reasons["nothing_told"]
    assert told in to_markdown(empty)
    with zipfile.ZipFile(BytesIO(to_docx(empty))) as file:
        text = file.read("word/document.xml").decode("utf-8")
    assert "nothing_told" not in text
    assert told.split("’")[0] in text
