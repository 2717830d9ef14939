"""What is the smallest piece that can be cited by its address?

One numbered paragraph with its sub-items; where the text has no numbers, one paragraph; a table
row; a footnote; a recommendation or one of its actions. Blocks with one locator are one passage.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.codes import find_project_codes
from ingest.squeezing import squeeze
from ingest.status import status_of
from ingest.structure.tables import join_spans
from ingest.types import Block, BlockKind, Document, Passage, Span

PROJECT_CODE = "sec-1.1/1"
"""Where every project form has the code of the project."""

RECORD_CONTEXT = 300  # characters of a recommendation that stand before each of its actions


def cut_passages(document: Document, blocks: Sequence[Block]) -> list[Passage]:
    """Return the passages of ``document`` in reading order. Their keys are unique."""
    members: dict[str, list[Block]] = {}
    for block in blocks:
        if block.locator:
            members.setdefault(block.locator, []).append(block)
    heads = {locator: _text(document, group) for locator, group in members.items()}
    codes = _project_codes(heads)
    return [
        _passage(document, locator, group, order, heads, codes)
        for order, (locator, group) in enumerate(members.items())
    ]


def _passage(
    document: Document,
    locator: str,
    group: Sequence[Block],
    order: int,
    heads: dict[str, str],
    codes: dict[str, str],
) -> Passage:
    first = group[0]
    text = heads[locator]
    paragraph = first.number if first.kind is not BlockKind.FOOTNOTE else None
    return Passage(
        key=f"{document.key}#{locator}",
        document=document.key,
        language=document.language,
        locator=locator,
        text=text,
        spans=_spans(document, group),
        status=status_of(document, first, locator, text),
        kind=first.kind,
        order=order,
        paragraph=paragraph,
        annex=first.annex,
        section=first.section,
        context=_context(document, first, locator, heads, codes),
        page=first.page,
        page_label=first.page_label,
    )


def _spans(document: Document, group: Sequence[Block]) -> tuple[Span, ...]:
    return join_spans(document.text, [span for block in group for span in block.spans])


def _text(document: Document, group: Sequence[Block]) -> str:
    return "\n".join(document.text[start:end] for start, end in _spans(document, group))


def _context(
    document: Document,
    first: Block,
    locator: str,
    heads: dict[str, str],
    codes: dict[str, str],
) -> tuple[str, ...]:
    """Return what names the subject of a passage that does not name it itself."""
    context = [document.title, codes.get(_part(locator), ""), *first.section, *first.context]
    owner = locator.rpartition("/")[0]
    if "rec-" in owner and owner in heads:
        context.append(squeeze(heads[owner])[:RECORD_CONTEXT])
    return tuple(dict.fromkeys(part for part in context if part))


def _project_codes(heads: dict[str, str]) -> dict[str, str]:
    """Return the code of the project whose form each part holds, by the prefix of the part."""
    return {
        _part(locator): codes[0].code
        for locator, text in heads.items()
        if locator.endswith(PROJECT_CODE) and (codes := find_project_codes(text))
    }


def _part(locator: str) -> str:
    """Return the prefix that the locators of a part share: "annex-II/", or nothing."""
    return locator[: locator.index("/") + 1] if locator.startswith("annex") else ""
