"""Templates and what each of them is given: the view (language, direction, address) and texts.

Everything is escaped unless it is Markup. Templates hold no script and no style of their own.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from ingest.types import LANGUAGES, Language
from service.messages import messages
from service.pages.assets import static
from service.pages.bidi import bdi, quoting, running
from service.pages.figures import day, enumeration, number
from service.pages.places import other_language, page_label, place, placed
from service.pages.security import page_headers
from service.pages.strings import NAMES, SHORT, Direction, direction_of, page_language, texts
from service.to_json import href

_WORTH_PACKING = 1000  # bytes


@dataclass(frozen=True, slots=True)
class View:
    """One page as it is asked for: its language, and its address."""

    language: Language
    path: str
    query: tuple[tuple[str, str], ...]

    @property
    def direction(self) -> Direction:
        """Which way the page is written."""
        return direction_of(self.language)

    def address(self, **changes: str | None) -> str:
        """Return the address of this page with other values in its query; None takes one out.

        It is relative, so that no path, however it begins, can name another host.
        """
        kept = [(name, value) for name, value in self.query if name not in changes]
        kept += [(name, value) for name, value in changes.items() if value is not None]
        return f"?{urlencode(kept)}"

    def without(self, name: str, value: str) -> str:
        """Return the address of this page without one of the values of ``name``."""
        kept = [pair for pair in self.query if pair != (name, value)]
        return f"?{urlencode(kept)}"

    def to(self, path: str, **values: str) -> str:
        """Return the address of another page of ours, in the language of this one."""
        path, mark, fragment = path.partition("#")
        return f"{path}?{urlencode({**values, 'lang': self.language})}{mark}{fragment}"


def view_of(request: Request, language: Language | None = None) -> View:
    """Return the view that ``request`` asks for; ``language`` is what the path names, if it does.

    ``?lang=`` comes first, then the path, then what the browser accepts.
    """
    named = request.query_params.get("lang")
    accepted = request.headers.get("accept-language")
    wanted = named if named in LANGUAGES else language
    items = tuple(request.query_params.multi_items())
    return View(page_language(wanted, accepted), request.url.path, items)


def respond(
    request: Request,
    view: View,
    template: str,
    *,
    part: str = "pages",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    frame_ancestors: Sequence[str] = (),
    **values: object,
) -> Response:
    """Return the page ``template`` with ``values``, compressed where the browser takes it.

    ``part`` names the texts that ``t`` knows in the template; see ``service.pages.strings``.
    """
    body = render(view, template, part=part, **values).encode()
    sent = {**page_headers(frame_ancestors), **(headers or {})}
    if len(body) >= _WORTH_PACKING and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 6, mtime=0)
        sent["content-encoding"] = "gzip"
    sent["content-language"] = view.language
    return Response(body, status, sent, "text/html; charset=utf-8")


def render(view: View, template: str, *, part: str = "pages", **values: object) -> str:
    """Return the HTML of ``template``. See ``respond``."""
    known = {"t": texts(view.language, part), "status_names": messages(view.language).status}
    return _environment().get_template(template).render(view=view, **known, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("service", "web/templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {
        "LANGUAGES": LANGUAGES,
        "bdi": bdi,
        "day": day,
        "direction_of": direction_of,
        "enumeration": enumeration,
        "language_names": NAMES,
        "number": number,
        "document_path": href,
        "other_language": other_language,
        "page_label": page_label,
        "place": place,
        "placed": placed,
        "running": running,
        "quoting": quoting,
        "short_names": SHORT,
        "static": static,
    }
    return environment
