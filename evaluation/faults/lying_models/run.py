"""Makes the index and plays all turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from config.settings import Settings
from evaluation.faults.documents import file_of
from evaluation.faults.lying_models.cases import PARTS, Case, read_cases
from evaluation.faults.lying_models.obedience import obedient_turns, trapped_documents
from evaluation.faults.lying_models.playing import Played, player
from evaluation.faults.lying_models.server import scripted_server
from evaluation.faults.lying_models.turns import Lines, Turn, odd_turns, turns_of
from index.generation import open_current
from index.ingestion import ingest
from index.writer import Writer
from ingest.types import Language
from service.library import Library
from service.sentences import unnumbered
from service.serving import CatalogueLibrary

_SAMPLE = Path(__file__).resolve().parents[2] / "datasets" / "sample" / "documents"
_STREAMED = 3  # every third turn
_SLOW_S, _PATIENCE_S = 1.5, 0.4
_SLOW_TURNS = 6
_SHOWN_CHARS = 400  # of a passage, by which it is known again in a prompt


def indexed(settings: Settings) -> None:
    """Index the sample corpus, and the document that talks to models, in ``settings.home``."""
    ingest(settings, [path for path in sorted(_SAMPLE.iterdir()) if path.suffix != ".json"])
    with Writer(settings) as writer:
        for parsed in trapped_documents():
            writer.put(file_of(parsed), parsed)
        writer.publish()


def all_turns(library: Library, parts: Sequence[str] = PARTS) -> list[Turn]:
    """Return every turn over some parts of the cases, but those of slow models."""
    cases = [case for part in parts for case in read_cases(part)]
    meant = {case: meant_by(case, library) for case in cases}
    siblings: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        siblings[case.passage].append(case)
    turns = [
        turn
        for case in cases
        for turn in turns_of(
            case, meant[case], [s for s in siblings[case.passage] if s.language != case.language]
        )
    ]
    beyond = [
        Turn("beyond", kind, case, Lines(shows, (lie, "own")), good=lie, shows=shows)
        for case in read_cases("beyond")
        for shows in [meant_by(case, library)]
        for kind, lie in case.lies
    ]
    return [*turns, *odd_turns(cases, meant), *obedient_turns(), *beyond]


def meant_by(case: Case, library: Library) -> frozenset[str]:
    """Return how the paragraph of a case begins.

    Raises:
        LookupError: if the corpus has no such paragraph.
    """
    passage = library.passage(case.passage, case.language)
    if passage is None:
        raise LookupError(f"{case.passage} [{case.language}] is not held")
    return frozenset((unnumbered(passage)[:_SHOWN_CHARS],))


def play_all(settings: Settings, parts: Sequence[str] = PARTS) -> list[Played]:
    """Play all turns over the index in ``settings.home``, the slow ones last."""
    opened = open_current(settings.home, settings.store)
    turns = all_turns(CatalogueLibrary(opened.generation.catalogue), parts)
    with scripted_server() as (address, script):
        with player(settings, address, script) as patient:
            played = [
                patient.play(turn, streamed=place % _STREAMED == 0)
                for place, turn in enumerate(turns)
            ]
        with player(settings, address, script, timeout_s=_PATIENCE_S) as hasty:
            played += [hasty.play(turn) for turn in _slow(turns)]
    opened.generation.close()
    return played


def _slow(turns: Sequence[Turn]) -> list[Turn]:
    """Return one good turn in each language, of a model that takes too long."""
    found: dict[Language, Turn] = {}
    for turn in turns:
        if turn.model == "good":
            found.setdefault(turn.case.language, turn)
    return [
        Turn(
            "slow", "too late", turn.case, turn.writes, bad=(turn.case.good,),
            note="model_timeout", delay_s=_SLOW_S, shows=turn.shows,
        )
        for turn in list(found.values())[:_SLOW_TURNS]
    ]  # fmt: skip
