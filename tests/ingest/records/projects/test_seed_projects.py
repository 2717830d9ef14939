"""Real documents: a project form cell by cell, and a list of 55 projects."""

import re

from ingest.records.types import Amount, State

_ENTRY = re.compile(r"\t?\s*(\d{1,2})\.?\s*\Z")

CRISIS_BY_OUTPUT = [
    [0, 30000, 0, 0, 30000],
    [0, 95000, 0, 0, 95000],
    [0, 10000, 0, 0, 10000],
    [0, 20000, 0, 20000, 40000],
    [0, 0, 0, 15000, 15000],
    [0, 0, 0, 15000, 15000],
    [0, 155000, 0, 50000, 205000],
]
CRISIS_BY_CATEGORY = [
    [0, 0, 0, 0, 0, 30000, 0, 0, 30000],
    [20000, 50000, 0, 5000, 0, 10000, 0, 10000, 95000],
    [0, 0, 0, 0, 0, 10000, 0, 0, 10000],
    [0, 0, 0, 0, 10000, 20000, 0, 10000, 40000],
    [0, 0, 0, 0, 0, 15000, 0, 0, 15000],
    [0, 0, 0, 15000, 0, 0, 0, 0, 15000],
    [20000, 50000, 0, 20000, 10000, 85000, 0, 20000, 205000],
]
CRISIS_QUARTERS = [
    [],
    [(1, 1), (1, 2)],
    [(1, 3)],
    [(1, 2), (1, 3), (1, 4), (2, 1)],
    [(1, 3), (1, 4), (2, 1)],
    [(2, 2)],
    [(2, 2)],
]


def _printed_list(path):
    """Return the entries of the last annex as the file has them: a number, then its title."""
    lines = path.read_text(encoding="utf-8").splitlines()
    entries, number = [], None
    for line in lines[-400:]:
        if match := _ENTRY.match(line):
            number = int(match[1])
        elif number is not None and line.strip():
            entries.append((number, " ".join(line.split()).rstrip(".;")))
            number = None
    return entries


def test_all_listed_projects_have_number_title_phase_and_status(seed, projects_in):
    path = seed("002")
    listed = [project for project in projects_in(path) if project.listed_as]
    found = [(p.number.value, p.title.value) for p in listed]
    assert len(found) == 55
    assert found == _printed_list(path)[-55:]
    states = [State.COMPLETED] * 40 + [State.ONGOING] * 8 + [State.APPROVED] * 7
    assert [p.status.value for p in listed] == states
    assert [p.number.value for p in listed] == [*range(1, 41), *range(1, 9), *range(1, 8)]
    for project in listed:
        said = re.search(r"phase (I+)\b", project.title.value, re.IGNORECASE)
        assert (project.phase.value if project.phase else None) == (len(said[1]) if said else None)


def test_the_form_of_a_real_project_is_complete(seed, projects_in):
    (project,) = projects_in(seed("003"))
    assert project.code.value == "DA_4_10_03"
    assert [fact.value for fact in project.recommendations] == [4, 10]
    assert project.duration_months.value == 18
    assert project.budget.value == project.other_budget.value == Amount(205000, "CHF")
    assert project.personnel_budget is None
    assert [plain_hyphen(fact.value) for fact in project.proponents] == ["Royaume-Uni"]
    assert project.proposed_on.value == "2024-02-16"
    assert (project.body.value, project.session.value) == ("CDIP", 32)
    assert project.status.value is State.PROPOSED
    assert len(project.linked_entities) == 8
    assert ["CDIP/3/INF/2" in fact.value for fact in project.linked_projects] == [True, True]
    assert [result.code.value for result in project.expected_results] == ["4.2", "4.3", "4.5"]
    assert [(o.number, len(o.activities)) for o in project.outputs] == [(1, 2), (2, 2), (3, 3)]
    shares = [share.value for i in project.indicators for share in i.percentages]
    assert (len(project.indicators), shares) == (9, [60, 80])
    assert [risk.mitigation is not None for risk in project.risks] == [True, True]
    assert project.countries == ()


def plain_hyphen(text):
    return text.replace("\u2011", "-")


def test_the_tables_of_a_real_project_are_read_cell_by_cell(seed, projects_in):
    (project,) = projects_in(seed("003"))
    marked = [[tuple(q.value) for q in row.quarters] for row in project.timetable]
    assert marked == CRISIS_QUARTERS
    for by, expected in (("output", CRISIS_BY_OUTPUT), ("category", CRISIS_BY_CATEGORY)):
        lines = [line for line in project.budget_lines if line.by == by]
        assert [[cell.amount.value.amount for cell in line.cells] for line in lines] == expected
        assert {c.amount.value.currency for line in lines for c in line.cells} == {"CHF"}
        assert [line.is_total for line in lines] == [False] * 6 + [True]
    years = {cell.column[0] for line in project.budget_lines[:7] for cell in line.cells}
    assert {" ".join(year.split()) for year in years} == {"Année 1", "Année 2", "Total"}


def test_running_text_is_told_with_proofs_that_hold(
    seed, parsed, projects_in, facts_of, check_proofs
):
    for number in ("000", "001", "002", "003", "004"):
        path = seed(number)
        facts = [fact for project in projects_in(path) for fact in facts_of(project)]
        if number in ("002", "003"):
            check_proofs(parsed(path), facts)
        else:
            assert not facts
