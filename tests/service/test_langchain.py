import ast
import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from langchain_core.tools import create_retriever_tool
from langchain_tests.integration_tests import RetrieversIntegrationTests
from pydantic import ValidationError
from starlette.testclient import TestClient

from service.app import create_app
from service.errors import BadRequest, NotReady
from service.langchain import WipoRetriever, build_chain, open_index

ROOT = Path(__file__).resolve().parents[2]
ADAPTERS = {"service/langchain.py", "service/generators/chat_model.py"}
QUESTION = "Who proposed the webinar?"
ADDRESS = {
    "key", "symbol", "version", "title", "language", "paragraph", "annex", "section", "page",
    "status", "source", "url", "href", "score",
}  # fmt: skip


@pytest.fixture(scope="module")
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
class TestStandard(RetrieversIntegrationTests):
    """What LangChain asks of every retriever."""

    @pytest.fixture(autouse=True)
    def _home(self, settings):
        self.home = settings.home

    @property
    def retriever_constructor(self):
        return WipoRetriever

    @property
    def retriever_constructor_params(self):
        return {"home": self.home}

    @property
    def retriever_query_example(self):
        return QUESTION


@pytest.fixture(scope="module")
def index(settings):
    return open_index(settings=settings)


@pytest.fixture(scope="module")
def retriever(index):
    return WipoRetriever(index=index)


@pytest.fixture(scope="module")
def chain(index):
    return build_chain(index=index)


@pytest.fixture(scope="module")
def over_http(settings):
    """What the service says over HTTP, which these parts must say too."""
    with TestClient(create_app(settings)) as client:
        yield client


def test_documents_are_the_hits_of_the_service_with_their_addresses(retriever, over_http):
    hits = over_http.post("/v1/search", json={"query": QUESTION}).json()["hits"]
    documents = retriever.invoke(QUESTION)
    assert [d.page_content for d in documents] == [hit["text"] for hit in hits]
    for document, hit in zip(documents, hits, strict=True):
        assert set(document.metadata) == ADDRESS
        assert document.metadata == {name: hit[name] for name in ADDRESS}
        assert document.id == f"{hit['key']}@{hit['language']}"
        json.dumps(document.metadata)


def test_filters_are_fields_and_may_be_given_for_one_call(settings, retriever):
    french = WipoRetriever(home=settings.home, language=["fr"], k=4)
    assert {d.metadata["language"] for d in french.invoke(QUESTION)} == {"fr"}
    assert {d.metadata["language"] for d in french.invoke(QUESTION, language=["ru"])} == {"ru"}
    assert {d.metadata["language"] for d in french.invoke(QUESTION)} == {"fr"}
    assert retriever.invoke(QUESTION, symbol=["CWS/55/7"]) == []
    assert retriever.invoke(QUESTION, status=["decision"], k=3)
    statuses = {d.metadata["status"] for d in retriever.invoke(QUESTION, status=["decision"])}
    assert statuses == {"decision"}


@pytest.mark.parametrize(
    "given", [{"k": 0}, {"k": 101}, {"language": ["de"]}, {"surprise": 1}, {"date_from": "soon"}]
)
def test_what_cannot_be_asked_is_refused(retriever, given):
    with pytest.raises(ValidationError):
        retriever.invoke(QUESTION, **given)


@pytest.mark.parametrize("query", ["", "   ", "x" * 2001])
def test_a_query_without_words_or_without_end_is_refused(retriever, query):
    with pytest.raises(ValidationError):
        retriever.invoke(query)


def test_without_an_index_the_reason_is_told(tmp_path):
    retriever = WipoRetriever(home=tmp_path / "none")  # opens nothing yet
    with pytest.raises(NotReady):
        retriever.invoke(QUESTION)
    with pytest.raises(NotReady):
        build_chain(tmp_path / "none").invoke(QUESTION)


def test_many_threads_and_tasks_find_the_same(settings):
    fresh = WipoRetriever(home=settings.home, k=5)  # all threads come before it is open
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(fresh.invoke, [QUESTION] * 16))
    assert all(each == found[0] for each in found)

    async def together():
        return await asyncio.gather(*(fresh.ainvoke(QUESTION, k=2) for _ in range(8)))

    assert all(each == found[0][:2] for each in asyncio.run(together()))
    assert fresh.batch([QUESTION, QUESTION]) == [found[0], found[0]]


def test_a_retriever_becomes_a_tool(retriever):
    tool = create_retriever_tool(retriever, "meetings", "Finds paragraphs of meeting documents.")
    assert retriever.invoke(QUESTION)[0].page_content in tool.invoke({"query": QUESTION})


# --- the chain ----------------------------------------------------------------------------------


def _same(answer):
    return {name: value for name, value in answer.items() if name != "timings_ms"}


def test_the_chain_gives_the_answer_of_the_contract(chain, over_http):
    answer = chain.invoke(QUESTION)
    assert _same(answer) == _same(over_http.post("/v1/ask", json={"question": QUESTION}).json())
    assert not answer["abstained"]
    assert all(citation["quote"] in citation["text"] for citation in answer["citations"])
    json.dumps(answer)


def test_all_ways_to_call_give_the_same(chain):
    expected = _same(chain.invoke(QUESTION))
    assert [_same(a) for a in chain.batch([QUESTION] * 3)] == [expected] * 3
    chunks = list(chain.stream(QUESTION))
    assert set(chunks[0]) == {"retrieved", "searched"}
    assert _same(chunks[0] + chunks[1]) == expected

    async def later():
        streamed = [chunk async for chunk in chain.astream(QUESTION)]
        assert [set(chunk) for chunk in streamed] == [set(chunk) for chunk in chunks]
        return await chain.ainvoke(QUESTION)

    assert _same(asyncio.run(later())) == expected


def test_the_chain_takes_what_the_service_takes(chain, index):
    asked = {"question": QUESTION, "language": "fr", "top_k": 2, "filters": {"language": ["fr"]}}
    answer = chain.invoke(asked)
    assert answer["language"] == "fr"
    assert len(answer["retrieved"]) == 2
    by_default = build_chain(index=index, language="fr", top_k=2, filters={"language": ["fr"]})
    assert _same(by_default.invoke(QUESTION)) == _same(answer)


def test_the_chain_can_be_piped(chain):
    shout = RunnableLambda(lambda text: text.strip()) | chain | (lambda answer: answer["answer"])
    assert shout.invoke(f"  {QUESTION} ") == chain.invoke(QUESTION)["answer"]
    beside = {"answer": chain, "question": RunnablePassthrough()} | RunnableLambda(dict)
    assert beside.invoke(QUESTION)["answer"]["question"] == QUESTION

    def words(_):
        yield from ("Who proposed ", "the webinar?")

    streamed = RunnableLambda(words) | chain
    assert _same(streamed.invoke("x")) == _same(chain.invoke(QUESTION))


def test_the_chain_says_what_it_cannot_be_asked(chain, index):
    with pytest.raises(BadRequest):
        chain.invoke("   ")
    with pytest.raises(ValidationError):
        chain.invoke({"question": QUESTION, "surprise": 1})
    with pytest.raises(ValidationError):
        build_chain(index=index, langauge="fr")


def test_a_question_that_is_not_answered_says_so(chain):
    answer = chain.invoke("What is the colour of the chairman's bicycle?")
    assert answer["abstained"]
    assert answer["reason"]
    assert answer["retrieved"]


def test_documents_are_langchains(retriever):
    assert all(isinstance(each, Document) for each in retriever.invoke(QUESTION))


def test_nothing_of_langchain_crosses_the_border_of_its_adapters():
    layers = ("config", "ingest", "index", "service", "evaluation")
    peers = ROOT / "evaluation" / "benchmarks" / "peers"  # pipelines as others write them
    modules = (path for layer in layers for path in (ROOT / layer).rglob("*.py"))
    for path in (path for path in modules if peers not in path.parents):
        named = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                named.add(node.module)
        packages = {name.split(".")[0] for name in named}
        assert "langchain_community" not in packages, path
        if path.relative_to(ROOT).as_posix() not in ADAPTERS:
            assert not {p for p in packages if p.startswith(("langchain", "langgraph"))}, path
