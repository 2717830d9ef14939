"""What changed between two versions: paragraphs, and words in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.pages.reader.comparing import Fate, compare_versions
from service.pages.reader.wording import Change, compare_words


def version(made, *texts, key="CWS/91/2"):
    document = made(key)
    for number, text in enumerate(texts, 1):
        document.add("paragraph", text, number=str(number), locator=f"p{number}")
    return document.passages()


def fates(old, new):
    found = compare_versions(old, new).pairs
    return [
        (pair.fate.value, pair.old and pair.old.locator, pair.new and pair.new.locator)
        for pair in found
    ]


A = "The Committee took note of the report on the digital register."
B = "The Secretariat would publish a guide by June 30, 2032, in six languages."
C = "Each Office should name one coordinator for the whole period."


def test_a_paragraph_that_is_put_in_shifts_no_other(made):
    old, new = version(made, A, B), version(made, A, C, B)
    assert fates(old, new) == [("same", "p1", "p1"), ("new", None, "p2"), ("same", "p2", "p3")]


def test_a_paragraph_that_changed_is_one_pair_though_its_number_did(made):
    old, new = version(made, A, B), version(made, C, A, B.replace("June 30", "July 31"))
    assert fates(old, new) == [("new", None, "p1"), ("same", "p1", "p2"), ("changed", "p2", "p3")]


def test_a_paragraph_that_went_is_told(made):
    assert fates(version(made, A, B, C), version(made, A, C)) == [
        ("same", "p1", "p1"),
        ("gone", "p2", None),
        ("same", "p3", "p2"),
    ]


def test_groups_put_together_what_stayed(made):
    comparison = compare_versions(version(made, A, B, C), version(made, A, B, C + " Twice."))
    assert [(same, len(pairs)) for same, pairs in comparison.groups()] == [(True, 2), (False, 1)]
    assert comparison.count(Fate.CHANGED) == 1


def test_rows_are_compared_cell_by_cell(made):
    def table(amount):
        return made().row("Total", amount, "9,000", table=1, locator="t1/r1").passages()

    (pair,) = compare_versions(table("380,000"), table("420,000")).pairs
    assert pair.fate is Fate.CHANGED
    assert [(run.change.value, run.text) for run in pair.runs] == [
        ("same", "Total | "), ("gone", "380,000"), ("new", "420,000"), ("same", " | 9,000"),
    ]  # fmt: skip


def test_cells_that_changed_beside_each_other_are_two_changes(made):
    def table(*amounts):
        return made().row("Total", *amounts, table=1, locator="t1/r1").passages()

    (pair,) = compare_versions(table("40", "160"), table("60", "180")).pairs
    assert [run.text for run in pair.runs] == ["Total | ", "40", "60", " | ", "160", "180"]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_a_grouped_number_changes_as_a_whole_and_its_blank_does_not_count(blank):
    runs = compare_words(f"في 380{blank}000 فرنك", "في 420\u00a0000 فرنك")
    assert [run.text for run in runs] == ["في ", f"380{blank}000", "420\u00a0000", " فرنك"]
    same = compare_words(f"CHF 380{blank}000 net", "CHF 380\u00a0000 net")
    assert [run.change for run in same] == [Change.SAME]


def test_items_keep_their_lines(made):
    def items(word):
        document = made().add("paragraph", "The Committee is invited\nto:", locator="p1")
        document.add("item", "(a) note;", label="a", locator="p1")
        return document.add("item", f"(b) {word}.", label="b", locator="p1").passages()

    (pair,) = compare_versions(items("decide"), items("adopt")).pairs
    assert pair.runs[0].text == "The Committee is invited to:\n(a) note;\n(b) "


def test_a_number_or_a_symbol_changes_as_a_whole():
    runs = compare_words("By CDIP/90/8, CHF 380,000.", "By CDIP/91/8, CHF 420,000.")
    assert [run.text for run in runs if run.change is Change.GONE] == ["CDIP/90/8", "380,000"]


@pytest.mark.parametrize(
    ("old", "new", "gone", "added"),
    [
        ("委员会注意到该报告。", "委员会批准了该报告。", "注意到", "批准了"),
        ("أحاطت اللجنة علما بالتقرير", "أحاطت اللجنة علما بالمقترح", "بالتقرير", "بالمقترح"),
        ("Комитет принял доклад", "Комитет одобрил доклад", "принял", "одобрил"),
    ],
)
def test_words_of_every_script_are_told_apart(old, new, gone, added):
    runs = compare_words(old, new)
    assert "".join(run.text for run in runs if run.change is Change.GONE) == gone
    assert "".join(run.text for run in runs if run.change is Change.NEW) == added


@given(st.text("abc ,.\n中ع1", max_size=60), st.text("abc ,.\n中ع1", max_size=60))
def test_both_texts_can_be_read_from_the_runs(old, new):
    def squeezed(text):
        return "\n".join(" ".join(line.split()) for line in text.split("\n"))

    runs = compare_words(old, new)
    kept = "".join(run.text for run in runs if run.change is not Change.NEW)
    assert "".join(kept.split()) == "".join(old.split())
    assert "".join(r.text for r in runs if r.change is not Change.GONE) == squeezed(new)


def test_long_versions_are_compared_by_address(made):
    old = version(made, *(f"Old words {n} of {n * 7}" for n in range(150)))
    new = version(made, *(f"New phrase {n} at {n * 3}" for n in range(150)))
    comparison = compare_versions(old, new)
    assert comparison.count(Fate.CHANGED) == 150
