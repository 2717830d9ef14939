"""What did a meeting decide, what is it invited to do, and who is asked for what by when?

``reading`` sees a passage as sentences and items, ``meetings`` knows which session is meant,
``decisions``, ``actions`` and ``requests`` find one kind of outcome each, ``details`` what an
outcome tells besides: deadline, address, documents, addressee.
"""

from __future__ import annotations

from ingest.records.outcomes.actions import find_actions, find_groups
from ingest.records.outcomes.decisions import Decisions
from ingest.records.outcomes.meetings import Meetings
from ingest.records.outcomes.reading import Reading, read_passages
from ingest.records.outcomes.requests import find_requests
from ingest.records.proofs import Source
from ingest.records.types import Outcome
from ingest.types import BlockKind, Status

_MUTE = (Status.DELEGATION, Status.RECOMMENDATION)
"""What a delegation says, or a recommendation recommends, is no outcome."""


def extract_outcomes(source: Source) -> list[Outcome]:
    """Return the outcomes of a document in reading order."""
    readings = read_passages(source)
    meetings = Meetings.of(source, readings)
    decisions = Decisions(source, meetings)
    outcomes: list[Outcome] = []
    for reading in readings:
        if reading.passage.status in _MUTE or reading.passage.kind is BlockKind.ROW:
            continue
        found = decisions.of(reading)
        found += _others(source, meetings, readings, reading)
        outcomes += sorted(found, key=lambda outcome: outcome.text.proofs[0].span)
    return outcomes


def _others(
    source: Source, meetings: Meetings, readings: list[Reading], reading: Reading
) -> list[Outcome]:
    if reading.passage.status is Status.PROJECT:
        return []  # what a project asks of countries, no meeting asks
    return [
        *find_actions(source, meetings, reading),
        *find_groups(source, readings, reading),
        *find_requests(source, meetings, reading),
    ]
