import gzip

import pytest

from service.pages.assets import assets, release, static


def test_a_file_is_kept_for_a_year_under_its_digest(client):
    answer = client.get(static("base.css"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.content == assets()["base.css"].body


@pytest.mark.parametrize("path", ["/static/base.css", "/static/0123456789abcdef/base.css"])
def test_without_our_digest_it_is_asked_for_again(client, path):
    first = client.get(path)
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_comes_compressed_only_where_that_is_understood(client):
    plain = client.get(static("base.css"), headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    packed = client.get(static("base.css"), headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content == gzip.decompress(assets()["base.css"].packed)


@pytest.mark.parametrize(
    "path",
    ["nowhere.css", "../app.py", "..%2Fapp.py", "%2e%2e/app.py", "base.css%00", "/base.css", "",
     "x/y/base.css", "templates/base.html"],
)  # fmt: skip
def test_nothing_else_is_given_out(client, path):
    for before in ("/static/", f"/static/{release()}/"):
        assert client.get(before + path).status_code == 404


def test_no_file_of_ours_names_another_host():
    for name, asset in assets().items():
        text = asset.body.decode().replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text, name


def test_templates_hold_no_script_and_no_style():
    from importlib.resources import files

    folder = files("service").joinpath("web", "templates")
    for template in folder.iterdir():
        text = template.read_text(encoding="utf-8")
        for forbidden in ("<style", "style=", " onclick", " onload", "|safe", "javascript:"):
            assert forbidden not in text, f"{template.name}: {forbidden}"
        for piece in text.split("<script")[1:]:
            assert piece.lstrip().startswith(('type="module" src=', "src=")), template.name
