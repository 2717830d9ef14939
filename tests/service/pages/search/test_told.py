from dataclasses import replace

import pytest

from service.pages.search.told import marks_of, official, parts_of, sources_of
from service.types import AskRequest, Statement


@pytest.fixture(scope="module")
def answer(answerer):
    return answerer.ask(AskRequest("Who proposed the pilot project?"))


def test_the_parts_say_what_the_answer_says(answer):
    parts = parts_of(answer)
    told = [part for part in parts if not part.ours]
    assert [part.text for part in told] == [each.text for each in answer.statements]
    assert [part.sources for part in told] == [each.citations for each in answer.statements]
    words = "".join(part.text for part in parts)
    marked = answer.answer
    for citation in answer.citations:
        marked = marked.replace(f"[{citation.n}]", "")
    assert "".join(words.split()) == "".join(marked.split())


def test_words_of_ours_before_a_quote_in_another_language_are_not_in_that_language(answer):
    quote = replace(answer.citations[0], n=1, language="fr", quote="205 000\nfrancs suisses")
    told = replace(
        answer,
        language="ar",
        answer="الميزانية: 205 000 francs suisses [1]",
        statements=(Statement("الميزانية: 205 000 francs suisses", (1,)),),
        citations=(quote,),
    )
    (part,) = parts_of(told)
    assert part.language == "ar"
    (((start, end), language),) = part.quotes
    assert (part.text[start:end], language) == ("205 000 francs suisses", "fr")
    bare = replace(told, answer="205 000 francs suisses [1]")
    bare = replace(bare, statements=(Statement("205 000 francs suisses", (1,)),))
    (part,) = parts_of(bare)
    assert (part.language, part.quotes) == ("fr", ())


def test_a_refusal_is_ours_and_keeps_its_sources(answer):
    refused = replace(answer, statements=(), answer="Not there. [1]", abstained=True)
    (part,) = parts_of(refused)
    assert part.ours
    assert part.text == "Not there."
    assert part.sources == ((1,) if answer.citations else ())


def test_a_passage_that_is_quoted_twice_is_one_source(answer):
    citation = answer.citations[0]
    half = len(citation.quote) // 2
    first = replace(citation, n=1, quote=citation.quote[:half])
    second = replace(citation, n=2, quote=citation.quote[half:])
    (source,) = sources_of([first, second], {})
    assert source.numbers == (1, 2)
    assert len(source.excerpt.marks) == 2


def test_marks_do_not_overlap():
    assert marks_of("one two three", ["two", "one two", "three", "", "four"]) == [(0, 7), (8, 13)]


@pytest.mark.parametrize(
    ("url", "page", "wanted"),
    [
        ("https://a.example/x.pdf", 4, "https://a.example/x.pdf#page=4"),
        ("https://a.example/x.PDF?v=1", 4, "https://a.example/x.PDF?v=1#page=4"),
        ("https://a.example/x.docx", 4, "https://a.example/x.docx"),
        ("https://a.example/x.pdf", None, "https://a.example/x.pdf"),
        ("javascript:alert(1)", 4, None),
        ("data:text/html,x", None, None),
        (None, 4, None),
    ],
)
def test_only_addresses_of_the_web_are_linked(url, page, wanted):
    assert official(url, page) == wanted
