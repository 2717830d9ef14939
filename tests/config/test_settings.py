from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

from config.settings import Settings


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.upper().startswith("WIPO_RAG_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType, Annotated):
        for part in get_args(annotation):
            yield from models(part)


def fields(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, str | None]]:
    for name, field in model.model_fields.items():
        yield f"{path}{name}", field.description
        for inner in models(field.annotation):
            yield from fields(inner, f"{path}{name}.")


def test_every_setting_is_described_in_a_sentence() -> None:
    described = dict(fields(Settings))
    assert len(described) > 30
    for path, description in described.items():
        if not path.endswith(".kind"):
            assert description, path
            assert description.endswith("."), path


def test_the_defaults_are_valid_and_cannot_be_changed() -> None:
    settings = Settings()
    assert settings.home == Path("var")
    assert settings.search.top_k == 10
    assert settings.embedder.kind == "shipped"
    with pytest.raises(ValidationError):
        settings.home = Path("x")  # type: ignore[misc]
    with pytest.raises(ValidationError):
        settings.search.top_k = 3  # type: ignore[misc]


def test_a_file_overrides_the_defaults_and_the_environment_overrides_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'home = "here"\n[search]\ntop_k = 20\ncandidates = 50\n'
    (tmp_path / "wipo-rag.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("WIPO_RAG_SEARCH__TOP_K", "30")
    settings = Settings()
    assert settings.home == Path("here")
    assert settings.search.top_k == 30
    assert settings.search.candidates == 50
    assert settings.service.port == 8000
    assert Settings(home=Path("there")).home == Path("there")


def test_another_file_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wipo-rag.toml").write_text("[service]\nport = 1\n", encoding="utf-8")
    (tmp_path / "other.toml").write_text("[service]\nport = 2\n", encoding="utf-8")
    monkeypatch.setenv("WIPO_RAG_CONFIG", str(tmp_path / "other.toml"))
    assert Settings().service.port == 2


def test_an_embedder_is_chosen_by_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = '[embedder]\nkind = "sentence-transformers"\nmodel = "some/model"\n'
    (tmp_path / "wipo-rag.toml").write_text(text, encoding="utf-8")
    embedder = Settings().embedder
    assert embedder.kind == "sentence-transformers"
    assert embedder.model == "some/model"
    monkeypatch.setenv("WIPO_RAG_EMBEDDER__BATCH_SIZE", "8")
    changed = Settings().embedder
    assert changed.kind == "sentence-transformers"
    assert changed.batch_size == 8


@pytest.mark.parametrize(
    ("text", "kind", "model"),
    [
        ('embedder = "shipped"', "shipped", None),
        ('embedder = "hashing"', "hashing", None),
        ('embedder = "some/model"', "sentence-transformers", "some/model"),
        ('reranker = "none"', "none", None),
        ('reranker = "some/judge"', "cross-encoder", "some/judge"),
        ('[reranker]\nkind = "cross-encoder"\nmodel = "some/judge"', "cross-encoder", "some/judge"),
    ],
)
def test_a_model_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, kind: str, model: str | None
) -> None:
    section = "reranker" if "reranker" in text else "embedder"
    (tmp_path / "wipo-rag.toml").write_text(text, encoding="utf-8")
    found = getattr(Settings(), section)
    assert (found.kind, getattr(found, "model", None)) == (kind, model)
    (tmp_path / "wipo-rag.toml").unlink()
    monkeypatch.setenv(f"WIPO_RAG_{section.upper()}", model or kind)
    assert getattr(Settings(), section) == found


def test_no_reranker_is_the_default_and_each_setting_of_one_can_be_given(tmp_path: Path) -> None:
    assert Settings().reranker.kind == "none"
    text = '[reranker]\nkind = "cross-encoder"\nmodel = "m"\ntop_n = 5\nmax_length = 128\n'
    (tmp_path / "wipo-rag.toml").write_text(text, encoding="utf-8")
    chosen = Settings().reranker
    assert chosen.kind == "cross-encoder"
    assert (chosen.top_n, chosen.max_length, chosen.weight) == (5, 128, 0.7)


@pytest.mark.parametrize(
    "text",
    [
        "hom = 'x'\n",
        "[search]\ntopk = 3\n",
        "[serch]\ntop_k = 3\n",
        "[embedder]\nkind = 'hashing'\nmodel = 'x'\n",
        "[embedder]\nkind = 'magic'\n",
        "[search]\ntop_k = 0\n",
        "embedder = 3\n",
        "reranker = ['x']\n",
        "[reranker]\nkind = 'cross-encoder'\n",
        "[reranker]\nkind = 'none'\nmodel = 'x'\n",
        "[reranker]\nkind = 'cross-encoder'\nmodel = 'x'\nweight = 2\n",
        "[search]\ntop_k = 'many'\n",
        "[ingest]\nseconds_per_file = 0\n",
        "[service]\nport = 70000\n",
    ],
)
def test_wrong_names_and_values_in_a_file_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "wipo-rag.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIPO_RAG_SEARCH__TOPK", "3"),
        ("WIPO_RAG_SERCH__TOP_K", "3"),
        ("WIPO_RAG_TOP_K", "3"),
        ("WIPO_RAG_SEARCH__TOP_K", "0"),
        ("wipo_rag_hom", "x"),
    ],
)
def test_wrong_names_and_values_in_the_environment_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


def test_variables_of_other_programs_are_nobodys_business(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WIPO_OTHER", "1")
    monkeypatch.setenv("RAG_HOME", "1")
    monkeypatch.setenv("WIPO_RAG_HOME", "elsewhere")
    assert Settings().home == Path("elsewhere")
