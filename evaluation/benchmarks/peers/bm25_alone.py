"""Words alone: bm25s, with its own tokenizer and no list of words to leave out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import bm25s  # type: ignore[import-not-found, unused-ignore]
import numpy as np

from evaluation.benchmarks.peers.kinds import Asked, Text


class Bm25Alone:
    """No model, no vectors; a filter is a mask over the scores."""

    def build(self, texts: Iterable[Text], folder: Path) -> float:
        """See System.build."""
        held = list(texts)
        tokens = bm25s.tokenize([text.text for text in held], stopwords=None, show_progress=False)
        made = bm25s.BM25()
        made.index(tokens, show_progress=False)
        made.save(str(folder))
        facts = {"keys": [text.key for text in held], "bodies": [text.body for text in held]}
        (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
        texts_kept = [text.text for text in held]  # every other system keeps them, too
        (folder / "texts.json").write_text(json.dumps(texts_kept), encoding="utf-8")
        return 0.0

    def open(self, folder: Path) -> None:
        """See System.open."""
        self._index = bm25s.BM25.load(str(folder))
        facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        self._keys: list[str] = facts["keys"]
        self._bodies = np.array(facts["bodies"])
        self._texts: list[str] = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
        self._masks: dict[str, np.ndarray] = {}

    def search(self, asked: Asked, count: int) -> list[str]:
        """See System.search."""
        tokens = bm25s.tokenize([asked.text], stopwords=None, show_progress=False)
        mask = self._mask(asked.body) if asked.body else None
        found, scores = self._index.retrieve(
            tokens, k=min(count, len(self._keys)), weight_mask=mask, show_progress=False
        )
        pairs = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return list(dict.fromkeys(self._keys[place] for place, score in pairs if score > 0))

    def _mask(self, body: str) -> np.ndarray:
        if body not in self._masks:
            self._masks[body] = (self._bodies == body).astype(np.float32)
        return self._masks[body]
