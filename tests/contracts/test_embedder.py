import subprocess
import sys
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import HashingEmbedderSettings, SentenceTransformersSettings
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


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """A sentence-transformers model with random weights, which knows what prompts are."""
    pytest.importorskip("sentence_transformers", reason="needs the [transformers] extra")
    import torch
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("model")
    letters = sorted({character for text in (*TEXTS, *UNRELATED) for character in text.lower()})
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters)]
    words = models.WordPiece({name: place for place, name in enumerate(names)}, unk_token="[UNK]")
    tokenizer = Tokenizer(words)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]",
        sep_token="[SEP]", mask_token="[MASK]",
    )  # fmt: skip
    torch.manual_seed(7)
    shape = BertConfig(
        vocab_size=len(names), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=256,
    )  # fmt: skip
    BertModel(shape).save_pretrained(folder / "bert")
    fast.save_pretrained(folder / "bert")
    model = SentenceTransformer(str(folder / "bert"))
    model.prompts = {"query": "query: ", "document": "passage: "}
    model.save_pretrained(str(folder / "model"))
    return str(folder / "model")


@pytest.fixture(
    scope="module",
    params=["hashing", pytest.param("sentence-transformers", marks=pytest.mark.transformers)],
)
def embedder(request):
    if request.param == "hashing":
        return build_embedder(HashingEmbedderSettings(kind="hashing"))
    model = request.getfixturevalue("tiny_model")
    return build_embedder(SentenceTransformersSettings(kind="sentence-transformers", model=model))


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
    given = {"kind": "sentence-transformers", "model": tiny_model}
    plain = build_embedder(SentenceTransformersSettings(**given))
    spelled = build_embedder(
        SentenceTransformersSettings(**given, query_prompt="query: ", passage_prompt="passage: ")
    )
    none = build_embedder(SentenceTransformersSettings(**given, query_prompt="", passage_prompt=""))
    text = TEXTS[0]
    assert plain.encode_query(text) == pytest.approx(spelled.encode_query(text), abs=1e-6)
    assert not np.allclose(plain.encode_query(text), none.encode_query(text), atol=1e-4)
    assert not np.allclose(plain.encode_query(text), plain.encode_passages([text])[0], atol=1e-4)
    assert len({plain.name, spelled.name, none.name}) == 3


@pytest.mark.transformers
def test_half_precision_gives_rows_of_norm_one(tiny_model):
    made = build_embedder(
        SentenceTransformersSettings(
            kind="sentence-transformers", model=tiny_model, dtype="bfloat16"
        )
    )
    vectors = made.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.transformers
def test_a_folder_without_a_model_is_our_error(tmp_path):
    pytest.importorskip("sentence_transformers", reason="needs the [transformers] extra")
    chosen = SentenceTransformersSettings(kind="sentence-transformers", model=str(tmp_path / "no"))
    with pytest.raises(ModelUnavailable, match="no"):
        build_embedder(chosen)


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    chosen = SentenceTransformersSettings(kind="sentence-transformers", model="any")
    with pytest.raises(ExtraMissing, match=r"wipo-rag\[transformers\]"):
        build_embedder(chosen)
