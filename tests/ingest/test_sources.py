"""Which files are meant, and which are refused before a parser sees them."""

import json
import os

import pytest

from config.settings import IngestSettings
from ingest.sources import discover, read_source

SETTINGS = IngestSettings(max_file_mb=0.001)


def test_finds_files_in_folders_sorted_and_once(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.txt", "b/c.pdf"):
        (tmp_path / name).write_text("x")
    found = discover([tmp_path, tmp_path / "a.txt"])
    assert [p.relative_to(tmp_path).as_posix() for p in found] == ["a.txt", "z.txt", "b/c.pdf"]


def test_passes_over_hidden_files_and_sidecars(tmp_path):
    for name in (".hidden", "a.txt", "a.meta.json"):
        (tmp_path / name).write_text("{}")
    assert [p.name for p in discover([tmp_path])] == ["a.txt"]


def test_does_not_follow_links_out_of_the_folder(tmp_path):
    outside = tmp_path / "secret.txt"
    outside.write_text("x")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    assert discover([folder]) == []


def test_a_sidecar_wins_over_the_table_and_changes_the_fingerprint(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("words")
    table = {"a.txt": {"symbol": "CWS/90/1", "language": "fr"}}
    before = read_source(path, SETTINGS, table)
    (tmp_path / "a.meta.json").write_text(json.dumps({"symbol": "CWS/90/2"}))
    after = read_source(path, SETTINGS, table)
    assert after.metadata == {"symbol": "CWS/90/2", "language": "fr"}
    assert after.sha256 == before.sha256
    assert after.fingerprint != before.fingerprint


@pytest.mark.parametrize(
    ("name", "code"), [("gone.txt", "not_found"), ("pipe", "not_a_file"), ("big.txt", "too_large")]
)
def test_refuses_what_is_no_readable_file(tmp_path, name, code):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "big.txt").write_text("x" * 2000)
    source = read_source(tmp_path / name, SETTINGS, {})
    assert source.problem is not None
    assert source.problem.code == code
    assert source.problem.message


def test_a_bad_sidecar_is_told_with_its_name(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("words")
    (tmp_path / "a.meta.json").write_text("{not json")
    source = read_source(path, SETTINGS, {})
    assert source.problem is not None
    assert "a.meta.json" in source.problem.message
