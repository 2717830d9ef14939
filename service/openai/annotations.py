"""Where the markers of an answer stand in its text, and what they point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ingest.types import Language
from service.messages import messages
from service.types import Answer, Citation


@dataclass(frozen=True, slots=True)
class Marker:
    """``[n]`` at ``text[start:end]``, counted in characters."""

    start: int
    end: int
    n: int


def markers(answer: Answer) -> tuple[Marker, ...]:
    """Return the markers of ``answer`` in order.

    They are found by the statements that they follow: a document may have brackets of its own.
    """
    if not answer.statements:
        return tuple(_after_refusal(answer))
    return tuple(marker for group in _groups(answer) for marker in group)


def pieces(answer: Answer) -> tuple[str, ...]:
    """Return the text cut after the markers of each statement; joined it is the whole text."""
    ends = [group[-1].end for group in _groups(answer) if group]
    bounds = [0, *ends, len(answer.answer)]
    cut = (answer.answer[a:b] for a, b in pairwise(bounds))
    return tuple(piece for piece in cut if piece)


def annotate(answer: Answer, base: str) -> list[dict[str, Any]]:
    """Return one annotation for each marker; ``base`` is the address of this service."""
    cited = {citation.n: citation for citation in answer.citations}
    return [
        _annotation(marker, cited[marker.n], answer.language, base) for marker in markers(answer)
    ]


def _groups(answer: Answer) -> Iterator[list[Marker]]:
    """Yield the markers of each statement."""
    at = 0
    for statement in answer.statements:
        begin = answer.answer.find(statement.text, at)
        if begin < 0:
            continue
        at = begin + len(statement.text)
        group = []
        for n in statement.citations:
            label = f" [{n}]"
            if not answer.answer.startswith(label, at):
                break
            group.append(Marker(at + 1, at + len(label), n))
            at += len(label)
        yield group


def _after_refusal(answer: Answer) -> Iterator[Marker]:
    """Yield the markers at the end of a sentence of ours."""
    labels = [f"[{citation.n}]" for citation in answer.citations]
    at = len(answer.answer) - len(" ".join(labels))
    if labels and at >= 0 and answer.answer[at:] == " ".join(labels):
        for citation, label in zip(answer.citations, labels, strict=True):
            yield Marker(at, at + len(label), citation.n)
            at += len(label) + 1


def _annotation(
    marker: Marker, citation: Citation, language: Language, base: str
) -> dict[str, Any]:
    return {
        "type": "url_citation",
        "url_citation": {
            "start_index": marker.start,
            "end_index": marker.end,
            "title": ", ".join(_title(citation, language)),
            "url": f"{base}{citation.href}",
        },
        "wipo": {
            "n": citation.n,
            "key": citation.key,
            "quote": citation.quote,
            "language": citation.language,
            "status": citation.status,
            "href": citation.href,
            "source_url": citation.url,
        },
    }


def _title(citation: Citation, language: Language) -> Sequence[str]:
    labels = messages(language).labels
    title = [f"{citation.symbol} {citation.version}" if citation.version else citation.symbol]
    if citation.annex is not None:
        name = "annex" if citation.annex else "only_annex"
        title.append(labels[name].format(number=citation.annex))
    if citation.paragraph:
        title.append(labels["paragraph"].format(number=citation.paragraph))
    return title
