"""The list made by reading: the loader refuses faults, and every hash is of a text in a file."""

import json
from collections import Counter
from pathlib import Path

import pytest

from evaluation.records.gold import GoldError, load_gold, texts
from evaluation.records.values import digest

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"
TEXT = {"starts": "One two three", "ends": "last two", "sha256": "a" * 64, "at": [[0, 9]]}
LINE = {"id": "a", "document": "x", "kind": "outcome", "text": TEXT, "letter": None}


def load(tmp_path, *lines):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return load_gold(path)


def test_reads_what_is_well_formed(tmp_path):
    (record,) = load(tmp_path, {**LINE, "optional": True})
    assert (record.id, record.optional, record.values["letter"]) == ("a", True, None)
    assert str(record.text) == "One two three … last two"
    assert record.text.at[0] == (0, 9)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "decree"}, "kind"),
        ({"kind": []}, "kind"),
        ({"id": ""}, "id"),
        ({"document": 3}, "document"),
        ({"colour": "red"}, "unknown colour"),
        ({"text": "a sentence"}, "not a text"),
        ({"optional": "yes"}, "optional"),
        ({"text": {**TEXT, "sha256": "a" * 63}}, "sha256"),
        ({"text": {**TEXT, "also": ["zz"]}}, "also"),
        ({"text": {**TEXT, "at": []}}, "at"),
        ({"text": {**TEXT, "at": [[9, 9]]}}, "no range"),
        ({"text": {**TEXT, "words": "no prose here"}}, "unknown words"),
    ],
)
def test_refuses_a_malformed_line_and_names_it(tmp_path, change, said):
    with pytest.raises(GoldError, match=f"line 2: .*{said}"):
        load(tmp_path, LINE, {**LINE, "id": "b", **change})


def test_refuses_what_lacks_a_field_what_stands_twice_and_what_is_no_json(tmp_path):
    with pytest.raises(GoldError, match="missing text"):
        load(tmp_path, {key: LINE[key] for key in ("id", "document", "kind")})
    with pytest.raises(GoldError, match="twice"):
        load(tmp_path, LINE, LINE)
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match="line 1"):
        load_gold(tmp_path / "broken.jsonl")


def test_the_list_has_the_records_that_its_datasheet_counts():
    records = load_gold()
    counts = Counter((each.document, each.kind) for each in records if not each.optional)
    assert counts == {
        ("000", "recommendation"): 10, ("000", "outcome"): 8, ("001", "outcome"): 6,
        ("002", "recommendation"): 45, ("002", "project"): 99, ("002", "outcome"): 42,
        ("003", "recommendation"): 2, ("003", "project"): 1, ("003", "outcome"): 1,
        ("004", "outcome"): 11,
    }  # fmt: skip
    da = [each.values for each in records if each.values.get("set") == "DA"]
    assert sum(bool(each["immediate"]) for each in da) == 19


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real documents are not here")
def test_every_hash_is_the_hash_of_the_slices_that_it_names():
    files = {path.name[:3]: path.read_text(encoding="utf-8") for path in SEEDS.glob("0*.txt")}
    seen = 0
    for record in load_gold():
        for text in texts(tuple(record.values.values())):
            whole = " ".join(files[record.document][a:b] for a, b in text.at)
            assert digest(whole) == text.sha256, (record.id, str(text))
            assert " ".join(whole.split()).startswith(text.starts)
            seen += 1
    assert seen > 400
