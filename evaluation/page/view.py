"""Puts a run on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from evaluation.gate import Verdict
from evaluation.judging import Judged
from evaluation.page.charts import latency, panels, parity_table, reliability
from evaluation.parity import parity
from evaluation.report import details
from evaluation.sheet import Sheet
from service.pages.strings import direction_of


def page(
    sheet: Sheet,
    figures: Mapping[str, Any],
    judged: Sequence[Judged],
    verdicts: Sequence[Verdict],
    environment: Mapping[str, str],
    on: date,
) -> str:
    """Return a run as one HTML page.

    ``environment`` names what it was measured with (versions, machine), ``verdicts`` are those of
    a comparison, if there was one.
    """
    held = parity(sheet.rows)
    wrong = [_wrong(each) for each in judged if each.faults]
    html: str = _template().render(
        sheet=sheet,
        figures=figures,
        panels=panels(sheet),
        bins=reliability(sheet),
        latency=latency(sheet),
        parity=held,
        parity_rows=parity_table(held) if held else [],
        verdicts=verdicts,
        wrong=wrong,
        environment=environment,
        on=on.isoformat(),
    )
    return html


def _wrong(judged: Judged) -> dict[str, Any]:
    language = judged.question.language
    found = details(judged) | {"question_language": language, "dir": direction_of(language)}
    if "language" in found:
        found["told_dir"] = direction_of(found["language"])
    return found


def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("evaluation.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
