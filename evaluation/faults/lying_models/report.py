"""What came of the turns, as a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from evaluation.faults.lying_models.cases import PARTS
from evaluation.faults.lying_models.playing import Played
from ingest.types import LANGUAGES


def kept(played: Iterable[Played]) -> tuple[int, int]:
    """Return how many good sentences of good models were told, and how many there were.

    Those count whose paragraph was found and shown to the model: else nothing could be cited.
    """
    good = [p for p in played if p.turn.model == "good" and p.is_shown]
    return sum(p.is_told for p in good), len(good)


def print_report(played: Sequence[Played]) -> None:
    """Print all figures, and every turn that did not go as it should."""
    rows: dict[tuple[str, str], list[Played]] = defaultdict(list)
    for each in played:
        rows[each.turn.model, each.turn.kind].append(each)
    languages = {each.turn.case.language for each in played}
    asked = sum(each.is_asked for each in played)
    print(f"{len(played)} turns in {len(languages)} languages; the model was asked in {asked}")
    print(f"\n{'model':22} {'what it writes':30} {'asked':>5} {'reached':>7}  refused as")
    for (model, kind), found in rows.items():
        if model in ("good", "beyond"):
            continue
        reasons = Counter(reason for each in found for reason in each.reasons)
        told = ", ".join(f"{name} {count}" for name, count in reasons.most_common())
        reached = sum(bool(each.faults) for each in found)
        asked = sum(each.is_asked for each in found)
        print(f"{model:22} {kind:30} {asked:5} {reached:7}  {told}")
    print("\ngood sentences kept, of those whose paragraph the model was shown")
    for part in PARTS:
        _print_kept(part, [p for p in played if p.turn.case.part == part])
    _print_kept("both", played)
    beyond = [p for p in played if p.turn.model == "beyond"]
    refused = sum(not p.is_told for p in beyond)
    print(f"\ninvented predicates refused (not counted above): {refused} of {len(beyond)}")
    for each in played:
        for fault in each.faults:
            print(f"FAULT {_place(each)}: {fault}")
        if each.turn.model == "good" and not each.is_told:
            why = ", ".join(each.reasons) if each.is_shown else "not shown"
            print(f"lost  {_place(each)}: {why}: {each.turn.good}")


def _print_kept(name: str, played: Sequence[Played]) -> None:
    told, offered = kept(played)
    by_language = []
    for language in LANGUAGES:
        some, of_all = kept(p for p in played if p.turn.case.language == language)
        by_language.append(f"{language} {some}/{of_all}")
    share = told / offered if offered else 0
    print(f"{name:10} {told}/{offered} = {share:.3f}   {'  '.join(by_language)}")


def _place(each: Played) -> str:
    turn = each.turn
    return f"{turn.model}/{turn.kind} {turn.case.passage} [{turn.case.language}]"
