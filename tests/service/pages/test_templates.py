"""What a model words, a document says or a file is called is text, and nothing else."""

from dataclasses import replace

import pytest
from lxml import html
from starlette.datastructures import QueryParams

from index.types import Searched
from service.pages.rendering import View, render
from service.pages.search.asked import read_asked
from service.pages.search.page import Reply, SearchPage
from service.pages.search.told import parts_of, sources_of
from service.types import AskRequest
from tests.browser.payloads import PAYLOADS

FORBIDDEN = {
    "iframe",
    "img",
    "object",
    "embed",
    "svg",
    "math",
    "video",
    "style",
    "base",
    "x",
    "x-a",
}


def attributes(tree):
    return {(name, value) for element in tree.iter() for name, value in element.attrib.items()}


@pytest.fixture(scope="module")
def answer(answerer):
    return answerer.ask(AskRequest("Who proposed the pilot project?"))


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_nothing_becomes_markup(answer, payload):
    citation = replace(
        answer.citations[0], quote=payload, text=f"Before {payload} after", title=payload,
        symbol=payload, paragraph=payload, section=(payload,), url=f"https://a.example/{payload}",
    )  # fmt: skip
    statement = replace(answer.statements[0], text=payload)
    worded = replace(
        answer, question=payload, mode="generated", statements=(statement,),
        citations=(citation,), answer=f"{payload} {payload} [1]",
    )  # fmt: skip
    reply = Reply(worded, parts_of(worded), sources_of([citation], {}), (), ())
    asked = read_asked(QueryParams({"q": payload, "body": payload}))
    page = SearchPage(asked, {}, Searched(1, 1, ("en",), "1"), reply=reply)
    for language in ("en", "ar"):
        view = View(language, "/", (("q", payload), ("body", payload)))
        text = render(view, "search.html", part="records", page=page, longest=2000)
        tree = html.document_fromstring(text)
        tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        assert not tags & FORBIDDEN
        (script,) = tree.iter("script")
        assert script.get("src").startswith("/static/")
        assert not script.text
        for name, value in attributes(tree):
            assert not name.startswith("on")
            if name in ("href", "src", "action"):
                assert value.startswith(("/", "?", "#", "https://a.example/"))
                assert not value.startswith("//")
        words = " ".join(tree.find(".//*[@class='statement']").itertext())
        assert "".join(words.split()).startswith("".join(payload.split()))
