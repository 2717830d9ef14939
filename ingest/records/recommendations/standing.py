"""How far recommendations have come: a title or heading that calls them draft or proposed."""

from __future__ import annotations

from config.phrases import plain
from config.recommendation_words import recommendation_words
from ingest.records.proofs import Source, is_proof
from ingest.records.types import Fact, State
from ingest.types import BlockKind, Passage, Span

_ABOVE = (BlockKind.HEADER, BlockKind.HEADING)


def proposed_by(source: Source, passage: Passage) -> Fact[State] | None:
    """Return that the recommendation in ``passage`` is proposed, if what stands above says so.

    The nearest heading counts, then those above it and the title.
    """
    words = recommendation_words(source.language).proposed
    for block in reversed(source.blocks):
        if block.kind not in _ABOVE or block.spans[0].start > passage.spans[0].start:
            continue
        for span in block.spans:
            match = words.pattern.search(plain(source.text(span)))
            if match is None:
                continue
            told = Span(span.start + match.start(), span.start + match.end())
            if is_proof(passage, told, source.text(told)):
                return source.fact(State.PROPOSED, passage, told)
    return None
