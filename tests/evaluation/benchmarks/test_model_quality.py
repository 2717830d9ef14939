"""The benchmark of the model, on texts small enough to know what must come out."""

from itertools import permutations

import numpy as np
import pytest

from evaluation.benchmarks.chain_quality import Chain
from evaluation.benchmarks.model_quality import (
    Cosines,
    StaticScores,
    bm25,
    ranks_of,
    retrieval,
)
from index.embedders.static import StaticEmbedder

TEXTS = {
    "ar": ["تفتح المكتبة في الصباح.", "بلغت الميزانية أربعين ألف فرنك.", "نزل المطر في الجبال."],
    "en": ["The library opens in the morning.", "The budget was 40,000 francs.", "Rain fell."],
    "es": ["La biblioteca abre por la mañana.", "El presupuesto fue de 40.000.", "Llovió mucho."],
    "ru": ["Библиотека открывается утром.", "Бюджет составил 40 000 франков.", "Шёл дождь."],
    "zh": ["图书馆早上开门。", "预算为4万法郎。", "山里下了雨。"],
}
QUESTIONS = {
    "ar": ["متى تفتح المكتبة؟", "كم الميزانية؟"],
    "en": ["When does the library open?", "How much was the budget?"],
    "es": ["¿Cuándo abre la biblioteca?", "¿Cuál fue el presupuesto?"],
    "ru": ["Когда открывается библиотека?", "Каков бюджет?"],
    "zh": ["图书馆几点开门？", "预算是多少？"],
}
RELEVANT = [0, 1]


@pytest.fixture(scope="module")
def model():
    return StaticEmbedder()


@pytest.mark.parametrize("language", TEXTS)
def test_every_way_of_scoring_finds_texts_of_the_same_language(model, language):
    static = StaticScores(model)
    asked = QUESTIONS[language], language, TEXTS[language], language
    for score in (
        bm25,
        static.translated_bm25,
        static.pooled,
        static.late,
        static.late_and_bm25,
        Cosines(model).score,
        Chain(model).score,
    ):
        assert ranks_of(score(*asked), RELEVANT).tolist() == [1, 1], score


@pytest.mark.parametrize(("asked", "held"), list(permutations(TEXTS, 2)))
def test_words_are_found_in_another_language_once_translated(model, asked, held):
    given = QUESTIONS[asked], asked, TEXTS[held], held
    plain, translated = bm25(*given), StaticScores(model).translated_bm25(*given)
    assert plain[0, 0] == 0
    assert ranks_of(translated, RELEVANT).tolist() == [1, 1]
    assert ranks_of(Chain(model).score(*given), RELEVANT).tolist() == [1, 1]


def test_the_chain_ranks_texts_of_all_languages_in_one_list(model):
    found = Chain(model).pooled(QUESTIONS["ru"], "ru", TEXTS)
    assert [scores.shape for scores in found] == [(2, 3)] * 5
    every = np.concatenate(found, axis=1)
    for row in every:
        ranked = np.sort(row[np.isfinite(row)])[::-1]
        assert ranked == pytest.approx(1 / np.arange(1, len(ranked) + 1))
    # Four of the five versions of what answers stand before all else.
    assert sum(scores[0, 0] >= 1 / 5 for scores in found) >= 4


def test_a_text_that_is_not_found_ranks_behind_all_others():
    scores = np.array([[1.0, -np.inf, 0.5], [-np.inf, -np.inf, 1.0]], np.float32)
    assert ranks_of(scores, [0, 0]).tolist() == [1, 3]
    assert retrieval(np.array([1, 11]))["R@10"] == 0.5
