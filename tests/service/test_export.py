import csv
import io

import pytest

from index.records.fields import NAMES
from service.export import columns, csv_of, safe


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1"])
def test_what_looks_like_a_formula_becomes_words(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "(a) - b", "18"])
def test_other_words_stay(text):
    assert safe(text) == text


@pytest.mark.parametrize("kind", NAMES)
def test_a_table_without_records_has_its_names(kind):
    table = csv_of(kind, []).decode("utf-8-sig")
    assert table == ",".join(columns(kind)) + "\r\n"


def test_commas_quotes_and_line_ends_survive():
    text = 'a "word", another\nline'
    payload = dict.fromkeys(NAMES["outcome"]) | {"text": text, "id": "x", "language": "en"}
    payload |= {"sources": [], "differs": [], "citations": [{"key": "A#p1"}, {"key": "A#p1"}]}
    (row,) = csv.DictReader(
        io.StringIO(csv_of("outcome", [payload]).decode("utf-8-sig"), newline="")
    )
    assert (row["text"], row["citations"], row["deadline"]) == (text, "A#p1", "")
