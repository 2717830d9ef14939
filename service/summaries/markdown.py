"""A summary as Markdown with footnotes (``[^1]``), as CommonMark with GitHub's extension reads it.

Words of documents are data: what Markdown would take for markup in them is escaped, so that they
are shown and never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from ingest.typography import clean
from service.export_docx.references import document_name, place_of
from service.export_docx.texts import draft_texts
from service.summaries.types import Summary
from service.summaries.wording import wording
from service.types import Citation

MEDIA_TYPE = "text/markdown"

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#!&])")
_BEGINS_BLOCK = re.compile(r"\A(\d{1,9})([.)])(?=\s)|\A([-+=:])(?=\s|[-=:])")
_RIGHT_TO_LEFT = ("ar",)


def to_markdown(summary: Summary, base_url: str = "") -> str:
    """Return ``summary`` as Markdown; ``base_url`` is where the reader is served, "" if nowhere."""
    lines = list(_lines(summary, base_url.rstrip("/")))
    if summary.language in _RIGHT_TO_LEFT:
        lines = ['<div dir="rtl" lang="ar">', "", *lines, "", "</div>"]
    return "\n".join(lines) + "\n"


def _lines(summary: Summary, base: str) -> Iterator[str]:
    texts = draft_texts(summary.language)
    yield f"# {escaped(summary.title)}"
    yield ""
    yield f"> **{escaped(texts.mark)}** {escaped(texts.note)}"
    if summary.reason:
        reasons = wording(summary.language).reasons
        yield from ("", escaped(reasons.get(summary.reason, summary.reason)))
    for section in summary.sections:
        yield from ("", f"## {escaped(section.heading)}", "")
        for statement in section.statements:
            marks = "".join(f"[^{n}]" for n in statement.citations)
            yield f"- {escaped(statement.text)}{marks}"
    if summary.citations:
        yield from ("", f"## {escaped(texts.sources)}", "")
    for source in summary.sources:
        named = texts.source.format(
            key=source.key,
            language=texts.in_language[source.language],
            title=source.title.rstrip(" ."),
            file=source.source,
            sha256=source.sha256,
        )
        yield f"- {escaped(named)}"
    for citation in summary.citations:
        yield from ("", f"[^{citation.n}]: {_note(citation, summary, base)}")


def _note(citation: Citation, summary: Summary, base: str) -> str:
    texts = draft_texts(summary.language)
    place = place_of(citation, summary.language)
    head = escaped(texts.place["join"].join(filter(None, (document_name(citation), place))))
    if target := _target(citation, base):
        head = f"[{head}](<{target}>)"
    return head + texts.place["end"] + escaped(texts.quotation.format(quote=citation.quote))


def _target(citation: Citation, base: str) -> str:
    """Return the address of the passage in the reader, else that of the document, else ""."""
    if base:
        return f"{base}{citation.href}"
    url = citation.url or ""
    return quote(url, safe=":/?#@%=&+,;~") if urlsplit(url).scheme in ("http", "https") else ""


def escaped(text: str) -> str:
    """Return ``text`` on one line, without anything that Markdown would take for markup."""
    line = _MARKUP.sub(r"\\\1", " ".join(clean(text).split()))
    return _BEGINS_BLOCK.sub(lambda found: _masked(found), line)


def _masked(found: re.Match[str]) -> str:
    if found[1]:
        return f"{found[1]}\\{found[2]}"
    return f"\\{found[3]}"
