"""The files under ``/static/``: read once, named by what they hold, kept by browsers for a year.

All files share one digest, which is a folder of their address: modules that import each other
by relative addresses get the files of one release.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_TYPES |= {".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that browsers get. ``packed`` is the same compressed, where that is shorter."""

    body: bytes
    packed: bytes | None
    media_type: str
    etag: str


@cache
def assets() -> Mapping[str, Asset]:
    """Return all files of ``service/web/static`` by their name below it."""
    return dict(_read(files("service").joinpath("web", "static"), ""))


@cache
def release() -> str:
    """Return the digest of all files together."""
    seen = hashlib.sha256()
    for name, asset in sorted(assets().items()):
        seen.update(f"{name} {asset.etag}\n".encode())
    return seen.hexdigest()[:16]


def static(name: str) -> str:
    """Return the address of the file ``name``.

    Raises:
        KeyError: if there is no such file.
    """
    if name not in assets():
        raise KeyError(f"no file {name!r} in service/web/static")
    return f"/static/{release()}/{name}"


def find(path: str) -> tuple[Asset, str] | None:
    """Return the file at ``/static/<path>`` and how long it may be kept; None if there is none."""
    first, _, rest = path.partition("/")
    if first == release() and rest in assets():
        return assets()[rest], _FOREVER
    older = re.fullmatch(r"[0-9a-f]{16}", first)  # a page of another release asks for it
    found = assets().get(rest if older else path)
    return (found, "no-cache") if found else None


def _read(folder: Traversable, before: str) -> list[tuple[str, Asset]]:
    found: list[tuple[str, Asset]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _read(entry, f"{before}{entry.name}/")
        elif not entry.name.startswith("."):
            found.append((before + entry.name, _asset(entry)))
    return found


def _asset(file: Traversable) -> Asset:
    body = file.read_bytes()
    packed = gzip.compress(body, 9, mtime=0)
    suffix = "." + file.name.rpartition(".")[2]
    guessed = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Asset(
        body=body,
        packed=packed if len(packed) < len(body) else None,
        media_type=_TYPES.get(suffix, guessed),
        etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
    )
