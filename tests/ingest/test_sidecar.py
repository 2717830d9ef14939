import json
from pathlib import Path

import pytest

from ingest.errors import IngestError
from ingest.sidecar import KEYS, BadMetadata, read_metadata_csv, read_sidecar


def write(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_sidecar_is_read_and_brought_into_one_form(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.meta.json",
        {
            "symbol": "cdip/30/8 REV.",
            "language": "fr-CH",
            "title": "  Rapport\xa0du  comité ",
            "body": "wipo/grtkf/ic",
            "session": 30,
            "date": "14.3.2031",
            "url": "https://www.example.org/a?b=1",
            "meeting_id": 990901,
            "kind": "report",
            "doc_id": None,
            "version": "",
        },
    )
    assert read_sidecar(path) == {
        "symbol": "CDIP/30/8",
        "version": "Rev.",
        "language": "fr",
        "title": "Rapport du comité",
        "body": "IGC",
        "session": "30",
        "date": "2031-03-14",
        "url": "https://www.example.org/a?b=1",
        "meeting_id": "990901",
        "kind": "report",
    }


def test_all_keys_of_the_contract_are_known(tmp_path: Path) -> None:
    data = dict.fromkeys(KEYS, "x") | {"language": "zh", "date": "2031", "url": "http://a.example"}
    assert set(read_sidecar(write(tmp_path / "a.meta.json", data))) == set(KEYS)


def test_a_name_that_is_no_symbol_stays_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.meta.json", {"symbol": "CWS-ICT-RECOMMENDATIONS"})
    assert read_sidecar(path) == {"symbol": "CWS-ICT-RECOMMENDATIONS"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"symbl": "CWS/1/2"}', "'symbl'"),
        ('{"lang": "fr", "file": "x"}', "'file', 'lang'"),
        ('{"language": "de"}', "language: 'de'"),
        ('{"language": "french"}', "language: 'french'"),
        ('{"date": "next week"}', "date: 'next week'"),
        ('{"date": "2031-13-01"}', "date: '2031-13-01'"),
        ('{"url": "file:///etc/passwd"}', "url: "),
        ('{"title": ["a"]}', "title: a string"),
        ('{"session": true}', "session: a string"),
        ('{"symbol": "CWS/1/2 Rev.", "version": "Prov."}', "contradicts"),
        ('["symbol"]', "an object is expected"),
        ('{"symbol": ', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("", "not valid JSON"),
    ],
)
def test_a_faulty_sidecar_is_refused_with_its_name_and_the_key(
    tmp_path: Path, content: str, told: str
) -> None:
    path = tmp_path / "paper.docx.meta.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadMetadata, match=r"paper\.docx\.meta\.json") as caught:
        read_sidecar(path)
    assert told in str(caught.value)
    assert isinstance(caught.value, IngestError)
    assert caught.value.code == "bad_metadata"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_in_the_encodings_of_spreadsheets(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    rows = [
        ("File", "symbol", "Meeting ID", "title"),
        ("folder/a.pdf", "CWS/13/9", "86271", "Résultats"),
        ("", "", "", ""),
        ("C:\\x\\b.docx", "CDIP/30/8 Prov.2", "", '"Projet, «pilote»; suite"'),
    ]
    path = tmp_path / "table.csv"
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    assert read_metadata_csv(path) == {
        "a.pdf": {"symbol": "CWS/13/9", "meeting_id": "86271", "title": "Résultats"},
        "b.docx": {
            "symbol": "CDIP/30/8",
            "version": "Prov.2",
            "title": "Projet, «pilote»; suite",
        },
    }


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("file,symbl\na.pdf,CWS/1/2\n", "table.csv, line 2: unknown key 'symbl'"),
        ("file,language\na.pdf,fr\nb.pdf,xx\n", "table.csv, line 3: language: 'xx'"),
        ("symbol,title\nCWS/1/2,x\n", "table.csv: one column has to be called"),
        ("file,source\na,b\n", "table.csv: one column has to be called"),
        ("file,symbol\na.pdf\n", "table.csv, line 2: 1 cells, but 2 columns"),
        ("file,symbol\n,CWS/1/2\n", "table.csv, line 2: no file name"),
        ("file,symbol\na.pdf,CWS/1/2\nx/a.pdf,CWS/1/3\n", "table.csv, line 3: a.pdf was named"),
        ('file,symbol\n"a.pdf,CWS/1/2\n', "table.csv, line"),
        ("", "table.csv: one column has to be called"),
    ],
)
def test_a_faulty_table_is_refused_with_its_line_and_the_key(
    tmp_path: Path, content: str, told: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadMetadata) as caught:
        read_metadata_csv(path)
    assert told in str(caught.value)


def test_bytes_in_no_known_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"file,title\na.pdf,\x81\x8d\xff")
    with pytest.raises(BadMetadata, match="neither UTF-8"):
        read_metadata_csv(path)
