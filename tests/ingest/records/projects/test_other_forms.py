"""Forms without numbers, forms in cells, and lists and paragraphs in other shapes."""

import pytest

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.types import Amount, Project, State

HEADER = """<p>E</p><p>CDIP/95/4</p><p>ORIGINAL: ENGLISH</p><p>DATE: MAY 2, 2033</p>
<p>Committee on Development and Intellectual Property (CDIP)</p><p>Ninety-Fifth Session</p>
<h1>{title}</h1><p>Document prepared by the Secretariat</p>"""

CELLS = """<table>
<tr><td>Project code</td><td>DA_01_10_07</td></tr>
<tr><td>Title</td><td>Design Fairs for Small Island Workshops</td></tr>
<tr><td>Development Agenda recommendations</td><td>Recommendations 1 and 10</td></tr>
<tr><td>Project duration</td><td>Thirty months</td></tr>
<tr><td>Project budget</td><td>Total: CHF 90,000. {role}</td></tr>
<tr><td>Pilot countries</td><td>Not applicable</td></tr>
</table>"""

BUDGET = """<h2>Project budget by output</h2>
<table>
<tr><th rowspan="2">Outputs</th><th colspan="2">Year 1</th><th colspan="1">Year 2</th>
<th rowspan="2">Total</th></tr>
<tr><th>Personnel (in Swiss francs)</th><th>Travel</th><th>Travel</th></tr>
<tr><td>Fair</td><td>10,000</td><td>–</td><td>50,000</td><td>60,000</td></tr>
<tr><td>Guide</td><td>–</td><td>30,000</td><td>-</td><td>30,000</td></tr>
<tr><td>Total</td><td>10,000</td><td>30,000</td><td>50,000</td><td>90,000</td></tr>
</table>"""


@pytest.fixture
def told_in(tmp_path):
    def told(body, title="Project Document"):
        path = tmp_path / "document.html"
        html = f"<html lang='en'><body>{HEADER.format(title=title)}{body}</body></html>"
        path.write_text(html, encoding="utf-8")
        parsed = parse_file(path, IngestSettings(), {}, sha256="0" * 64)
        return [record for record in parsed.records if isinstance(record, Project)]

    return told


def test_a_form_of_cells_without_numbers_is_read_by_its_labels(told_in):
    (project,) = told_in(CELLS.format(role="") + BUDGET)
    assert project.code.value == "DA_1_10_07"  # as codes are written everywhere
    assert project.duration_months.value == 30
    assert project.title.value == "Design Fairs for Small Island Workshops"
    assert [fact.value for fact in project.recommendations] == [1, 10]
    assert project.budget.value == Amount(90000, "CHF")
    assert project.countries == ()
    assert project.status is None
    assert project.proponents == ()


def test_heads_that_span_columns_stand_above_the_cells_that_they_span(told_in):
    (project,) = told_in(CELLS.format(role="") + BUDGET)
    columns = [cell.column for cell in project.budget_lines[0].cells]
    assert columns == [
        ("Year 1", "Personnel (in Swiss francs)"),
        ("Year 1", "Travel"),
        ("Year 2", "Travel"),
        ("Total",),
    ]
    amounts = [[cell.amount.value.amount for cell in line.cells] for line in project.budget_lines]
    assert amounts == [[10000, 0, 50000, 60000], [0, 30000, 0, 30000], [10000, 30000, 50000, 90000]]
    assert [line.is_total for line in project.budget_lines] == [False, False, True]


def test_all_of_a_budget_may_be_other_than_personnel(told_in):
    role = "The entire amount is allocated to non-personnel costs."
    (project,) = told_in(CELLS.format(role=role))
    assert project.other_budget.value == Amount(90000, "CHF")
    assert project.personnel_budget is None


def test_three_labels_make_no_form(told_in):
    assert told_in("<h2>Summary</h2><p>Text.</p><h2>Title</h2><p>Other text.</p>") == []


def test_a_list_needs_a_heading_that_says_how_far_its_projects_are(told_in):
    items = "".join(f"<li>Workshop {name} – Phase II</li>" for name in ("Alpha", "Beta", "Gamma"))
    listed = told_in(f"<h2>Ongoing Development Agenda Projects (3)</h2><ol>{items}</ol>", "Report")
    assert [project.number.value for project in listed] == [1, 2, 3]
    assert {project.status.value for project in listed} == {State.ONGOING}
    assert {project.phase.value for project in listed} == {2}
    assert {project.listed_as.value for project in listed} == {
        "Ongoing Development Agenda Projects (3)"
    }
    assert listed[0].title.value == "Workshop Alpha – Phase II"
    assert told_in(f"<h2>Workshops held in 2033</h2><ol>{items}</ol>", "Report") == []


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The project “Design Fairs” was completed in March 2032.", State.COMPLETED),
        ("The Committee approved the project “Design Fairs” for 24 months.", State.APPROVED),
        ("The implementation of the project “Design Fairs” is ongoing.", State.ONGOING),
        ("The Committee took note of the project “Design Fairs”.", None),
        ("The draft report on the fairs was approved by the Committee.", None),
    ],
)
def test_a_state_is_told_by_the_words_or_not_at_all(told_in, text, state):
    told = told_in(f"<p>1.&nbsp;{text}</p><p>2.&nbsp;The Secretariat spoke.</p>", "Report")
    states = [project.status.value for project in told if project.status]
    assert states == ([state] if state else [])


def test_a_wish_of_a_delegation_is_no_fact_of_the_project(told_in):
    body = """<h2>Agenda Item 5: Project Proposal on Fairs</h2>
    <p>5. The Secretariat introduced the project entitled “Design Fairs”, with a budget of
    CHF 90,000.</p>
    <p>6. The Delegation of Chile said that it wished the project to have a budget of
    CHF 400,000.</p>
    <p>7. The Committee approved the project with a budget of CHF 80,000.</p>"""
    told = told_in(body, "Report")
    assert [project.budget.value.amount for project in told] == [90000, 80000]
    assert [project.status.value for project in told] == [State.PROPOSED, State.APPROVED]
