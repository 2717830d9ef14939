"""Token ids of texts, remembered word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# All characters of the script Han, as the tokenizer's own expression knows them: it cuts at
# their borders, and a cut made here and not there would change the pieces.
_HAN = (
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufad9\U00016fe2-\U00016ff6\U00020000-\U0003ffff"
)
HAN_CHARACTER = re.compile(f"[{_HAN}]")
_PIECE = re.compile(f"[{_HAN}]+|[^\\s{_HAN}]+")

_CACHED_WORDS = 200_000


class WordPieces:
    """A cache in front of a tokenizer that never looks across white space or a run of Han.

    Safe in threads: each call keeps the dictionary that it filled, and words are never changed.
    """

    def __init__(self, tokenizer: Tokenizer, cached: int = _CACHED_WORDS) -> None:
        self._tokenizer = tokenizer
        self._cached = cached
        self._cache: dict[str, bytes] = {}

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """Return the token ids of each text as the bytes of 16-bit numbers."""
        split = [_words(text) for text in texts]
        known = self._cache
        new = {word for words in split for word in words if word not in known}
        if len(known) + len(new) > self._cached:
            known = self._cache = {}
            new = {word for words in split for word in words}
        if new:
            known.update(self._look_up(sorted(new)))
        return [b"".join([known[word] for word in words]) for words in split]

    def _look_up(self, words: list[str]) -> dict[str, bytes]:
        found = self._tokenizer.encode_batch_fast(words, add_special_tokens=False)
        return {
            word: np.array(encoding.ids, np.uint16).tobytes()
            for word, encoding in zip(words, found, strict=True)
        }


def _words(text: str) -> list[str]:
    return _PIECE.findall(text) if HAN_CHARACTER.search(text) else text.split()
