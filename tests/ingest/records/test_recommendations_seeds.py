"""Recommendations and mentions in five real documents, checked against a reading by hand."""

import re
from functools import cache
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.mentions import extract_mentions
from ingest.records.proofs import Source
from ingest.records.recommendations import extract_recommendations
from ingest.records.types import Recommendation

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"

ICT = {  # letters of actions, sub-items by letter, older recommendations
    1: ("abcde", {"e": ["i", "ii", "iii", "iv"]}, "R1 R2 R6 R36 R39"),
    2: ("abc", {}, ""),
    3: ("ab", {}, "R22 R29"),
    4: ("ab", {}, "R36 R37"),
    5: ("abcd", {}, "R3 R4 R13 R14 R16 R17 R32"),
    6: ("ab", {}, "R8 R9 R11 R19 R23 R24 R35 R40"),
    7: ("ab", {}, "R20 R26 R27 R33"),
    8: ("ab", {}, "R10 R16 R21 R25 R28 R30 R31 R34"),
    9: ("a", {"a": ["i", "ii"]}, ""),
    10: ("abc", {}, "R7 R12 R15"),
}
IMMEDIATE = {1, 3, 4, 6, 7, *range(11, 20), 21, 35, 37, 42, 44}


@cache
def source_of(number: str) -> Source:
    paths = list(SEEDS.glob(f"{number}_*.txt"))
    if not paths:
        pytest.skip("the five documents are not in ../shared/seeds")
    parsed = parse_file(paths[0], IngestSettings(), {}, sha256="0" * 64)
    return Source(parsed.document, parsed.blocks, parsed.passages)


def records(number: str) -> dict[int, Recommendation]:
    return {r.number.value: r for r in extract_recommendations(source_of(number))}


def test_ten_recommendations_whose_columns_interleave() -> None:
    found = records("000")

    assert list(found) == list(ICT)
    for number, (letters, items, codes) in ICT.items():
        record = found[number]
        assert record.set == "ICT"
        assert "".join(a.letter for a in record.actions) == letters
        labels = {a.letter: [s.label for s in a.sub_items] for a in record.actions if a.sub_items}
        assert labels == items
        assert [c.value for c in record.corresponds_to] == codes.split()
        assert bool(record.is_new) is (number in (2, 9))
        assert record.status is not None
        assert record.addressee is not None
        assert all(a.addressee is not None for a in record.actions)
        for text in (record.text, *(a.text for a in record.actions)):
            assert not re.search(r"\bR\d|\w\d\b|\A[a-e]\)", text.value)


def test_what_a_page_break_split_is_whole() -> None:
    found = records("000")

    assert len(found[8].text.proofs) == 2
    assert len(found[3].actions[1].text.proofs) == 2
    assert len(found[6].actions[0].text.proofs) == 2  # a footnote mark stood between
    for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10):
        assert found[number].text.value.endswith(".")


def test_forty_five_recommendations_and_their_results() -> None:
    found = records("002")
    text = source_of("002").document.text
    start = text.index("Recommandation n°\xa01*")
    printed = re.split(r"Recommandation n°\xa0\d{1,2}\*?", text[start:])[1:46]

    assert list(found) == list(range(1, 46))
    assert {n for n, r in found.items() if r.immediate and r.immediate.value} == IMMEDIATE
    assert all(r.immediate is not None and r.set == "DA" for r in found.values())
    for number, section in enumerate(printed[:44], start=1):
        record = found[number]
        section = re.sub(r"\[footnoteRef:\d+\]|\[\d{3}:[^\]]*\]", "", section)
        codes = re.findall(r"^\s*(\d\.\d)\s", section, re.MULTILINE)
        assert [e.code.value for e in record.expected_results] == codes, number
        assert all(e.code.value not in e.text.value for e in record.expected_results)
        parts = [record.text.value, *(s.text.value for s in record.sub_items)]
        parts += [f"{e.code.value} {e.text.value}" for e in record.expected_results]
        bare = re.sub(r"(?m)^\s*(?:·|[a-e]\))", "", section)
        assert "".join(" ".join(parts).split()) in "".join(bare.split()), number
    assert [s.label for s in found[15].sub_items] == [""] * 5
    assert [s.label for s in found[22].sub_items] == list("abcde")


def test_some_results_are_worded_twice() -> None:
    worded: dict[str, set[str]] = {}
    for record in records("002").values():
        for result in record.expected_results:
            worded.setdefault(result.code.value, set()).add(result.text.value.strip(" ."))

    assert len(worded) == 15
    assert {code for code, texts in worded.items() if len(texts) > 1} == {"2.4", "4.1"}


def test_a_form_is_another_source_of_two() -> None:
    quoted, listed = records("003"), records("002")

    assert list(quoted) == [4, 10]
    assert {r.set for r in quoted.values()} == {"DA"}
    assert all(quoted[n].text.value[:40] == listed[n].text.value[:40] for n in quoted)


@pytest.mark.parametrize("number", ["001", "004"])
def test_documents_that_tell_none(number: str) -> None:
    assert records(number) == {}


def test_mentions() -> None:
    found = {(m.of, m.proof.passage.split("#")[1]) for m in extract_mentions(source_of("000"))}

    assert found == {
        *((f"passage:CWS/6/34#p{n}", "p2") for n in range(17, 28)),
        *((f"passage:CWS/11/28#p{n}", "p6") for n in (158, 159)),
        *((f"recommendation:ICT/{n}", "p9") for n in (1, 2, 10)),
    }
    report = extract_mentions(source_of("002"))
    numbers = [m.of for m in report if m.of.startswith("recommendation:")]
    assert all(of.startswith("recommendation:DA/") for of in numbers)
    assert len(numbers) == 46
