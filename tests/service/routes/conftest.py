"""A real server, for clients that are not ours to replace."""

import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn

from service.app import create_app


@contextmanager
def _serving(settings):
    app = create_app(settings)
    config = uvicorn.Config(app, port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        for _ in range(600):
            if server.started:
                break
            assert thread.is_alive()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", app
    finally:
        server.should_exit = True
        thread.join(20)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def serve():
    """Return a context in which the service of some settings is served: (address, app)."""
    return _serving


@pytest.fixture(scope="module")
def address(serve, settings):
    """The address of a server over the library of all tests."""
    with serve(settings) as (found, _):
        yield found
