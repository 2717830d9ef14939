"""What the chat widget weighs, and how long a reader waits for its first source and statement.

``python -m evaluation.benchmarks.widget_speed`` serves the sample corpus, opens ``/embed`` in
Chromium (needs playwright and a Chromium on the machine), asks one question in each language, and
prints tables. Times count from the click on the button to what can be seen, a network included
where one is named: as people have it on a phone, not as a server measures itself.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

from ingest.types import LANGUAGES, Language
from service.widget.script import Asset, script, texts

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SAMPLE = Path("evaluation/datasets/sample/documents")
QUESTIONS: dict[Language, str] = {
    "ar": "ما القرار الذي اتخذته اللجنة بشأن الندوة الإلكترونية؟",
    "en": "What did the Committee decide about the webinar?",
    "es": "¿Qué decidió el Comité sobre el seminario web?",
    "fr": "Qu’a décidé le Comité au sujet du webinaire ?",
    "ru": "Какое решение принял Комитет о вебинаре?",
    "zh": "委员会对网络研讨会作出了什么决定？",
}
# Bytes a second down and up, milliseconds of delay: as browsers' own tools name them.
NETWORKS: dict[str, tuple[int, int, int] | None] = {
    "none": None,
    "4G": (1_125_000, 187_500, 60),
    "slow 4G": (200_000, 93_750, 150),
}
_WATCH = """
(chat) => {
  const root = chat.shadowRoot;
  window.__seen = {};
  const note = () => {
    const now = performance.now();
    if (root.querySelector('.source')) window.__seen.source ??= now;
    if (root.querySelector('.statement')) window.__seen.statement ??= now;
    if (root.querySelector('.feedback')) window.__seen.done ??= now;
  };
  new MutationObserver(note).observe(root, {childList: true, subtree: true});
  root.querySelector('.send').addEventListener('click', () => {
    window.__seen = {click: performance.now()};
  }, {capture: true});
}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables; 1 where no browser is found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path, help="a home that holds the sample corpus already")
    parser.add_argument("--times", type=int, default=5, help="questions in each cell")
    given = parser.parse_args(arguments)
    _print(["language", "raw", "gzip", "brotli"], _weights())
    path = os.environ.get("BROWSER_PATH") or shutil.which("chromium")
    if path is None or find_spec("playwright") is None:
        print("no times: needs playwright and Chromium", file=sys.stderr)
        return 1
    with _serving(given.home) as address:
        rows = list(_times(path, address, given.times))
    print()
    _print(["network", "language", "first source", "first statement", "whole answer"], rows)
    return 0


def _weights() -> Iterator[list[str]]:
    """Yield a row for the script, for each language, and for both together."""
    yield ["script", *_sizes([script()])]
    for language in LANGUAGES:
        yield [f"texts {language}", *_sizes([texts(language)])]
    for language in LANGUAGES:
        yield [f"script + {language}", *_sizes([script(), texts(language)])]


def _sizes(assets: Sequence[Asset]) -> list[str]:
    raw = sum(len(asset.body) for asset in assets)
    packed = sum(len(asset.packed) for asset in assets)
    return [f"{raw:,}", f"{packed:,}", _brotli(assets)]


def _brotli(assets: Sequence[Asset]) -> str:
    if find_spec("brotli") is None:
        return "-"
    brotli = import_module("brotli")  # not a dependency: where somebody has it
    return f"{sum(len(brotli.compress(asset.body)) for asset in assets):,}"


def _times(path: str, address: str, times: int) -> Iterator[list[str]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, network in NETWORKS.items():
            for language in LANGUAGES:
                page = browser.new_page()
                page.goto(f"{address}/embed?lang={language}")
                chat = page.locator("wipo-chat")
                chat.locator(".send").wait_for()
                chat.evaluate(_WATCH)
                _slow_down(page, network)
                seen = [_asked(page, chat, QUESTIONS[language]) for _ in range(times)]
                cells = [_median(seen, each) for each in ("source", "statement", "done")]
                yield [name, language, *cells]
                page.close()
        browser.close()


def _asked(page: Page, chat: Locator, question: str) -> dict[str, float]:
    """Ask once in a new conversation, and return when what was seen."""
    chat.evaluate("(chat) => chat.clear()")
    chat.locator(".line textarea").fill(question)
    chat.locator(".send").click()
    chat.locator(".feedback").wait_for()
    return dict(page.evaluate("window.__seen"))


def _slow_down(page: Page, network: tuple[int, int, int] | None) -> None:
    if network is None:
        return
    down, up, delay = network
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    limits = {"downloadThroughput": down, "uploadThroughput": up, "latency": delay}
    tools.send("Network.emulateNetworkConditions", {"offline": False, **limits})


def _median(seen: Sequence[dict[str, float]], what: str) -> str:
    waits = [each[what] - each["click"] for each in seen if what in each]
    return f"{statistics.median(waits):.0f} ms" if waits else "-"


@contextmanager
def _serving(home: Path | None) -> Iterator[str]:
    """Serve the sample corpus with the command that people use, and yield its address."""
    with tempfile.TemporaryDirectory() as made, socket.socket() as free:
        where = str(home or made)
        command = [sys.executable, "-m", "config.main", "--home", where]
        if home is None:
            subprocess.run([*command, "ingest", str(SAMPLE)], check=True, capture_output=True)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        server = subprocess.Popen([*command, "serve", "--port", str(port)])
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urlopen(f"{address}/health/ready", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the service has not started")


def _print(head: Sequence[str], rows: Iterator[list[str]] | list[list[str]]) -> None:
    table = [list(head), *rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(head))]
    for number, row in enumerate(table):
        print(
            "| "
            + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            + " |"
        )
        if not number:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")


if __name__ == "__main__":
    sys.exit(main())
