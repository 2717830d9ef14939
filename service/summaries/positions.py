"""What delegations and observers said, as theirs: never as what the committee wants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from config.profiles import profile
from ingest.status import standing
from ingest.types import BlockKind, Passage, Status
from service.sentences import sentences_of, tell
from service.summaries.lines import Line, line_of
from service.summaries.material import Source
from service.summaries.telling import Telling

MOST = 24
_SENTENCES = 3  # of one statement that are told
_LENGTH = 700  # characters of a statement that is told whole


def positions(telling: Telling) -> tuple[list[Line], int]:
    """Return statements of delegations, at most ``MOST``, and how many there are.

    Of many, each agenda item keeps its first ones, so that no item is told at the cost of others.
    """
    lines = [
        line
        for source in telling.full
        for passage in source.passages
        for line in _statements(telling, source, passage)
    ]
    kept = _spread(lines)
    return [telling.mark(line) for line in kept], len(lines)


def _statements(telling: Telling, source: Source, passage: Passage) -> Iterator[Line]:
    if passage.kind in (BlockKind.ROW, BlockKind.FOOTNOTE) or passage.status in _OTHERS:
        return
    if not source.is_report and passage.status is not Status.DELEGATION:
        return
    sentences = sentences_of(passage)
    speaking = [n for n, sentence in enumerate(sentences) if is_statement(passage, sentence.text)]
    if passage.status is Status.DELEGATION:
        first = speaking[0] if speaking else 0
        length = sum(len(sentence.text) for sentence in sentences[first:])
        if len(sentences) - first <= _SENTENCES and length <= _LENGTH:
            speaking = list(range(first, len(sentences)))
        speaking = speaking or [first]
    speaking = [n for n in speaking if not telling.is_told(passage, sentences[n])]
    line = line_of(source, passage, speaking)
    if line is not None:
        yield line


_OTHERS = (Status.DECISION, Status.INVITATION, Status.RECOMMENDATION, Status.PROJECT)


def is_statement(passage: Passage, sentence: str) -> bool:
    """Say whether a delegation or observer is the subject of a sentence."""
    cues = profile(passage.language).cues
    told = tell(sentence)
    return standing(cues, cues.delegation, told) is not None and not cues.submitted.search(told)


def _spread(lines: Sequence[Line]) -> list[Line]:
    """Return at most ``MOST`` lines in their order, the same number of each agenda item."""
    if len(lines) <= MOST:
        return list(lines)
    by_item: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        by_item[line.source.entry.key, line.heading].append(place)
    kept: list[int] = []
    depth = 0
    while len(kept) < MOST:
        kept += [places[depth] for places in by_item.values() if depth < len(places)]
        depth += 1
    return [lines[place] for place in sorted(kept[:MOST])]
