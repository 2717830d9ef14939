"""The training of the shipped model, on made-up pairs."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest

from config.glossary import Concept
from evaluation.training.corpus import Source, glossary_corpus, load_sources, read_corpus
from evaluation.training.held_out import HeldOut, read_held_out

WORDS = {
    "en": "patent office committee decision budget translation",
    "fr": "brevet bureau comité décision budget traduction",
    "es": "patente oficina comité decisión presupuesto traducción",
    "ru": "патент ведомство комитет решение бюджет перевод",
    "ar": "براءة مكتب لجنة قرار ميزانية ترجمة",
    "zh": "专利 主管局 委员会 决定 预算 翻译",
}


def corpus_folder(folder, count=300):
    """Sentences of words that are translated one by one."""
    rng = np.random.default_rng(0)
    (folder / "multiparallel").mkdir(parents=True)
    (folder / "parallel").mkdir()
    with gzip.open(folder / "multiparallel" / "made-up.jsonl.gz", "wt", encoding="utf-8") as file:
        for _ in range(count):
            places = rng.choice(6, 3, replace=False)
            item = {name: " ".join(np.array(own.split())[places]) for name, own in WORDS.items()}
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    with gzip.open(folder / "parallel" / "titles.tsv.gz", "wt", encoding="utf-8") as file:
        for number in range(80):
            file.write(f"en\tpatent {number}\ten\tdecision on patent {number} and budget\n")
    return [
        Source("made-up", "multiparallel", "none", 1),
        Source("titles", "parallel", "none", 1),
        Source("secret", "parallel", "not to be used", 1, left_out="its licence"),
    ]


def test_a_text_that_equals_a_held_out_one_but_for_case_and_stops_is_refused():
    held_out = HeldOut(["What is a patent?", "Что такое патент?"])
    assert held_out.refuses("what is a PATENT")
    assert held_out.refuses("Что такое патент")
    assert not held_out.refuses("What is a trademark?")


@pytest.mark.parametrize(
    "held_out",
    [
        "the committee noted that the budget of the office was approved by members in May",
        "le comité a noté que le budget du bureau avait été approuvé par les membres",
        "el comité tomó nota de que el presupuesto de la oficina había sido aprobado ayer",
        "комитет отметил что бюджет ведомства был утвержден государствами членами в мае этого года",
        "أحاطت اللجنة علما بأن ميزانية المكتب قد اعتمدتها الدول الأعضاء في مايو من هذا العام",
    ],
)
def test_eight_words_in_a_row_are_refused_and_seven_are_not(held_out):
    words = held_out.split()
    known = HeldOut([held_out])
    assert known.refuses("и " + " ".join(words[2:10]) + " x")
    assert not known.refuses("и " + " ".join(words[2:9]) + " x")


def test_fourteen_chinese_characters_in_a_row_are_refused_and_thirteen_are_not():
    text = "委员会注意到成员国已经批准了主管局的预算"
    known = HeldOut([text])
    assert known.refuses("前" + text[3:17] + "后")
    assert not known.refuses("前" + text[3:16] + "后")


def test_an_item_goes_whole_when_one_of_its_languages_is_held_out(tmp_path):
    sources = corpus_folder(tmp_path, count=5)
    with gzip.open(tmp_path / "multiparallel" / "made-up.jsonl.gz", "at", encoding="utf-8") as file:
        file.write(json.dumps({"en": "a test question", "fr": "une question"}) + "\n")
    corpus = read_corpus(tmp_path, sources, HeldOut(["A test question."]))
    assert corpus.refused == 1
    assert len(corpus.items) == 5
    assert "une question" not in corpus.texts


def test_sources_that_may_not_be_used_are_named_with_the_reason():
    left_out = {source.name for source in load_sources() if source.left_out}
    assert {"progit", "wmt21-22-test"} <= left_out
    assert all(source.licence for source in load_sources())


def test_synonyms_of_the_glossary_are_items_of_their_own():
    terms = {name: (words.split()[0],) for name, words in WORDS.items()}
    corpus = glossary_corpus([Concept("patent", terms | {"fr": ("brevet", "titre")})], 7)
    assert corpus.item_source == [7, 7]
    assert [corpus.texts[item[3]] for item in corpus.items] == ["brevet", "titre"]
    assert [corpus.texts[item[5]] for item in corpus.items] == ["专利", "专利"]


def test_the_test_sets_are_read_whole(tmp_path):
    squad = {"data": [{"paragraphs": [{"context": "One. Two.", "sentences": ["One.", "Two."],
             "qas": [{"question": "Which?", "answers": []}]}]}]}  # fmt: skip
    with gzip.open(tmp_path / "en.json.gz", "wt", encoding="utf-8") as file:
        json.dump(squad, file)
    (tmp_path / "tatoeba.fra-eng.fra").write_text("Bonjour.\nMerci.\n", encoding="utf-8")
    assert sorted(read_held_out(tmp_path)) == sorted(
        ["One. Two.", "One.", "Two.", "Which?", "Bonjour.", "Merci."]
    )


def trained_on_made_up_pairs(folder, seed=1):
    pytest.importorskip("scipy", reason="training needs scipy, which comes with [transformers]")
    from evaluation.training.recipe import Recipe, train
    from evaluation.training.tokenizer import train_tokenizer
    from evaluation.training.tokens import by_language, tokenise

    sources = corpus_folder(folder)
    corpus = read_corpus(folder, sources, HeldOut([]))
    tokenizer = train_tokenizer(by_language(corpus, 1), 400, 20_000)
    tokens = tokenise(corpus, tokenizer)
    recipe = Recipe(
        seed=seed, dim=16, pooled_steps=300, pooled_batch=64, late_steps=30, late_batch=32
    )
    weights = [source.weight for source in sources]
    return tokenizer, tokens, train(tokens, weights, recipe, lambda _: None)


@pytest.mark.transformers
def test_a_tiny_training_run_brings_translations_together_in_all_languages(tmp_path):
    from evaluation.training.export import write_checksums, write_model
    from index.embedders.static import StaticEmbedder

    tokenizer, tokens, trained = trained_on_made_up_pairs(tmp_path / "data")
    model = tmp_path / "model"
    write_model(model, tokenizer, trained.vectors, trained.weights, tokens.counts)
    write_checksums(model)
    embedder = StaticEmbedder(model)
    french = embedder.encode_passages(WORDS["fr"].split())
    for language, words in WORDS.items():
        vectors = embedder.encode_passages(words.split())
        best = (vectors @ french.T).argmax(axis=1).tolist()
        assert best == list(range(6)), language
    ids = embedder.tokens_of(WORDS["zh"].split())
    question = embedder.token_ids("комитет бюджет")
    assert set(embedder.maxsim(question, ids).argsort()[-2:].tolist()) == {2, 4}


@pytest.mark.transformers
def test_the_same_seed_gives_the_same_vectors_and_another_seed_does_not(tmp_path):
    first = trained_on_made_up_pairs(tmp_path / "a")[2]
    again = trained_on_made_up_pairs(tmp_path / "b")[2]
    other = trained_on_made_up_pairs(tmp_path / "c", seed=2)[2]
    assert np.array_equal(first.vectors, again.vectors)
    assert np.array_equal(first.weights, again.weights)
    assert not np.array_equal(first.vectors, other.vectors)


@pytest.mark.transformers
def test_the_gradients_are_those_of_the_losses():
    pytest.importorskip("scipy", reason="training needs scipy, which comes with [transformers]")
    from evaluation.training.sampling import Bags, Batch
    from evaluation.training.vectors import Rows, late_step, pooled_step

    class Recorder(Rows):
        def update(self, rows, gradient, _rate):
            self.seen = (rows, gradient)

    rng = np.random.default_rng(3)
    starts = np.array([0, 3, 5, 9])
    bags = [Bags(rng.integers(0, 12, 9), starts) for _ in range(2)]
    batch = Batch(bags[0], bags[1], np.ones((3, 3), bool))
    vectors = rng.standard_normal((12, 5))
    logs = rng.standard_normal((12, 1))

    def losses(vectors, logs):
        table, weights = Recorder(vectors), Recorder(logs)
        pooled = pooled_step(table, batch, 0.1, 7.0)
        of_pooled = table.seen
        late = late_step(table, weights, batch, 0.1, 0.1, 7.0)
        return (pooled, late), (of_pooled, table.seen, weights.seen)

    seen = losses(vectors, logs)[1]
    changes = zip((0, 1, 1), (vectors, vectors, logs), seen, strict=True)
    for which, changed, (rows, gradient) in changes:
        for place, row in enumerate(rows):
            nudged = changed.copy()
            nudged[row, 0] += 1e-5
            given = (vectors, nudged) if changed is logs else (nudged, logs)
            before = losses(vectors, logs)[0][which]
            slope = (losses(*given)[0][which] - before) / 1e-5
            assert slope == pytest.approx(gradient[place, 0], rel=2e-2, abs=2e-4)
