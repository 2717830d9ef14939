"""``widget.js``: the modules of ``service/web/widget`` as one, put together when first asked for.

One file is one request, which counts on a weak network, and one digest, which a page may pin.
Nothing is translated on the way: import lines and comments go, the rest is what stands in the
files.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.types import LANGUAGES, Language
from service.to_json import dumps
from service.widget.texts import widget_texts

ENTRY = "widget.js"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*?(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|function|async function)[ *])", re.MULTILINE)
_RELEASE = "@release@"


@dataclass(frozen=True, slots=True)
class Asset:
    """What browsers get: bytes, the same compressed, and a digest as ``integrity`` wants it."""

    body: bytes
    packed: bytes
    media_type: str
    integrity: str

    @property
    def etag(self) -> str:
        """The digest as an entity tag."""
        return f'"{self.integrity[7:39]}"'


@cache
def script() -> Asset:
    """Return the script. It asks for texts under the release that they have now.

    Raises:
        ValueError: if modules import each other in a circle.
    """
    source = "".join(_module(name) for name in _in_order(ENTRY))
    return _asset(source.replace(_RELEASE, release()).encode(), "text/javascript; charset=utf-8")


@cache
def texts(language: Language) -> Asset:
    """Return the texts of ``language`` as JSON."""
    return _asset(dumps(widget_texts(language)), "application/json")


@cache
def style() -> Asset:
    """Return the style sheet of the page that holds nothing but the widget."""
    body = files("service").joinpath("web", "widget", "embed.css").read_bytes()
    return _asset(body, "text/css; charset=utf-8")


@cache
def release() -> str:
    """Return a digest of all texts."""
    seen = hashlib.sha256()
    for language in LANGUAGES:
        seen.update(texts(language).body)
    return seen.hexdigest()[:12]


def _asset(body: bytes, media_type: str) -> Asset:
    digest = base64.b64encode(hashlib.sha384(body).digest()).decode()
    return Asset(body, gzip.compress(body, 9, mtime=0), media_type, f"sha384-{digest}")


def _in_order(entry: str) -> list[str]:
    """Return the modules, each behind those that it imports."""
    done: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"{name} imports itself by way of {', '.join(above)}")
        if name not in done:
            for imported in _IMPORT.findall(_read(name)):
                visit(imported, (*above, name))
            done.append(name)

    visit(entry, ())
    return done


def _read(name: str) -> str:
    return files("service").joinpath("web", "widget", name).read_text(encoding="utf-8")


def _module(name: str) -> str:
    bare = _COMMENT.sub("", _IMPORT.sub("", _read(name)))
    return _EXPORT.sub("", bare).strip("\n") + "\n"
