"""A browser, and a server over the sample corpus. See ``harness`` for what pages are asked.

Without a browser or axe-core these tests are skipped with a reason, unless
``REQUIRE_BROWSER=1`` (as in CI), when they fail. ``BROWSER_HOME`` names a home
that holds the sample corpus already, for those who run them often.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from config.settings import Settings
from service.app import create_app

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "evaluation" / "datasets" / "sample" / "documents"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _missing(reason):
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _chromium():
    named = os.environ.get("BROWSER_PATH")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser():
    """A Chromium without a window."""
    path = _chromium()
    if path is None:
        _missing("needs Chromium: apt-get install chromium")
    if not (Path(__file__).with_name("node_modules") / "axe-core").is_dir():
        _missing("needs axe-core: npm ci --prefix tests/browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield opened
        opened.close()


def ingest(home, *paths, least=0):
    """Ingest ``paths`` into ``home`` with the command that people use."""
    command = [sys.executable, "-m", "config.main", "--home", str(home), "ingest"]
    done = subprocess.run(
        [*command, *map(str, paths)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode in (least, 0), done.stderr[-2000:]


@contextmanager
def _serving(settings):
    config = uvicorn.Config(create_app(settings), port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="session")
def serve():
    """Return a context in which the service of some settings is served: its address."""
    return _serving


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory):
    """A home that holds the sample corpus."""
    given = os.environ.get("BROWSER_HOME")
    home = Path(given) if given else tmp_path_factory.mktemp("home")
    if not (home / "CURRENT").exists():
        ingest(home, SAMPLE)
    return home


@pytest.fixture(scope="session")
def address(sample_home):
    """The address of a service over the sample corpus."""
    with _serving(Settings(home=sample_home)) as found:
        yield found


@pytest.fixture
def open_page(browser, address):
    """Return a function that opens a page of the service, watched from its first moment.

    ``open_page(path, scheme="dark", width=390, …)``; further arguments are those of Playwright's
    ``new_context``. ``base`` names another service, or another page, than that of the sample.
    """
    from tests.browser import harness

    contexts = []

    def open_page(path, *, base=None, scheme="light", width=1280, height=None, **options):
        context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": height or harness.SIZES.get(width, 800)},
            **{"locale": "en-GB", **options},
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.set_default_navigation_timeout(60_000)
        harness.SEEN[id(page)] = watching = harness.Seen(base or address)
        watching.watch(page)
        page.goto(f"{base or address}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    harness.SEEN.clear()


@pytest.fixture(scope="session")
def hostile_home(tmp_path_factory):
    """A home whose documents are attacks: titles, texts, kinds, addresses and file names."""
    from tests.browser.payloads import write_documents

    folder, home = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("home")
    write_documents(folder)
    ingest(home, folder, least=3)  # done, and some files were rejected
    return home


@pytest.fixture(scope="session")
def hostile_address(hostile_home):
    """The address of a service over documents that are attacks."""
    with _serving(Settings(home=hostile_home)) as found:
        yield found
