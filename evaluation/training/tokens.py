"""Training text as token ids: one flat array, and the tables that say what stands where."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from evaluation.training.corpus import Corpus
from index.embedders.static_words import WordPieces
from ingest.types import LANGUAGES

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

LONGEST_TEXT = 200  # tokens; the rest of a longer text is not read
_BLOCK = 20_000
_CACHED_WORDS = 4_000_000


@dataclass(frozen=True)
class Tokens:
    """Token ids of a corpus.

    Text ``t`` has the ids ``flat[starts[t] : starts[t + 1]]``. ``items[i, slot]`` is the text of
    item ``i`` in a language, -1 where there is none; ``pairs[p]`` are two texts. ``content[t]``
    is equal for equal texts. ``counts[token, slot]`` is how often a token occurs in a language.
    """

    flat: npt.NDArray[np.uint16]
    starts: Ints
    content: Ints
    items: Ints
    item_source: Ints
    pairs: Ints
    pair_source: Ints
    counts: Ints
    texts_with: Ints  # per token, in how many texts it occurs

    def save(self, path: Path) -> None:
        """Write all arrays to one file."""
        np.savez(path, **{field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def load(cls, path: Path) -> Tokens:
        """Return what ``save`` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(**{field.name: arrays[field.name] for field in fields(cls)})

    @property
    def vocabulary(self) -> int:
        """How many different tokens there can be."""
        return len(self.counts)


def tokenise(corpus: Corpus, tokenizer: Tokenizer) -> Tokens:
    """Return a corpus as token ids. Texts without a single known token are left out."""
    vocabulary = tokenizer.get_vocab_size()
    unknown = tokenizer.token_to_id("[UNK]")
    pieces = WordPieces(tokenizer, _CACHED_WORDS)
    parts: list[npt.NDArray[np.uint16]] = []
    lengths: list[int] = []
    for begin in range(0, len(corpus.texts), _BLOCK):
        block = corpus.texts[begin : begin + _BLOCK]
        for encoded in pieces.encode(block):
            ids = np.frombuffer(encoded, np.uint16)[:LONGEST_TEXT]
            ids = ids[ids != unknown]
            parts.append(ids)
            lengths.append(len(ids))
    flat = np.concatenate(parts)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    counts, texts_with = _counts(flat, np.array(lengths), np.array(corpus.slots), vocabulary)
    items, item_source = _item_table(corpus, lengths)
    whole = [lengths[a] > 0 and lengths[b] > 0 for a, b in corpus.pairs]
    return Tokens(
        flat,
        starts,
        np.array([crc32(text.casefold().encode()) for text in corpus.texts], np.int64),
        items,
        item_source,
        np.array(corpus.pairs, np.int64).reshape(-1, 2)[whole],
        np.array(corpus.pair_source, np.int64)[whole],
        counts,
        texts_with,
    )


def _item_table(corpus: Corpus, lengths: list[int]) -> tuple[Ints, Ints]:
    items = np.full((len(corpus.items), len(LANGUAGES)), -1, np.int64)
    for row, item in enumerate(corpus.items):
        for slot, text in item.items():
            if lengths[text]:
                items[row, slot] = text
    usable = (items >= 0).sum(axis=1) >= 2
    return items[usable], np.array(corpus.item_source, np.int64)[usable]


def _counts(
    flat: npt.NDArray[np.uint16], lengths: Ints, slots: Ints, vocabulary: int
) -> tuple[Ints, Ints]:
    languages = len(LANGUAGES)
    cells = np.zeros(vocabulary * languages, np.int64)
    texts_with = np.zeros(vocabulary, np.int64)
    ends = np.cumsum(lengths)
    for begin in range(0, len(lengths), _BLOCK):
        end = min(begin + _BLOCK, len(lengths))
        ids = flat[ends[begin] - lengths[begin] : ends[end - 1]].astype(np.int64)
        here = lengths[begin:end]
        places = ids * languages + np.repeat(slots[begin:end], here)
        cells += np.bincount(places, minlength=len(cells))
        distinct = np.unique(ids + np.repeat(np.arange(end - begin), here) * vocabulary)
        texts_with += np.bincount(distinct % vocabulary, minlength=vocabulary)
    return cells.reshape(vocabulary, languages), texts_with


def by_language(corpus: Corpus, seed: int) -> list[list[str]]:
    """Return the texts of each language in random order: what a tokenizer learns from."""
    order = np.random.default_rng(seed).permutation(len(corpus.texts))
    texts: list[list[str]] = [[] for _ in LANGUAGES]
    for place in order:
        texts[corpus.slots[place]].append(corpus.texts[place])
    return texts


def joined(tokens: Tokens, other: Tokens, times: int) -> Tokens:
    """Return ``tokens`` with the items of ``other`` behind them, ``times`` over."""
    texts = len(tokens.starts) - 1
    items = np.where(other.items >= 0, other.items + texts, -1)
    return replace(
        tokens,
        flat=np.concatenate([tokens.flat, other.flat]),
        starts=np.concatenate([tokens.starts, tokens.starts[-1] + other.starts[1:]]),
        content=np.concatenate([tokens.content, other.content]),
        items=np.concatenate([tokens.items, *[items] * times]),
        item_source=np.concatenate([tokens.item_source, *[other.item_source] * times]),
        counts=tokens.counts + other.counts,
        texts_with=tokens.texts_with + other.texts_with,
    )


def describe(tokens: Tokens) -> dict[str, Any]:
    """Return the size of a corpus, for the log."""
    return {
        "texts": len(tokens.starts) - 1,
        "tokens": len(tokens.flat),
        "items": len(tokens.items),
        "pairs": len(tokens.pairs),
        "tokens_by_language": dict(zip(LANGUAGES, tokens.counts.sum(axis=0).tolist(), strict=True)),
    }
