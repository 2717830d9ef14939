"""A hostile file costs one rejection, and the next file is read."""

from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.sandbox import Child, Sandbox
from ingest.sources import read_source
from ingest.types import Parsed, Rejection

GOOD = "CWS/90/1\n\n1. The Committee met in Geneva.\n\n2. It adopted its agenda.\n"


def source(path: Path, settings: IngestSettings):
    return read_source(path, settings, {})


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(tmp_path, good):
    slow = tmp_path / "slow.txt"
    slow.write_text("word 1. a) b\n" * 400_000, encoding="utf-8")
    settings = IngestSettings(seconds_per_file=3)
    child = Child(settings)
    try:
        assert isinstance(child.parse(source(good, settings)), Parsed)
        child._settings = settings.model_copy(update={"seconds_per_file": 0.05})
        stopped = child.parse(source(slow, settings))
        assert isinstance(stopped, Rejection)
        assert stopped.code == "limit"
        child._settings = settings
        assert isinstance(child.parse(source(good, settings)), Parsed)
    finally:
        child.kill()


def test_a_file_that_needs_too_much_memory_is_rejected(tmp_path, good):
    huge = tmp_path / "huge.txt"
    huge.write_text("Une phrase assez longue pour compter. " * 2_500_000, encoding="utf-8")
    settings = IngestSettings(memory_mb=400, seconds_per_file=60)
    child = Child(settings)
    try:
        result = child.parse(source(huge, settings))
        assert isinstance(result, Rejection)
        assert result.code in ("limit", "too_large")
        assert isinstance(child.parse(source(good, settings)), Parsed)
    finally:
        child.kill()


def test_a_parser_that_is_killed_is_started_again(good):
    settings = IngestSettings()
    child = Child(settings)
    try:
        assert isinstance(child.parse(source(good, settings)), Parsed)
        assert child._process is not None
        child._process.kill()
        child._process.wait()
        assert isinstance(child.parse(source(good, settings)), Parsed)
    finally:
        child.kill()


def test_results_come_in_the_order_of_the_files(tmp_path, good):
    paths = [good]
    for number in range(6):
        path = tmp_path / f"{number}.txt"
        path.write_text(GOOD * (7 - number), encoding="utf-8")
        paths.append(path)
    settings = IngestSettings(workers=2)
    with Sandbox(settings) as sandbox:
        files = (source(path, settings) for path in paths)
        results = list(sandbox.parse(files, skip=lambda file: file.path.name == "3.txt"))
    assert [file.path for file, _ in results] == paths
    assert [file.path.name for file, result in results if result is None] == ["3.txt"]


def test_leaving_the_sandbox_early_leaves_no_child(good):
    settings = IngestSettings(workers=2)
    with Sandbox(settings) as sandbox:
        results = sandbox.parse((source(good, settings) for _ in range(50)), skip=lambda _: False)
        next(results)
        children = [c._process for c in sandbox._children if c._process]
    assert children
    assert all(process.poll() is not None for process in children)
