from __future__ import annotations

import json
from pathlib import Path

import pytest

from config.settings import IngestSettings
from evaluation.commands import dataset_folder
from evaluation.questions import DatasetError, load_questions
from evaluation.values import holds_values
from ingest.parse import parse_file
from ingest.types import LANGUAGES, Passage, Status

REPOSITORY = Path(__file__).parents[2]
SEEDS = REPOSITORY.parent / "shared" / "seeds"


def write_set(folder: Path, entry: dict[str, object], qrels: str) -> Path:
    (folder / "qrels").mkdir(parents=True)
    (folder / "queries.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(
        f"query-id\tcorpus-id\tscore\n{qrels}", encoding="utf-8"
    )
    return folder


ABOUT = {"language": "fr", "type": "date", "answerable": True, "reason": None}


def test_a_set_is_read_with_its_grades(tmp_path: Path) -> None:
    folder = write_set(tmp_path, {"_id": "a", "text": "?", "metadata": ABOUT}, "a\tX/1#p1\t2\n")
    (question,) = load_questions(folder)
    assert question.grades == {"X/1#p1": 2}
    assert question.answerable


def test_a_set_of_others_without_our_fields_is_read(tmp_path: Path) -> None:
    entry: dict[str, object] = {"_id": "a", "text": "Каков бюджет этого проекта?"}
    (question,) = load_questions(write_set(tmp_path, entry, "a\tX/1#p1\t1\n"))
    assert (question.language, question.answerable, question.parallel) == ("ru", True, None)


@pytest.mark.parametrize(
    ("change", "qrels"),
    [
        ({}, ""),
        ({}, "a\tX/1#p1\t2\nb\tX/1#p1\t2\n"),
        ({}, "a\tX/1#p1\n"),
        ({"language": "de"}, "a\tX/1#p1\t2\n"),
        ({"answerable": False}, ""),
        ({"answerable": False, "reason": "no_idea"}, ""),
        ({"answerable": False, "reason": "too_vague"}, "a\tX/1#p1\t2\n"),
    ],
)
def test_a_set_that_contradicts_itself_is_refused(
    tmp_path: Path, change: dict[str, object], qrels: str
) -> None:
    entry = {"_id": "a", "text": "?", "metadata": {**ABOUT, **change}}
    with pytest.raises(DatasetError):
        load_questions(write_set(tmp_path, entry, qrels))


def test_a_missing_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="No such file"):
        load_questions(tmp_path / "none")


def test_our_sets_are_found_by_name() -> None:
    assert (dataset_folder("seeds") / "queries.jsonl").is_file()
    assert dataset_folder("elsewhere/seeds") == Path("elsewhere/seeds")


# --- our own set over real documents ----------------------------------------------------------

SET = load_questions(dataset_folder("seeds"))


def test_the_set_has_enough_questions_in_each_language() -> None:
    least = {"fr": 45, "en": 25, "es": 20, "ru": 20, "ar": 20, "zh": 20}
    for language, count in least.items():
        assert sum(question.language == language for question in SET) >= count


def test_about_a_fifth_of_the_set_cannot_be_answered() -> None:
    for language in LANGUAGES:
        asked = [question for question in SET if question.language == language]
        share = sum(not question.answerable for question in asked) / len(asked)
        assert 0.15 < share < 0.25


def test_no_question_is_asked_twice() -> None:
    assert len({question.text for question in SET}) == len(SET)


@pytest.fixture(scope="module")
def seed_passages() -> dict[str, Passage]:
    if not SEEDS.is_dir():
        pytest.skip("the five documents are not in ../shared/seeds")
    found: dict[str, Passage] = {}
    for path in sorted(SEEDS.glob("*.txt")):
        parsed = parse_file(path, IngestSettings(), {}, sha256="")
        found |= {passage.key: passage for passage in parsed.passages}
    return found


def test_every_judged_key_is_a_passage(seed_passages: dict[str, Passage]) -> None:
    judged_keys = {key for question in SET for key in (*question.grades, *question.invitations)}
    assert judged_keys - seed_passages.keys() == set()


def test_every_value_stands_in_the_passages_that_answer(seed_passages: dict[str, Passage]) -> None:
    for question in SET:
        text = "\n".join(seed_passages[key].text for key in question.grades)
        assert holds_values(text, question.values), question.id


def test_passages_that_only_invite_are_known_as_invitations(
    seed_passages: dict[str, Passage],
) -> None:
    keys = {key for question in SET for key in question.invitations}
    assert keys
    assert {seed_passages[key].status for key in keys} == {Status.INVITATION}
