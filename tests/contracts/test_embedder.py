import importlib.util
import subprocess
import sys
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import (
    HashingEmbedderSettings,
    SentenceTransformersSettings,
    ShippedEmbedderSettings,
)
from index.embedders import build_embedder
from index.errors import ExtraMissing, ModelUnavailable

TEXTS = [
    "The Committee adopted the recommendations of the working group.",
    "Le comité a adopté les recommandations du groupe de travail.",
    "El Comité aprobó las recomendaciones del grupo de trabajo.",
    "Комитет принял рекомендации рабочей группы.",
    "اعتمدت اللجنة توصيات الفريق العامل.",
    "委员会通过了工作组的建议。",
]
UNRELATED = [
    "Lunch is served at noon.",
    "Le déjeuner est servi à midi.",
    "El almuerzo se sirve al mediodía.",
    "Обед подают в полдень.",
    "يقدم الغداء ظهرا.",
    "午餐中午供应。",
]


@pytest.fixture(
    scope="module",
    params=[
        "shipped",
        "hashing",
        pytest.param("sentence-transformers", marks=pytest.mark.transformers),
    ],
)
def embedder(request):
    if request.param == "shipped":
        return build_embedder(ShippedEmbedderSettings())
    if request.param == "hashing":
        return build_embedder(HashingEmbedderSettings(kind="hashing"))
    return build_embedder(chosen(request.getfixturevalue("tiny_model")))


def chosen(model, **given):
    return SentenceTransformersSettings(
        kind="sentence-transformers", model=model, device="cpu", **given
    )


def test_gives_float32_rows_of_norm_one(embedder):
    vectors = embedder.encode_passages(TEXTS)
    assert vectors.shape == (6, embedder.dim) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    query = embedder.encode_query(TEXTS[0])
    assert query.shape == (embedder.dim,) and query.dtype == np.float32
    assert np.linalg.norm(query) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_an_empty_matrix(embedder):
    assert embedder.encode_passages([]).shape == (0, embedder.dim)


def test_a_text_gives_the_same_vector_whatever_stands_beside_it(embedder):
    together = embedder.encode_passages([*TEXTS, "x " * 150])
    alone = np.concatenate([embedder.encode_passages([text]) for text in TEXTS])
    assert together[:6] == pytest.approx(alone, abs=1e-5)


@pytest.mark.parametrize("text", ["", " \n", "?!…", "\u200b", "\x00"])
def test_a_text_without_words_gives_finite_numbers(embedder, text):
    assert np.isfinite(embedder.encode_passages([text])).all()
    assert np.isfinite(embedder.encode_query(text)).all()


def test_many_threads_get_what_one_gets(embedder):
    expected = embedder.encode_passages(TEXTS)
    wrong = []

    def encode():
        for _ in range(10):
            if not np.allclose(embedder.encode_passages(TEXTS), expected, atol=1e-5):
                wrong.append(1)

    threads = [threading.Thread(target=encode) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


# --- hashing ----------------------------------------------------------------------------------


@pytest.fixture
def hashing():
    return build_embedder(HashingEmbedderSettings(kind="hashing"))


def test_hashing_is_named_after_its_length(hashing):
    assert (hashing.name, hashing.dim) == ("hashing-512", 512)
    assert build_embedder(HashingEmbedderSettings(kind="hashing", dim=64)).name == "hashing-64"


@pytest.mark.parametrize(("text", "other"), list(zip(TEXTS, UNRELATED, strict=True)))
def test_hashing_brings_the_same_words_together_in_every_script(hashing, text, other):
    part = text[: len(text) * 2 // 3]
    query = hashing.encode_query(part)
    same, different = hashing.encode_passages([text, other]) @ query
    assert same > 0.6 > 0.35 > different


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("recommendations", "recommendation"),
        ("développement", "developpement"),
        ("рекомендациями", "рекомендации"),
        ("التوصيات", "توصيات"),
    ],
)
def test_hashing_brings_forms_of_a_word_together(hashing, one, other):
    assert float(hashing.encode_query(one) @ hashing.encode_query(other)) > 0.2


def test_hashing_is_the_same_in_every_process(hashing):
    code = (
        "from index.embedders.hashing import HashingEmbedder;"
        "print(HashingEmbedder().encode_query('Комитет 委员会').tobytes().hex())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "12345", "PYTHONPATH": ":".join(filter(None, sys.path))},
    )
    assert other.stdout.strip() == hashing.encode_query("Комитет 委员会").tobytes().hex()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_hashing_takes_any_text(text):
    vector = build_embedder(HashingEmbedderSettings(kind="hashing", dim=64)).encode_query(text)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5) or not vector.any()


# --- sentence-transformers --------------------------------------------------------------------


@pytest.mark.transformers
def test_the_prompts_that_the_model_asks_for_are_put_before(tiny_model):
    plain = build_embedder(chosen(tiny_model))
    spelled = build_embedder(chosen(tiny_model, query_prompt="query: ", passage_prompt="passage: "))
    none = build_embedder(chosen(tiny_model, query_prompt="", passage_prompt=""))
    text = TEXTS[0]
    assert plain.encode_query(text) == pytest.approx(spelled.encode_query(text), abs=1e-6)
    assert not np.allclose(plain.encode_query(text), none.encode_query(text), atol=1e-4)
    assert not np.allclose(plain.encode_query(text), plain.encode_passages([text])[0], atol=1e-4)
    assert len({plain.name, spelled.name, none.name}) == 3


@pytest.mark.transformers
@pytest.mark.parametrize(
    ("name", "has_prompts"),
    [
        ("multilingual-e5-small", True),
        ("e5-base-v2", True),
        ("multilingual-e5-large-instruct", False),
        ("like5-small", False),
    ],
)
def test_the_prompts_of_e5_are_known_where_the_model_does_not_say_them(
    make_model, tiny_model, name, has_prompts
):
    plain = build_embedder(chosen(make_model(name=name, prompts=False)))
    said = build_embedder(chosen(tiny_model))
    none = build_embedder(chosen(tiny_model, query_prompt="", passage_prompt=""))
    expected = said if has_prompts else none
    assert plain.encode_query(TEXTS[0]) == pytest.approx(expected.encode_query(TEXTS[0]), abs=1e-6)
    vectors = plain.encode_passages(TEXTS)
    assert vectors == pytest.approx(expected.encode_passages(TEXTS), abs=1e-6)


@pytest.mark.transformers
def test_a_prompt_that_is_given_is_put_before_what_is_known_of_e5(make_model, tiny_model):
    folder = make_model(name="multilingual-e5-base", prompts=False)
    given = build_embedder(chosen(folder, query_prompt=""))
    none = build_embedder(chosen(tiny_model, query_prompt=""))
    assert given.encode_query(TEXTS[0]) == pytest.approx(none.encode_query(TEXTS[0]), abs=1e-6)
    assert given.encode_passages(TEXTS) == pytest.approx(none.encode_passages(TEXTS), abs=1e-6)


@pytest.mark.transformers
@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_half_precision_gives_rows_of_norm_one(tiny_model, dtype):
    half, single = (
        build_embedder(chosen(tiny_model, dtype=dtype)),
        build_embedder(chosen(tiny_model)),
    )
    vectors, expected = half.encode_passages(TEXTS), single.encode_passages(TEXTS)
    assert vectors.dtype == np.float32 and half.name != single.name
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert not np.array_equal(vectors, expected)
    assert np.einsum("ij,ij->i", vectors, expected).min() > 0.99


@pytest.mark.transformers
@pytest.mark.parametrize("batch_size", [1, 4, 64])
def test_the_size_of_a_batch_changes_no_vector(tiny_model, batch_size):
    one, other = (build_embedder(chosen(tiny_model, batch_size=n)) for n in (2, batch_size))
    assert one.encode_passages(TEXTS) == pytest.approx(other.encode_passages(TEXTS), abs=1e-5)
    assert one.name == other.name


@pytest.mark.transformers
def test_what_is_longer_than_allowed_is_cut_off(tiny_model):
    texts = ["solar library " * 10, "solar library " * 10 + "budget"]
    one, other = build_embedder(chosen(tiny_model)).encode_passages(texts)
    assert not np.allclose(one, other, atol=1e-4)
    one, other = build_embedder(chosen(tiny_model, max_length=24)).encode_passages(texts)
    assert one == pytest.approx(other, abs=1e-5)


@pytest.mark.transformers
@pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model"])
def test_a_name_that_cannot_be_had_is_our_error(name):
    pytest.importorskip("sentence_transformers", reason="needs the [transformers] extra")
    with pytest.raises(ModelUnavailable, match=f"{name}: cannot be loaded"):
        build_embedder(chosen(name))


@pytest.mark.transformers
def test_a_folder_without_a_model_is_our_error(tmp_path):
    pytest.importorskip("sentence_transformers", reason="needs the [transformers] extra")
    (tmp_path / "empty").mkdir()
    for folder in ("empty", "missing"):
        with pytest.raises(ModelUnavailable, match=folder):
            build_embedder(chosen(str(tmp_path / folder)))


@pytest.mark.transformers
def test_a_backend_that_is_not_installed_is_our_error(tiny_model):
    if importlib.util.find_spec("openvino"):
        pytest.skip("OpenVINO is installed")
    with pytest.raises(ModelUnavailable, match="OpenVINO"):
        build_embedder(chosen(tiny_model, backend="openvino"))


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ExtraMissing, match=r"wipo-rag\[transformers\]"):
        build_embedder(chosen("any"))
