"""The guide to models says what the settings take."""

import re
import tomllib
from pathlib import Path

import pytest

from config.settings import Settings
from index.rerankers import build_reranker

GUIDE = (Path(__file__).resolve().parent.parent / "docs" / "MODELS.md").read_text(encoding="utf-8")
SETTINGS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("text", SETTINGS)
def test_every_setting_in_the_guide_is_taken(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wipo-rag.toml").write_text(text, encoding="utf-8")
    settings = Settings()
    for section, given in tomllib.loads(text).items():
        found = getattr(settings, section)
        name = given if isinstance(given, str) else given["model"]
        assert name in (found.kind, getattr(found, "model", None))


def test_every_model_of_the_first_table_has_its_line():
    table = GUIDE.split("## How to choose one", maxsplit=1)[0]
    named = set(re.findall(r"`([\w-]+/[\w.-]+)`", table))
    assert len(named) == 5
    for name in named:
        assert any(f'= "{name}"' in text for text in SETTINGS), name


def test_the_default_is_the_first_row(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    assert settings.embedder.kind == "shipped"
    assert build_reranker(settings.reranker) is None
