"""The fields of a project, as the contract names them."""

from __future__ import annotations

from index.records.taking import Taking, folded, money
from index.records.titles import title_key
from index.records.types import Field
from ingest.records.types import BudgetLine, Indicator, Output, Project, Risk, TimetableRow


def project_fields(project: Project) -> dict[str, Field]:
    """Return what ``project`` tells."""
    taking = Taking(project, project.title.proofs)
    taking.same("code", project.code)
    title = taking.take("title", project.title)
    phase = project.phase.value if project.phase else None
    taking.field("title", title, words=title_key(title, phase, project.language).terms)
    taking.same("phase", project.phase)
    taking.same("status", project.status)
    taking.set_of("recommendations", project.recommendations)
    taking.same("duration_months", project.duration_months)
    if project.budget is not None:
        taking.take("budget", project.budget)
        amount = tuple(project.budget.value)
        taking.field("budget", money(project.budget), figures=amount, words=amount)
    names = [taking.take("proponent", fact) for fact in project.proponents]
    if names:
        compared = tuple(sorted(map(folded, names)))
        taking.field("proponent", "; ".join(names), figures=len(names), words=compared)
    taking.told("entity", project.entity)
    _lists(taking, project)
    return taking.fields


def _lists(taking: Taking, project: Project) -> None:
    def output(path: str, item: Output) -> object:
        activities = [
            taking.take(f"{path}.activities.{place}", fact)
            for place, fact in enumerate(item.activities, 1)
        ]
        text = taking.take(f"{path}.text", item.text)
        return {"number": item.number, "text": text, "activities": activities}

    def indicator(path: str, item: Indicator) -> object:
        shares = [taking.take(f"{path}.percentages", fact) for fact in item.percentages]
        text, of = taking.take(f"{path}.text", item.text), taking.maybe(f"{path}.of", item.of)
        return {"text": text, "of": of, "percentages": shares}

    def risk(path: str, item: Risk) -> object:
        text = taking.take(f"{path}.text", item.text)
        return {"text": text, "mitigation": taking.maybe(f"{path}.mitigation", item.mitigation)}

    def row(path: str, item: TimetableRow) -> object:
        quarters = [taking.take(f"{path}.quarters", fact) for fact in item.quarters]
        told = [{"year": quarter.year, "quarter": quarter.quarter} for quarter in quarters]
        return {"activity": taking.take(f"{path}.activity", item.activity), "quarters": told}

    def line(path: str, item: BudgetLine) -> object:
        label, cells = taking.take(f"{path}.label", item.label), []
        for place, cell in enumerate(item.cells, 1):
            taking.take(f"{path}.cells.{place}", cell.amount)
            cells.append({"column": list(cell.column), **money(cell.amount)})
        return {"by": item.by, "label": label, "cells": cells, "is_total": item.is_total}

    taking.each("outputs", project.outputs, output)
    taking.each("indicators", project.indicators, indicator)
    taking.each("risks", project.risks, risk)
    taking.each("timetable", project.timetable, row)
    taking.each("budget_lines", project.budget_lines, line)
    taking.set_of("countries", project.countries, same=False)
