"""Feedback as a question set, in the layout of ``evaluation/datasets``.

What readers agreed on is a case: the answer helped, and it is known what it cited. All else, a
complaint above all, says that something is wrong but not what would be right: it goes to people,
in ``to_judge.jsonl``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from ingest.types import Language
from service.feedback.types import Stored, Verdict

_OURS = {"queries.jsonl", "qrels", "to_judge.jsonl"}
_ANSWERS, _PART = 2, 1  # grades: a passage that was cited alone, or with others


@dataclass(frozen=True, slots=True)
class Exported:
    """How many questions became cases, how many are to be judged, what says no question."""

    cases: int
    to_judge: int
    without_question: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that was said about one question."""

    text: str
    language: Language
    said: tuple[Stored, ...]

    @property
    def id(self) -> str:
        """The same in each export."""
        return (
            f"feedback-{hashlib.sha256(f'{self.language} {self.text}'.encode()).hexdigest()[:12]}"
        )

    @property
    def cited(self) -> list[str]:
        """What answers cited, in order of report."""
        keys: list[str] = []
        for each in self.said:
            about = each.feedback
            keys += about.citations or ((about.key,) if about.key else ())
        return list(dict.fromkeys(keys))

    @property
    def verdicts(self) -> dict[str, int]:
        """How often each verdict was given."""
        return _counted((each.feedback.verdict.value, each.times) for each in self.said)

    @property
    def is_agreed(self) -> bool:
        """Say whether this is a case: it only ever helped, and it is known what was cited."""
        return set(self.verdicts) == {Verdict.HELPFUL.value} and bool(self.cited)


def export(reports: Sequence[Stored], folder: Path) -> Exported:
    """Write ``reports`` into ``folder``: ``queries.jsonl``, ``qrels/test.tsv``, ``to_judge.jsonl``.

    Raises:
        FileExistsError: if the folder holds other things than an earlier export.
        OSError: if it cannot be written.
    """
    _make_room(folder)
    asked = _by_question(reports)
    cases = [each for each in asked if each.is_agreed]
    open_ = [each for each in asked if not each.is_agreed]
    rows = [(each.id, key, grade) for each in cases for key, grade in _grades(each.cited)]
    table = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in rows)]
    _write(folder / "queries.jsonl", b"".join(_line(_case(each)) for each in cases))
    _write(folder / "qrels" / "test.tsv", "".join(f"{row}\n" for row in table).encode())
    _write(folder / "to_judge.jsonl", b"".join(_line(_to_judge(each)) for each in open_))
    without = sum(1 for each in reports if each.feedback.question is None)
    return Exported(len(cases), len(open_), without)


def _by_question(reports: Iterable[Stored]) -> list[_Asked]:
    said: dict[tuple[str, Language], list[Stored]] = {}
    for each in reports:
        about = each.feedback
        if about.question and about.language:
            said.setdefault((" ".join(about.question.split()), about.language), []).append(each)
    return [_Asked(text, language, tuple(each)) for (text, language), each in said.items()]


def _grades(cited: Sequence[str]) -> list[tuple[str, int]]:
    return [(key, _ANSWERS if len(cited) == 1 else _PART) for key in cited]


def _case(asked: _Asked) -> dict[str, Any]:
    about = _about(asked)
    return {
        "_id": asked.id,
        "text": asked.text,
        "metadata": {**about, "answerable": True, "reason": None, "values": []},
    }


def _to_judge(asked: _Asked) -> dict[str, Any]:
    reports = [each.feedback for each in asked.said]
    reasons = ((e.feedback.reason.value, e.times) for e in asked.said if e.feedback.reason)
    more = {
        "reasons": _counted(reasons),
        "about": list(dict.fromkeys(each.key for each in reports if each.key)),
        "comments": list(dict.fromkeys(each.comment for each in reports if each.comment)),
    }
    return {"_id": asked.id, "text": asked.text, "metadata": {**_about(asked), **more}}


def _about(asked: _Asked) -> dict[str, Any]:
    return {
        "language": asked.language,
        "type": "feedback",
        "cited": asked.cited,
        "answers": list(dict.fromkeys(each.feedback.answer_id for each in asked.said)),
        "verdicts": asked.verdicts,
    }


def _counted(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for name, times in pairs:
        counts[name] += times
    return dict(counts)


def _make_room(folder: Path) -> None:
    if folder.is_dir():
        found = {path.name for path in folder.iterdir()}
        # Judged by hand, a set of questions is worth too much to be written over.
        if found - _OURS or (found and "to_judge.jsonl" not in found):
            raise FileExistsError(17, "holds other things than an earlier export", str(folder))
    (folder / "qrels").mkdir(parents=True, exist_ok=True)


def _line(entry: dict[str, Any]) -> bytes:
    return orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE)


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
