import dataclasses

import orjson
import pytest

from evaluation.faults.documents import make_document
from index.errors import DamagedGeneration, NoGeneration, UnknownFormat
from index.generation import open_current
from index.layout import MANIFEST, Layout, Pointer
from index.manifest import manifest_digest, read_manifest, write_manifest
from index.verify import verify


@pytest.fixture
def three(publish, settings):
    """The layout of an index with three generations."""
    for number in (1, 2, 3):
        publish(make_document(f"CWS/90/{number}", "ru", [f"Дом {number}."]))
    return Layout(settings.home)


def served(settings):
    opened = open_current(settings.home, settings.store)
    opened.generation.close()
    return opened.generation.name, opened.degraded


def spoil(layout, name, file="ru/windows.npy"):
    path = layout.generation(name) / file
    path.write_bytes(path.read_bytes()[:-1] + b"~")


@pytest.mark.usefixtures("three")
def test_the_generation_that_is_pointed_to_is_served(settings):
    assert served(settings) == ("000003", None)


def test_nothing_ingested_is_an_error_that_says_what_to_do(settings):
    with pytest.raises(NoGeneration, match="wipo-rag ingest"):
        open_current(settings.home, settings.store)


def test_the_newest_intact_one_before_a_damaged_one_is_served(three, settings):
    spoil(three, "000003")
    spoil(three, "000002", MANIFEST)
    name, degraded = served(settings)
    assert name == "000001" and "000003 is damaged: ru/windows.npy: has changed" in degraded


def test_when_all_are_damaged_nothing_is_served(three, settings):
    for name in three.names():
        spoil(three, name)
    with pytest.raises(DamagedGeneration) as caught:
        open_current(settings.home, settings.store)
    assert caught.value.name == "000003" and "has changed" in caught.value.problems[0]


@pytest.mark.parametrize("content", [b"", b"{}", b"000003", b'{"generation": "000002"}'])
def test_a_damaged_pointer_is_noticed(three, settings, content):
    three.current.write_bytes(content)
    name, degraded = served(settings)
    assert name == "000003" and "CURRENT is damaged" in degraded
    checks = verify(settings.home, settings.store)
    assert any("CURRENT" in problem for check in checks for problem in check.problems)


def test_a_pointer_with_another_number_is_noticed(three, settings):
    three.current.write_bytes(three.current.read_bytes().replace(b"000003", b"000001"))
    name, degraded = served(settings)
    assert name == "000003" and "CURRENT is damaged" in degraded


def test_a_missing_pointer_is_noticed(three, settings):
    three.current.unlink()
    assert served(settings) == ("000003", "the pointer CURRENT is missing")


def test_a_generation_under_the_name_of_another_is_noticed(three, settings):
    three.generation("000003").rename(three.generation("000007"))
    three.generation("000002").rename(three.generation("000003"))
    name, degraded = served(settings)
    assert name == "000001" and "000003" in degraded


def test_after_a_rollback_a_newer_generation_is_never_fallen_back_to(three, settings):
    folder = three.generation("000002")
    three.write_pointer(Pointer("000002", manifest_digest(folder)))
    spoil(three, "000002")
    assert served(settings)[0] == "000001"


def test_a_newer_format_is_refused_and_not_fallen_back_from(three, settings):
    folder = three.generation("000003")
    newer = dataclasses.replace(read_manifest(folder), format=99)
    three.write_pointer(Pointer("000003", write_manifest(folder, newer)))
    with pytest.raises(UnknownFormat, match="upgrade"):
        open_current(settings.home, settings.store)


def test_counts_that_do_not_agree_are_damage(three, settings):
    folder = three.generation("000003")
    manifest = read_manifest(folder)
    part = dataclasses.replace(manifest.parts["ru"], passages=7)
    wrong = dataclasses.replace(manifest, parts={"ru": part})
    three.write_pointer(Pointer("000003", write_manifest(folder, wrong)))
    name, degraded = served(settings)
    assert name == "000002" and "passages" in degraded


def test_a_manifest_that_was_edited_is_damage(three):
    path = three.generation("000003") / MANIFEST
    body = orjson.loads(path.read_bytes())
    body["embedder"] = "another"
    path.write_bytes(orjson.dumps(body))
    with pytest.raises(ValueError, match="checksum"):
        read_manifest(three.generation("000003"))


def test_a_number_is_not_given_again_even_when_the_folder_is_gone(three):
    three.remove("000003")
    assert three.next_name() == "000004"
