"""Counts of what is meant, found and right, on a document of a few words."""

import dataclasses

from evaluation.records.gold import GoldRecord, GoldText
from evaluation.records.matching import match_records
from evaluation.records.proofs import is_printed
from evaluation.records.sample import Version, differences, table, told
from evaluation.records.table import Measured, Tally, below, read_targets, rows
from evaluation.records.values import digest, is_right
from ingest.records.types import (
    Action,
    Amount,
    Fact,
    Outcome,
    OutcomeKind,
    Proof,
    Recommendation,
)
from ingest.types import Span

TEXT = "1. Keep books dry. a) Buy shelves. b) Close windows. The committee adopted this."


def fact(quote, value=None):
    start = TEXT.index(quote)
    proof = Proof("DOC#p1", Span(start, start + len(quote)), quote)
    return Fact(quote if value is None else value, (proof,))


def gold_text(quote):
    start = TEXT.index(quote)
    words = quote.split()
    return GoldText(
        " ".join(words[:3]), " ".join(words[-2:]), digest(quote), (Span(start, start + len(quote)),)
    )


def recommendation(**changes):
    actions = (Action("a", fact("Buy shelves.")), Action("c", fact("Close windows.")))
    made = Recommendation("DOC", "en", "ICT", fact("1", 1), fact("Keep books dry."), (), actions)
    return dataclasses.replace(made, **changes)


def gold_recommendation():
    actions = tuple(
        {"letter": letter, "text": gold_text(quote)}
        for letter, quote in (("a", "Buy shelves."), ("b", "Close windows."))
    )
    values = {"set": "ICT", "number": 1, "text": gold_text("Keep books dry."), "actions": actions}
    return GoldRecord("g1", "DOC", "recommendation", {**values, "immediate": False, "is_new": None})


def outcome(quote):
    return Outcome("DOC", "en", OutcomeKind.DECISION, fact(quote))


def gold_outcome(quote, *, name="g2", **values):
    known = {"outcome": "decision", "text": gold_text(quote), **values}
    optional, shared = bool(known.pop("optional", False)), known.pop("shared", None)
    return GoldRecord(name, "DOC", "outcome", known, optional, shared)


def measured(gold, records):
    figures = Measured()
    figures.count("DOC", match_records(gold, records))
    return figures


def counts(figures, group, field):
    tally = figures.figures[group, field]
    return tally.gold, tally.found, tally.right


def test_counts_what_is_missed_wrong_and_extra():
    figures = measured([gold_recommendation()], [recommendation(is_new=fact("1", True))])
    group = "recommendation ICT"
    assert counts(figures, group, "record") == (1, 1, 1)
    assert counts(figures, group, "text") == (1, 1, 1)
    assert counts(figures, group, "actions") == (2, 2, 1)  # b is missed, c is extra
    assert counts(figures, group, "actions.text") == (2, 2, 1)
    assert counts(figures, group, "is_new") == (0, 1, 0)  # the text does not tell it
    assert (group, "immediate") not in figures.figures  # told by no mark, and not found
    assert len(figures.details) == 5
    assert f"| {group} | actions | 2 | 2 | 1 | 0.500 | 0.500 |" in list(rows(figures))


def test_a_missed_record_misses_all_its_values_and_an_extra_one_is_counted():
    figures = measured([gold_recommendation()], [outcome("The committee adopted this.")])
    assert counts(figures, "recommendation ICT", "record") == (1, 0, 0)
    assert counts(figures, "recommendation ICT", "actions.text") == (2, 0, 0)
    assert counts(figures, "outcome", "record") == (0, 1, 0)


def test_an_outcome_is_matched_by_place_and_judged_by_its_words():
    gold = [gold_outcome("The committee adopted this.")]
    figures = measured(gold, [outcome("committee adopted this.")])
    assert counts(figures, "outcome", "record") == (1, 1, 1)
    assert counts(figures, "outcome", "text") == (1, 1, 0)


def test_what_is_optional_counts_nowhere_and_what_is_shared_has_one_record():
    optional = [gold_outcome("The committee adopted this.", optional=True)]
    assert not measured(optional, [outcome("The committee adopted this.")]).figures
    both = [
        gold_outcome("Buy shelves.", name="g3", shared="s"),
        gold_outcome("Close windows.", name="g4", shared="s"),
    ]
    figures = measured(both, [outcome("Buy shelves. b) Close windows.")])
    assert counts(figures, "outcome", "record") == (2, 2, 2)


def test_values_fold_typography_and_allow_alternatives():
    assert is_right("Royaume-Uni|the United Kingdom", "Royaume‑Uni")
    assert is_right({"amount": 205000, "currency": "CHF"}, Amount(205000, "CHF"))
    assert not is_right({"amount": 205000, "currency": "CHF"}, Amount(205000, "EUR"))
    assert not is_right(1, True)
    assert not is_right("4.1", "4.10")


def test_says_when_a_value_is_not_printed_in_its_quote():
    record = outcome("Buy shelves.")
    assert is_printed("text", record.text, record)
    assert not is_printed("text", fact("Buy shelves.", "Buy chairs."), record)
    assert is_printed("number", fact("1", 1), record)
    assert not is_printed("number", fact("1", 7), record)


def test_targets_are_read_and_a_short_figure_is_named():
    head = "# x\n\n## Targets\n\n| group | field | target |\n|---|---|---|\n"
    sheet = f"{head}| a | b | exact |\n\n## y\n"
    targets = read_targets(sheet)
    assert targets == {("a", "b"): "exact"}
    assert not list(below(Measured({("a", "b"): Tally(2, 2, 2)}), targets))
    assert list(below(Measured({("a", "b"): Tally(2, 3, 2)}), targets))
    assert list(below(Measured(), targets))


def test_the_sample_table_counts_files_that_tell_the_same():
    same, other = told([recommendation()]), told([recommendation(number=fact("1", 2))])
    files = {"DOC": [Version("en", same), Version("fr", same), Version("ar", other)]}
    assert list(table(files))[2] == "| DOC | recommendation | 1 | 2 | 3 |"
    assert [line.split(" | ")[2:] for line in differences(files)] == [
        ["ar", "lacks ICT 1"],
        ["ar", "adds ICT 2"],
    ]
