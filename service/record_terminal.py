"""Records as text for a terminal; see ``service.terminal`` on words of documents."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from index.records.types import Kind
from service.terminal import isolated, plain

_EXCERPT = 240  # characters of a text


def render_records(kind: Kind, payloads: Sequence[Mapping[str, Any]], width: int = 88) -> str:
    """Return each record with its name, its words, and where they stand."""
    blocks = [_record(kind, payload, width) for payload in payloads]
    return "\n".join([*blocks, f"{len(payloads)} {kind}s"])


def _record(kind: Kind, payload: Mapping[str, Any], width: int) -> str:
    words = payload["title"] if kind == "project" else payload["text"]
    facts = [isolated(_name(kind, payload)), *_facts(kind, payload), payload["language"]]
    lines = [" · ".join(facts), _wrapped(_short(words or ""), width, "    ")]
    keys = list(dict.fromkeys(citation["key"] for citation in payload["citations"]))
    lines.append(_wrapped(", ".join(isolated(key) for key in keys[:3]), width, "    ["))
    lines[-1] += f" and {len(keys) - 3} more]" if len(keys) > 3 else "]"
    if payload["differs"]:
        fields = ", ".join(each["field"] for each in payload["differs"])
        lines.append(f"    sources differ: {fields}")
    if "thread" in payload:
        lines += _thread(payload["thread"], width)
    return "\n".join(lines)


def _name(kind: Kind, payload: Mapping[str, Any]) -> str:
    if kind == "recommendation":
        return f"{payload['set']} {payload['number']}"
    if kind == "project":
        return str(payload["code"] or payload["id"])
    letter = f" ({payload['letter']})" if payload["letter"] else ""
    return f"{payload['meeting'] or payload['id']}{letter}"


def _facts(kind: Kind, payload: Mapping[str, Any]) -> list[str]:
    told = [payload["kind"] if kind == "outcome" else payload["status"]]
    if kind == "project":
        told.append(f"phase {payload['phase']}" if payload["phase"] else None)
        told.append(plain(payload["budget"]["printed"]) if payload["budget"] else None)
    if kind == "outcome":
        told.append(payload["deadline"])
    return [each for each in told if each]


def _thread(thread: Mapping[str, Any], width: int) -> list[str]:
    lines = [f"    open: {thread['reason']}"] if thread["open"] else []
    for step in thread["steps"]:
        told = [step["date"] or "undated", isolated(step["key"]), step["status"], step["state"]]
        lines.append("    " + " · ".join(each for each in told if each))
        lines.append(_wrapped(_short(step["quote"]), width, "        "))
    return lines


def _short(text: str) -> str:
    words = plain(text)
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rstrip()}…"


def _wrapped(text: str, width: int, indent: str) -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
