"""The command ``feedback``: what readers said, and a question set made of it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.commands import DONE, FAILED, Command
from config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.feedback.cases import Exported
    from service.feedback.types import Stored

_SHOWN = 10


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--export", type=Path, metavar="FOLDER", help="write a question set for `evaluate` there"
    )


def _run(arguments: Namespace, settings: Settings) -> int:
    from service.feedback.cases import export
    from service.feedback.errors import FeedbackUnavailable
    from service.feedback.store import FeedbackStore
    from service.to_json import dumps

    try:
        reports = FeedbackStore(settings.home).all()
        made = export(reports, arguments.export) if arguments.export else None
    except FeedbackUnavailable as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}")
    if arguments.json:
        sys.stdout.buffer.write(dumps(_payload(reports, made), indent=True, newline=True))
    else:
        sys.stdout.write("\n".join([*_lines(reports, made, arguments.export), ""]))
    return DONE


def _payload(reports: Sequence[Stored], made: Exported | None) -> dict[str, Any]:
    from service.to_json import shallow

    told = [
        {"number": each.number, "day": each.day, "times": each.times, **shallow(each.feedback)}
        for each in reports
    ]
    exported = {"exported": shallow(made)} if made else {}
    return {**_counts(reports), **exported, "feedback": told}


def _counts(reports: Sequence[Stored]) -> dict[str, Any]:
    verdicts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for each in reports:
        verdicts[each.feedback.verdict.value] += each.times
        if each.feedback.reason:
            reasons[each.feedback.reason.value] += each.times
    return {"total": verdicts.total(), "verdicts": dict(verdicts), "reasons": dict(reasons)}


def _lines(reports: Sequence[Stored], made: Exported | None, folder: Path | None) -> list[str]:
    from service.terminal import plain

    counts = _counts(reports)
    lines = [f"{counts['total']} reports"]
    lines += [f"  {count} {name}" for name, count in sorted(counts["verdicts"].items())]
    lines += [f"    {count} {name}" for name, count in sorted(counts["reasons"].items())]
    complaints = [each for each in reports if each.feedback.verdict.value == "not_helpful"]
    if complaints:
        lines.append(f"the last complaints, of {len(complaints)}:")
    for each in complaints[-_SHOWN:]:
        told = each.feedback
        parts = (each.day, told.reason or "", told.key or "", told.question or told.answer_id)
        lines.append("  " + "  ".join(plain(part) for part in (*parts, told.comment or "") if part))
    if made:
        lines.append(
            f"{made.cases} cases and {made.to_judge} questions to be judged written to {folder}"
            f" ({made.without_question} reports without a question left out)"
        )
    return lines


def _failed(message: str) -> int:
    sys.stderr.write(f"wipo-rag: {message}\n")
    return FAILED


COMMAND = Command("feedback", "what readers said about answers", _configure, _run)
