"""The sample corpus: the same values from every language and format, and proofs that hold."""

import pytest

from config.profiles import CODES
from ingest.records.types import Amount, State

FORMATS = ("docx", "html", "pdf")
EVERYWHERE = [(language, format_) for language in CODES for format_ in FORMATS]
BY_OUTPUT = [
    [15000, 40000, 0, 0, 55000],
    [15000, 30000, 10000, 35000, 90000],
    [0, 10000, 15000, 35000, 60000],
    [0, 0, 5000, 30000, 35000],
    [30000, 80000, 30000, 100000, 240000],
]
BY_CATEGORY = [
    [0, 0, 0, 5000, 35000, 0, 40000],
    [0, 0, 0, 0, 15000, 50000, 65000],
    [12000, 20000, 8000, 5000, 0, 0, 45000],
    [0, 6000, 9000, 0, 15000, 0, 30000],
    [12000, 26000, 17000, 10000, 65000, 50000, 180000],
]
QUARTERS = [
    [(1, 1)],
    [(1, 2), (1, 3)],
    [(1, 3), (1, 4), (2, 1), (2, 2)],
    [(2, 2), (2, 3)],
    [(2, 4)],
]
GHANA = {"ar": "غانا", "en": "Ghana", "es": "Ghana", "fr": "Ghana", "ru": "Ганы", "zh": "加纳"}


def chf(amount):
    return Amount(amount, "CHF")


@pytest.mark.parametrize(("language", "format_"), EVERYWHERE)
def test_a_form_says_the_same_in_all_languages_and_formats(
    language, format_, projects_in, sample_file
):
    (project,) = projects_in(sample_file("cdip_90_6", language, format_))
    assert project.code.value == "DA_16_20_02"
    assert project.status.value is State.PROPOSED
    assert [fact.value for fact in project.recommendations] == [16, 20]
    assert project.duration_months.value == 24
    assert project.budget.value == chf(240000)
    assert project.personnel_budget.value == chf(60000)
    assert project.other_budget.value == chf(180000)
    assert [fact.value for fact in project.proponents] == [GHANA[language]]
    assert project.proposed_on.value == "2031-02-21"
    assert (project.body.value, project.session.value) == ("CDIP", 90)
    assert project.phase is None
    assert project.entity is not None
    assert len(project.linked_entities) == 4
    assert ["DA_16_20_01" in fact.value for fact in project.linked_projects] == [True]
    assert [result.code.value for result in project.expected_results] == ["4.1", "4.4"]
    assert len(project.objectives) == 1
    assert [(o.number, len(o.activities)) for o in project.outputs] == [(1, 2), (2, 2), (3, 2)]
    shares = [[share.value for share in i.percentages] for i in project.indicators]
    assert shares == [[], [70], [], [], [85]]
    assert all(indicator.of for indicator in project.indicators)
    assert [risk.mitigation is not None for risk in project.risks] == [True, True]
    assert [fact.value for fact in project.symbols] == ["CDIP/88/9"]
    assert len(project.countries) == 1


@pytest.mark.parametrize(("language", "format_"), EVERYWHERE)
def test_the_tables_of_a_form_are_read_cell_by_cell(language, format_, projects_in, sample_file):
    (project,) = projects_in(sample_file("cdip_90_6", language, format_))
    marked = [[tuple(q.value) for q in row.quarters] for row in project.timetable]
    assert marked == QUARTERS
    for by, expected in (("output", BY_OUTPUT), ("category", BY_CATEGORY)):
        lines = [line for line in project.budget_lines if line.by == by]
        assert [[cell.amount.value for cell in line.cells] for line in lines] == [
            [chf(amount) for amount in row] for row in expected
        ]
        assert [line.is_total for line in lines] == [False] * 4 + [True]
        assert all(len(cell.column) == 1 for line in lines for cell in line.cells)


@pytest.mark.parametrize(("language", "format_"), EVERYWHERE)
def test_a_report_tells_what_was_proposed_and_what_was_approved(
    language, format_, projects_in, sample_file
):
    proposed, approved, evaluated = projects_in(sample_file("cdip_89_10", language, format_))
    assert proposed.status.value is State.PROPOSED
    assert [fact.value for fact in proposed.recommendations] == [1, 4, 11]
    assert (proposed.duration_months.value, proposed.budget.value) == (30, chf(480000))
    assert [fact.value for fact in proposed.symbols] == ["CDIP/89/4"]
    assert approved.status.value is State.APPROVED
    assert approved.title == proposed.title
    assert (approved.duration_months.value, approved.budget.value) == (24, chf(450000))
    assert approved.personnel_budget.value == chf(90000)
    assert len(approved.countries) == 2
    assert [fact.value for fact in approved.symbols] == ["CDIP/89/4 Rev."]
    assert evaluated.status is None
    assert evaluated.budget.value == chf(390000)


STEMS = ("c_wild_9", "cdip_90_8_prov", "cdip_90_8_rev", "cws_89_22", "cws_90_4", "cws_90_9")


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("language", CODES)
def test_documents_that_tell_of_no_project_give_none(stem, language, projects_in, sample_file):
    for format_ in FORMATS:
        try:
            path = sample_file(stem, language, format_)
        except StopIteration:
            continue
        assert projects_in(path) == []


@pytest.mark.parametrize("stem", ["cdip_90_6", "cdip_89_10"])
@pytest.mark.parametrize(("language", "format_"), EVERYWHERE)
def test_every_proof_is_an_exact_slice_that_says_the_value(
    stem, language, format_, parsed, projects_in, facts_of, sample_file, check_proofs
):
    path = sample_file(stem, language, format_)
    held = parsed(path)
    check_proofs(held, [fact for p in projects_in(path) for fact in facts_of(p)])
