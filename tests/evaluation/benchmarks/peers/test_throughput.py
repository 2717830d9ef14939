"""Requests that are counted, and what a service answers when it is full."""

import asyncio
import os

import pytest

from evaluation.benchmarks.peers import throughput
from evaluation.benchmarks.peers.http_app import make_app
from evaluation.benchmarks.peers.names import BM25, TXTAI
from evaluation.benchmarks.peers.throughput import Burst, burst


class _System:
    def search(self, asked, count):
        assert asked.language == "fr"
        return [f"{asked.text}#{place}" for place in range(count)]


@pytest.mark.parametrize("name", [TXTAI, BM25])
def test_the_minimal_service_answers_with_keys(name):
    from starlette.testclient import TestClient

    with TestClient(make_app(_System(), name, "fr")) as client:
        answer = client.post("/v1/search", json={"query": "budget", "top_k": 2})
        assert answer.json() == {"keys": ["budget#0", "budget#1"]}
        assert client.get("/health/ready").status_code == 200


def test_a_burst_counts_answers_and_refusals_apart(monkeypatch):
    answers = [200, 503, 200, 200]

    class Http:
        def __init__(self, **_options):
            self.number = 0

        async def __aenter__(self):
            return self

        async def __aexit__(self, *_):
            return None

        async def post(self, path, json):
            assert path == "/v1/search"
            assert json["query"] in ("one", "two")
            await asyncio.sleep(0.001)
            self.number += 1
            return type("Answer", (), {"status_code": answers[self.number % len(answers)]})

    monkeypatch.setattr(throughput.httpx2, "AsyncClient", Http)
    found = asyncio.run(burst("http://x", os.getpid(), ["one", "two"], 4, 0.3))
    assert found.failed.keys() == {"503"}
    assert len(found.waited) > found.failed["503"] > 0
    assert min(found.waited) >= 1
    assert found.rate == pytest.approx(len(found.waited) / found.seconds)


def test_a_row_tells_refusals_and_compares_with_our_service():
    ours = Burst(2.0, 1.0, [1.0] * 200, {})
    peer = Burst(2.0, 1.0, [10.0, 20.0], {"503": 3, "ReadTimeout": 1})
    assert throughput._row("peer", 4, peer, ours) == [
        "peer", "4", "1.0", "100x", "15.0", "19.9", "500.0", "3", "1",
    ]  # fmt: skip
    assert throughput._row("peer", 4, Burst(2.0, 0.0, [], {}), None)[3:6] == ["–", "–", "–"]
