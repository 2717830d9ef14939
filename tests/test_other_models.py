"""Sentence-transformers models from files to answers: tiny ones, with random weights."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import (
    CrossEncoderSettings,
    HashingEmbedderSettings,
    SentenceTransformersSettings,
    Settings,
)
from index.errors import ModelMismatch
from index.generation import open_current
from index.ingestion import ingest
from index.search import open_searcher
from index.types import Outcome, Query
from index.writer import rollback
from ingest.types import LANGUAGES
from service import serving
from service.types import AskRequest

pytestmark = pytest.mark.transformers

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "evaluation" / "datasets" / "sample" / "documents"
FILES = sorted(path for path in SAMPLE.glob("cws_90_9_*") if path.suffix != ".json")
QUESTIONS = {
    "ar": "ماذا تقول الفقرة 3 من الوثيقة CWS/90/9؟",
    "en": "What does paragraph 3 of CWS/90/9 say?",
    "es": "¿Qué dice el párrafo 3 de CWS/90/9?",
    "fr": "Que dit le paragraphe 3 du document CWS/90/9 ?",
    "ru": "О чем говорится в пункте 3 документа CWS/90/9?",
    "zh": "CWS/90/9第3段说了什么？",
}


def with_model(settings, folder, **given):
    chosen = SentenceTransformersSettings(
        kind="sentence-transformers", model=folder, device="cpu", **given
    )
    return settings.model_copy(update={"embedder": chosen})


def with_reranker(settings, folder, **given):
    chosen = CrossEncoderSettings(kind="cross-encoder", model=folder, device="cpu", **given)
    return settings.model_copy(update={"reranker": chosen})


@pytest.fixture
def hashed(tmp_path):
    """Settings of an index that was made without a model."""
    settings = Settings(
        home=tmp_path / "home", embedder=HashingEmbedderSettings(kind="hashing", dim=64)
    )
    ingest(settings, FILES)
    return settings


def generations(settings):
    return sorted(each.name for each in (settings.home / "generations").iterdir())


def test_a_change_of_model_builds_a_new_generation_beside_the_live_one(
    hashed, tiny_model, make_model
):
    live = open_searcher(hashed)
    expected = live.search(Query(QUESTIONS["en"], "en")).hits

    first = with_model(hashed, tiny_model)
    with pytest.raises(ModelMismatch) as raised:
        open_searcher(first)
    message = str(raised.value)
    assert "000001" in message and "hashing-64" in message and tiny_model in message
    assert "wipo-rag ingest" in message

    report = ingest(first, FILES)
    assert len(report.files) == len(LANGUAGES)
    assert {entry.outcome for entry in report.files} == {Outcome.UNCHANGED}
    assert report.generation == "000002" and generations(hashed) == ["000001", "000002"]
    manifest = open_current(first.home, first.store).generation.manifest
    assert manifest.dim == 32 and manifest.embedder.startswith("sentence-transformers")
    assert live.search(Query(QUESTIONS["en"], "en")).hits == expected

    with pytest.raises(ModelMismatch):
        open_searcher(hashed)
    second = with_model(hashed, make_model(seed=8))
    with pytest.raises(ModelMismatch):
        open_searcher(second)
    assert ingest(second, FILES).generation == "000003"
    assert open_searcher(second).search(Query(QUESTIONS["en"], "en")).hits

    assert rollback(second) == "000002"
    with pytest.raises(ModelMismatch):
        open_searcher(second)
    assert open_searcher(first).search(Query(QUESTIONS["en"], "en")).hits


def test_another_prompt_or_number_format_is_another_model_and_a_batch_size_is_not(
    hashed, tiny_model
):
    ingest(with_model(hashed, tiny_model), FILES)
    open_searcher(with_model(hashed, tiny_model, batch_size=3))
    for other in ({"passage_prompt": "text: "}, {"dtype": "bfloat16"}, {"max_length": 64}):
        with pytest.raises(ModelMismatch):
            open_searcher(with_model(hashed, tiny_model, **other))


def test_a_service_goes_on_with_its_model_when_another_is_ingested(hashed, tiny_model, monkeypatch):
    monkeypatch.setattr(serving, "_SECONDS_BETWEEN_LOOKS", -1.0)
    current = serving.Current(hashed)
    before = current.get()
    ingest(with_model(hashed, tiny_model), FILES)
    assert current.get() is before
    assert before.answerer.ask(AskRequest(QUESTIONS["fr"])).citations


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_in_every_language_with_a_model_and_a_reranker(language, answering):
    answer = answering.answerer.ask(AskRequest(QUESTIONS[language]))
    assert not answer.abstained and answer.language == language
    assert answer.citations[0].key == "CWS/90/9#p3"
    hits = answering.searcher.search(Query(QUESTIONS[language], language)).hits
    assert sum("reranker" in hit.scores for hit in hits) >= 3


@pytest.fixture(scope="module")
def answering(tmp_path_factory, tiny_model, tiny_cross_encoder):
    settings = with_model(Settings(home=tmp_path_factory.mktemp("home")), tiny_model)
    ingest(settings, FILES)
    settings = with_reranker(settings, tiny_cross_encoder, top_n=10)
    assert ingest(settings, FILES).generation == "000001"
    return serving.open_serving(settings)


def test_a_service_loads_its_models_once(hashed, tiny_cross_encoder, monkeypatch):
    monkeypatch.setattr(serving, "_SECONDS_BETWEEN_LOOKS", -1.0)
    loaded = []
    load = serving.build_reranking

    def counted(settings):
        loaded.append(settings)
        return load(settings)

    monkeypatch.setattr(serving, "build_reranking", counted)
    settings = with_reranker(hashed, tiny_cross_encoder)
    current = serving.Current(settings)
    assert current.get().generation.name == "000001"
    ingest(settings, [*FILES, SAMPLE / "cdip_89_10_fr.html"])
    assert current.get().generation.name == "000002"
    assert len(loaded) == 1
    hits = current.get().searcher.search(Query("Quel budget ?", "fr")).hits
    assert "reranker" in hits[0].scores


def test_a_model_is_one_line_for_the_command(tmp_path, tiny_model, tiny_cross_encoder):
    (tmp_path / "wipo-rag.toml").write_text(
        f"embedder = {json.dumps(tiny_model)}\nreranker = {json.dumps(tiny_cross_encoder)}\n",
        encoding="utf-8",
    )

    def run(*arguments, **variables):
        return subprocess.run(
            [sys.executable, "-m", "config.main", *arguments, "--json"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "WIPO_RAG_HOME": "home", **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    done = run("ingest", str(FILES[0]))
    assert done.returncode == 0, done.stderr
    done = run("search", "WILD")
    assert done.returncode == 0, done.stderr
    assert "reranker" in json.loads(done.stdout)["hits"][0]["scores"]
    done = run("search", "WILD", WIPO_RAG_RERANKER="nobody/no-such-model")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "nobody/no-such-model: cannot be loaded" in json.loads(done.stdout)["error"]
