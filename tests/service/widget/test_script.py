"""The script as browsers get it: one light file, with nothing that a strict policy refuses."""

import gzip
import re
import shutil
import subprocess

import pytest

from ingest.types import LANGUAGES
from service.widget import script as made
from service.widget.script import release, script, texts

SOURCE = script().body.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_one_language_it_weighs_no_more_than_25_kb(language):
    assert len(script().packed) + len(texts(language).packed) <= 25_000


def test_it_is_one_file():
    assert not re.search(r"^\s*(?:import|export)\b", SOURCE, re.MULTILINE)
    assert gzip.decompress(script().packed) == script().body


@pytest.mark.parametrize(
    "refused",
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
     "DOMParser", "createContextualFragment", "setAttribute(\"style\"", ".style.", "cookie",
     "localStorage", "sessionStorage", "indexedDB", "http://", "https://", "javascript:", "srcdoc",
     "<style", "import("],
)  # fmt: skip
def test_it_does_nothing_that_a_strict_page_refuses(refused):
    allowed = {"http://": 1}.get(refused, 0)  # the name space of drawings
    assert SOURCE.count(refused) == allowed


def test_every_name_of_the_modules_is_given_once():
    names = re.findall(r"^(?:const|let|class|function\*?|async function\*?) (\w+)", SOURCE, re.M)
    assert len(names) == len(set(names))


def test_modules_that_import_each_other_in_a_circle_are_refused(monkeypatch):
    files = {
        "widget.js": 'import { a } from "./a.js";\n',
        "a.js": 'import { widget } from "./widget.js";\n',
    }
    monkeypatch.setattr(made, "_read", files.__getitem__)
    with pytest.raises(ValueError, match="imports itself"):
        made._in_order("widget.js")


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_it_can_be_read(tmp_path):
    path = tmp_path / "widget.mjs"
    path.write_text(SOURCE, encoding="utf-8")
    subprocess.run(["node", "--check", path], check=True)


def test_texts_are_asked_for_under_their_release(client):
    assert f'RELEASE = "{release()}"' in SOURCE
    kept = client.get(f"/widget/ar.json?v={release()}").headers["cache-control"]
    assert "immutable" in kept
    assert "immutable" not in client.get("/widget/ar.json").headers["cache-control"]
    assert client.get("/widget/de.json").status_code == 422


def test_browsers_get_it_packed_and_ask_only_whether_it_has_changed(client):
    plain = client.get("/widget.js", headers={"accept-encoding": "identity"})
    assert plain.headers["content-type"].startswith("text/javascript")
    assert "content-encoding" not in plain.headers
    packed = client.get("/widget.js", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    again = client.get("/widget.js", headers={"if-none-match": plain.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_no_cookie_is_set(client):
    for path in ("/widget.js", "/widget/en.json", "/embed", "/v1/meeting?name=CWS/91"):
        assert "set-cookie" not in client.get(path).headers
