"""Readers who go while an answer is on its way, at a real server."""

import json
import socket
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import pytest

from config.settings import ServiceSettings
from service.answering import Answerer

QUESTION = {"question": "Who proposed the pilot project?"}


class Held:
    """A method of the answerer that waits to be let go, and counts its calls."""

    def __init__(self, monkeypatch, name):
        self.begun, self.let_go, self.calls = threading.Event(), threading.Event(), 0
        own = getattr(Answerer, name)

        def wait(answerer, *given):
            self.calls += 1
            self.begun.set()
            assert self.let_go.wait(30)
            return own(answerer, *given)

        monkeypatch.setattr(Answerer, name, wait)


@contextmanager
def reader(address):
    """A connection on which a stream is asked for; it is cut when the block ends."""
    url = urlsplit(address)
    body = json.dumps(QUESTION).encode()
    head = (
        f"POST /v1/ask HTTP/1.1\r\nhost: {url.netloc}\r\naccept: text/event-stream\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((url.hostname, url.port), 30) as connection:
        connection.sendall(head.encode() + body)
        yield connection


def read_until(connection, words):
    """Read until ``words`` have come, and return all that came."""
    held = b""
    while words not in held:
        more = connection.recv(65536)
        assert more, held
        held += more
    return held


def soon(true):
    """Say whether something becomes true within some seconds."""
    end = time.monotonic() + 20
    while not (done := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return done


@pytest.fixture
def one_worker(settings, serve):
    """The address of a server with one worker and one waiting place, and its pool."""
    small = ServiceSettings(workers=1, queue=1)
    with serve(settings.model_copy(update={"service": small})) as (address, app):
        yield address, app.state.desk.pool


def test_sources_come_before_the_answer_is_made(one_worker, monkeypatch):
    address, pool = one_worker
    answer = Held(monkeypatch, "answer")
    with reader(address) as connection:
        read_until(connection, b"event: retrieved")
        assert answer.begun.wait(20)
        assert pool.admitted == 1
        answer.let_go.set()
        read_until(connection, b"event: done")
    assert soon(lambda: pool.admitted == 0)


def test_who_goes_gives_the_place_back_while_work_still_runs(one_worker, monkeypatch):
    address, pool = one_worker
    answer = Held(monkeypatch, "answer")
    with reader(address) as connection:
        read_until(connection, b"event: retrieved")
        assert answer.begun.wait(20)
        assert pool.admitted == 1
    assert soon(lambda: pool.admitted == 0)
    assert not answer.let_go.is_set()
    answer.let_go.set()
    told = httpx.post(f"{address}/v1/ask", json=QUESTION, timeout=30)
    assert told.status_code == 200
    assert not told.json()["abstained"]


def test_no_answer_is_begun_for_who_goes_during_the_search(one_worker, monkeypatch):
    address, pool = one_worker
    retrieve, answer = Held(monkeypatch, "retrieve"), Held(monkeypatch, "answer")
    answer.let_go.set()
    with reader(address):
        assert retrieve.begun.wait(20)
    assert soon(lambda: pool.admitted == 0)
    retrieve.let_go.set()
    assert httpx.get(f"{address}/v1/passages?key=nothing", timeout=30).status_code == 404
    assert (retrieve.calls, answer.calls) == (1, 0)


def test_what_waits_for_who_goes_is_never_begun(one_worker, monkeypatch):
    address, pool = one_worker
    retrieve = Held(monkeypatch, "retrieve")
    with reader(address) as first:
        assert retrieve.begun.wait(20)
        with reader(address):
            assert soon(lambda: pool.admitted == 2)
            assert httpx.post(f"{address}/v1/ask", json=QUESTION).status_code == 503
        assert soon(lambda: pool.admitted == 1)
        retrieve.let_go.set()
        read_until(first, b"event: done")
    assert soon(lambda: pool.admitted == 0)
    assert retrieve.calls == 1


def test_an_error_that_nobody_foresaw_ends_the_stream_as_an_event(one_worker, monkeypatch):
    address, pool = one_worker

    def broken(*_):
        raise ZeroDivisionError("private words")

    monkeypatch.setattr(Answerer, "answer", broken)
    accept = {"accept": "text/event-stream"}
    told = httpx.post(f"{address}/v1/ask", json=QUESTION, headers=accept, timeout=30)
    assert told.headers["cache-control"] == "no-cache"
    assert "event: error" in told.text
    assert '"code":"internal"' in told.text
    assert "private" not in told.text
    assert soon(lambda: pool.admitted == 0)  # the client may have the end before the server
