"""Models that need no download: tiny, with random weights, made where a test asks for one."""

import os

# Before any test imports a model hub's client: a wrong name must fail here as without a network.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import pytest

SCRIPTS = (
    "the committee adopted a recommendation of this working group, budget and solar library? "
    "le comité a adopté les recommandations du groupe de travail à l’été, bibliothèque où ça "
    "el comité aprobó las recomendaciones del grupo mañana según años "
    "комитет принял рекомендации рабочей группы бюджет солнечной библиотеки "
    "اعتمدت اللجنة توصيات الفريق العامل ميزانية المكتبة الشمسية "
    "委员会通过了工作组的建议太阳能图书馆预算 0123456789.:|"
)


def _tokenizer():
    """Return WordPiece over single characters, for a handful of words of six languages."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    characters = sorted(set("".join(SCRIPTS.split())) | set("abcdefghijklmnopqrstuvwxyz"))
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    names += [*characters, *(f"##{character}" for character in characters)]
    vocabulary = {name: place for place, name in enumerate(names)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, model_max_length=256, unk_token="[UNK]", pad_token="[PAD]",
        cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]",
    )  # fmt: skip


def _save_bert(folder, *, seed, labels=None):
    """Save a BERT of one layer; with ``labels``, one that judges pairs."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel

    tokenizer = _tokenizer()
    torch.manual_seed(seed)
    shape = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=256, num_labels=labels or 2,
        initializer_range=0.4,
    )  # fmt: skip
    made = BertModel(shape) if labels is None else BertForSequenceClassification(shape)
    made.eval().save_pretrained(folder)
    tokenizer.save_pretrained(folder)


@pytest.fixture(scope="session")
def make_model(tmp_path_factory):
    """Save a sentence-transformers model, which may say its prompts, and return its folder."""
    library = pytest.importorskip("sentence_transformers", reason="needs the [transformers] extra")

    def make(seed=7, *, name="model", prompts=True):
        folder = tmp_path_factory.mktemp("model")
        _save_bert(folder / "bert", seed=seed)
        model = library.SentenceTransformer(str(folder / "bert"), device="cpu")
        if prompts:
            model.prompts = {"query": "query: ", "document": "passage: "}
        model.save_pretrained(str(folder / name))
        return str(folder / name)

    return make


@pytest.fixture(scope="session")
def tiny_model(make_model):
    return make_model()


@pytest.fixture(scope="session")
def make_cross_encoder(tmp_path_factory):
    """Save a cross-encoder, with or without an activation of its own; return its folder."""
    library = pytest.importorskip("sentence_transformers", reason="needs the [transformers] extra")

    def make(*, labels=1, activation="Sigmoid"):
        from torch import nn

        folder = tmp_path_factory.mktemp("cross-encoder")
        _save_bert(folder / "bert", seed=11, labels=labels)
        chosen = getattr(nn, activation)()
        model = library.CrossEncoder(str(folder / "bert"), device="cpu", activation_fn=chosen)
        model.save_pretrained(str(folder / "model"))
        return str(folder / "model")

    return make


@pytest.fixture(scope="session")
def tiny_cross_encoder(make_cross_encoder):
    return make_cross_encoder()
