"""From blocks to a Reading: the header block, the parts, the table of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from ingest.types import Block, BlockKind, Document, Language, Passage, Status
from service.pages.reader.contents import contents_of
from service.pages.reader.front import front_of
from service.pages.reader.parts import PartBuilder
from service.pages.reader.pieces import Cutter, Held
from service.pages.reader.types import Part, Reading

_TELLING = (Status.DECISION, Status.INVITATION, Status.DELEGATION)


def build_reading(
    document: Document,
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    held: Held,
    parallel: Mapping[str, Sequence[Language]],
) -> Reading:
    """Return ``document`` as the reader shows it.

    ``parallel`` maps passage keys to the languages that hold them. Documents without blocks (made
    by hand) are shown by their passages.
    """
    cutter = Cutter(document, held)
    known = {p.locator: p for p in passages}
    header = [b for b in blocks if b.kind is BlockKind.HEADER]
    body = [b for b in blocks if b.kind not in (BlockKind.HEADER, BlockKind.RUNNING_HEAD)]
    others = {
        p.locator: tuple(x for x in parallel.get(p.key, ()) if x != p.language) for p in passages
    }
    parts: list[Part] = []
    page: int | None = None
    for annex, members in groupby(body or _blocks_of(passages), key=lambda block: block.annex):
        builder = PartBuilder(document, cutter, known, others, annex, len(parts), page)
        parts.append(builder.build(tuple(members)))
        page = builder.page
    return Reading(
        document=document,
        front=front_of(document, header, cutter),
        parts=tuple(parts),
        contents=contents_of(parts),
        places={p.locator: p.paragraph or "" for p in passages},
        spans={p.locator: p.spans for p in passages},
        usual=_usual(passages),
    )


def _blocks_of(passages: Sequence[Passage]) -> list[Block]:
    return [
        Block(p.kind, p.spans, number=p.paragraph, annex=p.annex, page=p.page, locator=p.locator)
        for p in passages
    ]


def _usual(passages: Sequence[Passage]) -> Status | None:
    counted = Counter(p.status for p in passages)
    status, often = counted.most_common(1)[0] if counted else (Status.OTHER, 0)
    return status if status not in _TELLING and often * 2 > len(passages) else None
