import importlib.util
import sys
import threading

import numpy as np
import pytest

from config.settings import CrossEncoderSettings, NoRerankerSettings
from index.errors import ExtraMissing, ModelUnavailable
from index.rerankers import build_reranker

QUERIES = [
    "What is the budget of the solar library?",
    "Quel est le budget de la bibliothèque solaire ?",
    "¿Cuál es el presupuesto de la biblioteca solar?",
    "Каков бюджет солнечной библиотеки?",
    "ما هي ميزانية المكتبة الشمسية؟",
    "太阳能图书馆的预算是多少？",
]
PASSAGES = [
    "The budget of the solar library is 40 francs.",
    "Le comité a adopté les recommandations.",
    "El Comité aprobó las recomendaciones.",
    "Комитет принял рекомендации.",
    "اعتمدت اللجنة توصيات الفريق.",
    "委员会通过了工作组的建议。",
]


def chosen(model, **given):
    return CrossEncoderSettings(kind="cross-encoder", model=model, device="cpu", **given)


@pytest.fixture(
    scope="module",
    params=[pytest.param("cross-encoder", marks=pytest.mark.transformers)],
)
def reranker(request):
    return build_reranker(chosen(request.getfixturevalue("tiny_cross_encoder"), batch_size=4))


@pytest.mark.parametrize("query", QUERIES)
def test_gives_one_score_a_passage_between_nought_and_one(reranker, query):
    scores = reranker.scores(query, PASSAGES)
    assert scores.shape == (6,) and scores.dtype == np.float32
    assert (scores >= 0).all() and (scores <= 1).all()
    assert len(set(scores.tolist())) == 6


def test_has_a_name(reranker):
    assert reranker.name


def test_no_passages_give_no_scores(reranker):
    scores = reranker.scores(QUERIES[0], [])
    assert scores.shape == (0,) and scores.dtype == np.float32


def test_a_passage_has_the_same_score_whatever_stands_beside_it(reranker):
    together = reranker.scores(QUERIES[0], [*PASSAGES, "solar " * 20])
    alone = np.concatenate([reranker.scores(QUERIES[0], [passage]) for passage in PASSAGES])
    assert together[:6] == pytest.approx(alone, abs=1e-5)


def test_another_query_gives_other_scores(reranker):
    one, other = (reranker.scores(query, PASSAGES) for query in QUERIES[:2])
    assert not np.allclose(one, other, atol=1e-4)


@pytest.mark.parametrize("text", ["", " \n", "?!…", "\u200b", "\x00", "solar library " * 2000])
def test_any_text_is_taken(reranker, text):
    assert np.isfinite(reranker.scores(text, PASSAGES)).all()
    assert np.isfinite(reranker.scores(QUERIES[0], [text, "solar"])).all()


def test_many_threads_get_what_one_gets(reranker):
    expected = reranker.scores(QUERIES[3], PASSAGES)
    wrong = []

    def score():
        for _ in range(10):
            if not np.allclose(reranker.scores(QUERIES[3], PASSAGES), expected, atol=1e-5):
                wrong.append(1)

    threads = [threading.Thread(target=score) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


# --- none ---------------------------------------------------------------------------------------


def test_none_is_no_reranker():
    assert build_reranker(NoRerankerSettings()) is None


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ExtraMissing, match=r"wipo-rag\[transformers\]"):
        build_reranker(chosen("any"))


# --- cross-encoder ------------------------------------------------------------------------------


@pytest.mark.transformers
def test_a_model_that_brings_no_activation_gives_the_same_scores(
    make_cross_encoder, tiny_cross_encoder
):
    with_sigmoid = build_reranker(chosen(tiny_cross_encoder))
    without = build_reranker(chosen(make_cross_encoder(activation="Identity")))
    one, other = (each.scores(QUERIES[0], PASSAGES) for each in (with_sigmoid, without))
    assert one == pytest.approx(other, abs=1e-6)


@pytest.mark.transformers
def test_scores_are_those_of_sentence_transformers(tiny_cross_encoder):
    from sentence_transformers import CrossEncoder

    theirs = CrossEncoder(tiny_cross_encoder, device="cpu")
    expected = theirs.predict([(QUERIES[0], passage) for passage in PASSAGES])
    ours = build_reranker(chosen(tiny_cross_encoder)).scores(QUERIES[0], PASSAGES)
    assert ours == pytest.approx(expected, abs=1e-5)


@pytest.mark.transformers
@pytest.mark.parametrize("batch_size", [1, 4, 64])
def test_the_size_of_a_batch_changes_no_score(reranker, tiny_cross_encoder, batch_size):
    other = build_reranker(chosen(tiny_cross_encoder, batch_size=batch_size))
    expected = reranker.scores(QUERIES[5], PASSAGES)
    assert other.scores(QUERIES[5], PASSAGES) == pytest.approx(expected, abs=1e-5)


@pytest.mark.transformers
@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_half_precision_is_used_and_gives_nearly_the_same(reranker, tiny_cross_encoder, dtype):
    other = build_reranker(chosen(tiny_cross_encoder, dtype=dtype))
    scores = other.scores(QUERIES[0], PASSAGES)
    assert scores.dtype == np.float32 and other.name != reranker.name
    assert scores == pytest.approx(reranker.scores(QUERIES[0], PASSAGES), abs=0.05)
    assert not np.array_equal(scores, reranker.scores(QUERIES[0], PASSAGES))


@pytest.mark.transformers
def test_what_is_longer_than_allowed_is_cut_off(tiny_cross_encoder):
    passages = ["solar library " * 10, "solar library " * 10 + "budget"]
    one, other = build_reranker(chosen(tiny_cross_encoder)).scores("budget", passages)
    assert one != pytest.approx(other, abs=1e-5)
    one, other = build_reranker(chosen(tiny_cross_encoder, max_length=48)).scores(
        "budget", passages
    )
    assert one == pytest.approx(other, abs=1e-5)


@pytest.mark.transformers
def test_a_model_of_several_labels_is_no_reranker(make_cross_encoder):
    with pytest.raises(ModelUnavailable, match="3 numbers"):
        build_reranker(chosen(make_cross_encoder(labels=3, activation="Identity")))


@pytest.mark.transformers
@pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model"])
def test_a_name_that_cannot_be_had_is_our_error(name):
    pytest.importorskip("sentence_transformers", reason="needs the [transformers] extra")
    with pytest.raises(ModelUnavailable, match=f"{name}: cannot be loaded"):
        build_reranker(chosen(name))


@pytest.mark.transformers
def test_a_folder_without_a_model_is_our_error(tmp_path):
    pytest.importorskip("sentence_transformers", reason="needs the [transformers] extra")
    (tmp_path / "empty").mkdir()
    for folder in ("empty", "missing"):
        with pytest.raises(ModelUnavailable, match=folder):
            build_reranker(chosen(str(tmp_path / folder)))


@pytest.mark.transformers
def test_a_backend_that_is_not_installed_is_our_error(tiny_cross_encoder):
    if importlib.util.find_spec("openvino"):
        pytest.skip("OpenVINO is installed")
    with pytest.raises(ModelUnavailable, match="OpenVINO"):
        build_reranker(chosen(tiny_cross_encoder, backend="openvino"))
