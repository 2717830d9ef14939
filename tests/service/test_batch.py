import json

import pytest

from service.batch import answer_batch


@pytest.fixture
def run(tmp_path, answerer):
    def run_lines(*lines):
        source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_bytes(b"\n".join(lines) + b"\n")
        report = answer_batch(source, target, answerer)
        return report, [json.loads(line) for line in target.read_bytes().splitlines()]

    return run_lines


def line(**fields):
    return json.dumps(fields, ensure_ascii=False).encode()


def test_answers_each_line_with_its_own_id(run):
    report, records = run(
        line(id="a", question="Who proposed the pilot project?"),
        line(id=2, question="Кто предложил пилотный проект?"),
    )
    assert [record["id"] for record in records] == ["a", 2]
    assert "Norway" in records[0]["answer"]
    assert records[1]["language"] == "ru"
    assert (report.answered, report.rejected) == (2, 0)


def test_a_bad_line_gives_an_error_with_its_id_and_the_run_goes_on(run):
    report, records = run(
        b"{not json",
        line(id="x"),
        line(id="y", question=""),
        line(id="z", question="Who?", surprise=1),
        line(question="Who?"),
        b"[1, 2]",
        line(id="ok", question="When was the survey carried out?"),
        b"",
    )
    codes = [(record["id"], record.get("error", {}).get("code")) for record in records]
    assert codes == [
        (None, "malformed"),
        ("x", "invalid"),
        ("y", "invalid"),
        ("z", "invalid"),
        (None, "invalid"),
        (None, "invalid"),
        ("ok", None),
    ]
    assert "line 4" in records[3]["error"]["message"]
    assert (report.answered, report.rejected) == (1, 6)


def test_language_and_filters_of_a_line_are_kept(run):
    _, records = run(
        line(id=1, question="Who proposed the pilot project?", lang="fr"),
        line(id=2, question="DA_7_12_01", filters={"language": ["es"]}),
    )
    assert records[0]["language"] == "fr"
    assert {hit["language"] for hit in records[1]["retrieved"]} == {"es"}


def test_a_byte_order_mark_is_no_fault(run):
    report, _ = run(b"\xef\xbb\xbf" + line(id=1, question="Who proposed the pilot project?"))
    assert report.answered == 1


def test_nothing_is_left_behind_when_the_source_is_missing(tmp_path, answerer):
    with pytest.raises(FileNotFoundError):
        answer_batch(tmp_path / "none.jsonl", tmp_path / "out.jsonl", answerer)
    assert list(tmp_path.iterdir()) == []
