"""The shipped model and its reader."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from index.embedders.base import TokenSequences
from index.embedders.static import SHIPPED_MODEL, StaticEmbedder
from index.errors import ModelUnavailable

SENTENCES = {
    "ar": "اعتمدت اللجنة مشروع جدول الأعمال وطلبت من الأمانة إعداد تقرير عن الملكية الفكرية.",
    "en": "The Committee adopted the draft agenda and asked the Secretariat for a report.",
    "es": "El Comité aprobó el proyecto de orden del día y pidió a la Secretaría un informe.",
    "fr": "Le comité a adopté le projet d’ordre du jour et a prié le Secrétariat d’agir.",
    "ru": "Комитет принял проект повестки дня и просил Секретариат подготовить отчёт о патентах.",
    "zh": "委员会通过了议程草案，并请秘书处就知识产权（WIPO标准ST.96）编写一份报告。",
}
# One idea in each language, and another.
BUDGET = {
    "ar": "ميزانية المشروع والنفقات",
    "en": "project budget and expenditure",
    "es": "presupuesto y gastos del proyecto",
    "fr": "budget et dépenses du projet",
    "ru": "бюджет и расходы проекта",
    "zh": "项目预算和支出",
}
SECURITY = {
    "ar": "أمن المعلومات وكلمة المرور",
    "en": "information security and passwords",
    "es": "seguridad de la información y contraseña",
    "fr": "sécurité de l’information et mot de passe",
    "ru": "информационная безопасность и пароль",
    "zh": "信息安全和密码",
}


@pytest.fixture(scope="module")
def model():
    return StaticEmbedder()


def test_vectors_are_unit_vectors_of_the_promised_length(model):
    vectors = model.encode_passages(list(SENTENCES.values()))
    assert vectors.dtype == np.float32
    assert vectors.shape == (6, model.dim)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(6), abs=1e-6)
    assert model.encode_passages([]).shape == (0, model.dim)


def test_a_text_without_words_has_the_zero_vector_and_no_tokens(model):
    assert not model.encode_query(" — … ").any()
    assert len(model.token_ids("")) == 0
    assert not model.encode_passages(["", "патент"])[0].any()


def test_a_text_has_the_same_bits_whatever_stands_beside_it(model):
    texts = [*SENTENCES.values(), *BUDGET.values(), *SECURITY.values()] * 9
    together = StaticEmbedder().encode_passages(texts)
    for place in (0, 5, 63, 64, 161):
        assert np.array_equal(together[place], model.encode_query(texts[place]))


@pytest.mark.parametrize("asked", BUDGET)
@pytest.mark.parametrize("held", BUDGET)
def test_a_question_meets_its_subject_in_every_language(model, asked, held):
    question = model.encode_query(BUDGET[asked])
    cosines = model.encode_passages([BUDGET[held], SECURITY[held]]) @ question
    assert cosines[0] > cosines[1]
    ids = model.tokens_of([BUDGET[held], SECURITY[held]])
    late = model.maxsim(model.token_ids(BUDGET[asked]), ids)
    assert late[0] > late[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأحكام", "احكام"),  # article and hamza
        ("مُنَظَّمَة", "منظمه"),  # vowel signs, ta marbuta
        ("كتـــاب", "كتاب"),  # tatweel
        ("٣٤ دولة", "34 دولة"),
        ("PATENT Office", "patent office"),
        ("café ﬁnal", "cafe final"),
        ("año", "ano"),
        ("Œuvre décidée", "oeuvre decidee"),
        ("l'office", "l’office"),
        ("отчёт", "отчет"),
        ("ＷＩＰＯ标准", "wipo标准"),
        ("标准，委员会", "标准 委员会"),
    ],
)
def test_spellings_that_a_reader_takes_for_the_same_have_the_same_tokens(model, one, other):
    assert model.token_ids(one).tolist() == model.token_ids(other).tolist()


@pytest.mark.parametrize("language", SENTENCES)
def test_the_word_cache_gives_what_the_tokenizer_gives(language):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(SHIPPED_MODEL / "tokenizer.json"))
    text = SENTENCES[language]
    reader = StaticEmbedder()
    for shown in (text, f"  {text}\n\t{text}\u00a0{text}", text.replace(" ", "\u2003"), text * 2):
        expected = tokenizer.encode(shown, add_special_tokens=False).ids
        assert len(expected) > 5
        assert reader.token_ids(shown).tolist() == expected
        assert reader.token_ids(shown).tolist() == expected  # this time from the cache


def test_the_characters_of_chinese_are_all_covered(model):
    text = "世界知识产权组织专利商标著作权版权议程委员会秘书处预算翻译遗传资源"
    assert all(len(model.token_ids(character)) == 1 for character in text)
    assert all(model.token_ids(character)[0] != 0 for character in text)


def test_late_interaction_is_the_weighted_mean_of_best_cosines(model):
    question = model.token_ids("budget of the project")
    passages = model.tokens_of([BUDGET["fr"], "", SENTENCES["zh"]])
    words = np.concatenate([question, *passages])
    units = {int(token): model.pool([np.array([token], np.uint16)])[0] for token in words}
    weights = model.token_weights(question)
    expected = np.zeros(3)
    for place in (0, 2):
        best = [
            max(float(units[int(a)] @ units[int(b)]) for b in passages[place]) for a in question
        ]
        expected[place] = weights @ np.array(best) / weights.sum()
    scores = model.maxsim(question, passages)
    assert scores == pytest.approx(expected, abs=1e-5)
    assert np.array_equal(model.maxsim(question, TokenSequences.of(passages)), scores)
    cosines = np.array([0.5, 0.0, 1.0], np.float32)
    blended = model.late_interaction(question, passages, cosines)
    assert blended == pytest.approx(0.8 * expected + 0.2 * cosines, abs=1e-5)


def test_a_passage_with_all_words_of_the_question_has_the_full_score(model):
    question = model.token_ids("draft agenda of the committee")
    scores = model.maxsim(question, [model.token_ids("the agenda: a draft, of some committee")])
    assert scores[0] == pytest.approx(1, abs=1e-5)
    assert not model.maxsim(model.token_ids("…"), [question]).any()


@pytest.mark.parametrize(
    ("frequent", "rare"),
    [
        ("of", "patent"),
        ("de", "brevet"),
        ("de", "patente"),
        ("и", "патент"),
        ("在", "专利"),
        ("في", "براءة"),
    ],
)
def test_a_rare_word_weighs_more_than_a_frequent_one(model, frequent, rare):
    low, high = (model.token_weights(model.token_ids(word)).max() for word in (frequent, rare))
    assert low < high


@pytest.mark.parametrize(
    ("question", "language", "word"),
    [
        ("бюджет проекта", "fr", "budget"),
        ("ميزانية المشروع", "en", "project"),
        ("发展议程建议", "en", "development"),
        ("information security", "ru", "безопасности"),
        ("seguridad", "ar", "امن"),
        ("dépenses du budget", "zh", "预算"),
    ],
)
def test_words_near_those_of_a_question_translate_it(model, question, language, word):
    near = model.nearest_words(question, language)
    assert word in [found.word for found in near]
    assert all(0 < found.weight <= 1 for found in near)
    assert model.nearest_words("—", language) == []


def test_words_seen_before_have_the_same_near_words_and_a_full_memory_starts_anew(monkeypatch):
    questions = ["budget of the project", "project and security", "security of the budget"]
    fresh = [StaticEmbedder().nearest_words(question, "fr") for question in questions]
    assert all(fresh)
    kept = StaticEmbedder()
    assert [kept.nearest_words(question, "fr") for question in questions * 2] == fresh * 2
    monkeypatch.setattr("index.embedders.static_near._REMEMBERED", 3)
    small = StaticEmbedder()
    assert [small.nearest_words(question, "fr") for question in questions * 2] == fresh * 2


def test_the_shipped_files_are_what_their_checksums_say_and_small_enough():
    lines = (SHIPPED_MODEL / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(sums) == {path.name for path in SHIPPED_MODEL.iterdir()} - {"SHA256SUMS"}
    for name, expected in sums.items():
        assert hashlib.sha256((SHIPPED_MODEL / name).read_bytes()).hexdigest() == expected
    assert sum(path.stat().st_size for path in SHIPPED_MODEL.iterdir()) <= 25_000_000


def test_a_damaged_or_foreign_folder_says_what_is_wrong(tmp_path):
    with pytest.raises(ModelUnavailable, match="not a static model"):
        StaticEmbedder(tmp_path)
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED_MODEL, folder)
    (folder / "tokenizer.json").write_text(json.dumps({"model": 1}), encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="tokenizer"):
        StaticEmbedder(folder)
    vectors = (SHIPPED_MODEL / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(vectors[:100_000])
    with pytest.raises(ModelUnavailable, match="not a static model"):
        StaticEmbedder(folder)


def test_reading_the_model_needs_neither_torch_nor_scipy():
    code = (
        "import sys\nfrom index.embedders.static import StaticEmbedder\n"
        "StaticEmbedder().encode_query('patent')\n"
        "heavy = ('torch', 'scipy', 'sentence_transformers')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.transformers
def test_sentence_transformers_gives_the_same_vectors_for_the_same_folder(model, tmp_path):
    library = pytest.importorskip("sentence_transformers", reason="needs [transformers]")
    from evaluation.training.export import write_view

    write_view(SHIPPED_MODEL, tmp_path)
    theirs = library.SentenceTransformer(str(tmp_path), device="cpu")
    texts = [*SENTENCES.values(), *BUDGET.values(), *SECURITY.values()]
    assert theirs.encode(texts) == pytest.approx(model.encode_passages(texts), abs=1e-5)
