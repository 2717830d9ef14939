"""Is a run worse than an earlier one? By more than chance explains: then the build is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evaluation.intervals import CONFIDENCE, Difference, difference
from evaluation.measures import mean
from evaluation.parity import parity
from evaluation.questions import DatasetError
from evaluation.report import ALL, by_language
from evaluation.sheet import FAULTS, LESS, PARTS, Row, Sheet, part_measure

# What a change is judged by; the others of the table move with these.
GATED = (
    "recall@100",
    "hit@10",
    "nDCG@10",
    *map(part_measure, PARTS),
    "right",
    "value_match",
    "citation_precision",
    "citation_recall",
    "false_answers",
    "false_refusals",
    "language_right",
)
_LEAST_PARITY_KEPT = 0.05  # parity is one number of few groups: a fall by more is a loss


@dataclass(frozen=True, slots=True)
class Verdict:
    """One measure of one language (or of all): its values, earlier and now, and what to think."""

    measure: str
    language: str
    earlier: float
    now: float
    difference: Difference | None
    lost: bool


def compare(earlier: Sheet, now: Sheet) -> list[Verdict]:
    """Return the verdicts on a run beside an earlier one over the same questions.

    A measure is lost if the 95 % confidence interval of its mean difference, question by question,
    lies wholly on the worse side of 0; a count of faults if it grew; parity if it fell by 0.05.

    Raises:
        DatasetError: if the two do not hold the same questions, or one lacks answers.
    """
    before, after = ({row.id: row for row in sheet.rows} for sheet in (earlier, now))
    if before.keys() != after.keys():
        differ = sorted(before.keys() ^ after.keys())
        raise DatasetError(
            f"the runs hold different questions, {len(differ)} of them: {', '.join(differ[:5])};"
            " make a new baseline with --output"
        )
    if earlier.told != now.told:
        raise DatasetError("one run holds answers and the other does not")
    return [*_measures(before, after), *_faults(earlier, now), *_parities(earlier, now)]


def _measures(before: dict[str, Row], after: dict[str, Row]) -> Iterator[Verdict]:
    groups = by_language(list(after.values()))
    for measure in GATED:
        for language, rows in groups.items():
            both = [row for row in rows if measure in row.measures.keys() & before[row.id].measures]
            if not both:
                continue
            old = [before[row.id].measures[measure] for row in both]
            new = [row.measures[measure] for row in both]
            found = difference(
                [(row.group, n - o) for row, n, o in zip(both, new, old, strict=True)]
            )
            change = found.change
            worse = change.low > 0 if measure in LESS else change.high < 0
            yield Verdict(measure, language, mean(old) or 0.0, mean(new) or 0.0, found, worse)


def _faults(earlier: Sheet, now: Sheet) -> Iterator[Verdict]:
    if not now.told:
        return
    for name in FAULTS:
        before, after = (
            float(sum(row.faults.get(name, 0) for row in each.rows)) for each in (earlier, now)
        )
        yield Verdict(name, ALL, before, after, None, after > before)


def _parities(earlier: Sheet, now: Sheet) -> Iterator[Verdict]:
    old, new = parity(earlier.rows), parity(now.rows)
    if old and new:
        lost = new.overlap < old.overlap - _LEAST_PARITY_KEPT
        yield Verdict("parity", ALL, old.overlap, new.overlap, None, lost)


def lost(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts that stop a change."""
    return [verdict for verdict in verdicts if verdict.lost]


def comparison(verdicts: Sequence[Verdict]) -> str:
    """Return the verdicts over all questions, and every loss, as a Markdown table."""
    lines = [
        f"| beside the baseline | | earlier | now | change | {CONFIDENCE:.0%} | p | |",
        "|---|---|---:|---:|---:|---:|---:|---|",
    ]
    for each in verdicts:
        if each.language == ALL or each.lost:
            lines.append(_line(each))
    return "\n".join(lines) + "\n"


def _line(verdict: Verdict) -> str:
    found, change = verdict.difference, verdict.now - verdict.earlier
    span = f"{found.change.low:+.3f} to {found.change.high:+.3f}" if found else ""
    p = f"{found.p:.3f}" if found else ""
    name = verdict.measure.replace("_", " ")
    state = "**lost**" if verdict.lost else "kept"
    return (
        f"| {name} | {verdict.language} | {verdict.earlier:.3f} | {verdict.now:.3f} |"
        f" {change:+.3f} | {span} | {p} | {state} |"
    )
