"""``python -m evaluation.training``: the shipped model, from nothing, by one command."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path

from config.glossary import glossary
from evaluation.benchmarks.model_quality import figures
from evaluation.training.card import LOG_FILE, write_card
from evaluation.training.corpus import glossary_corpus, load_sources, read_corpus
from evaluation.training.export import write_checksums, write_model, write_view
from evaluation.training.held_out import HeldOut, read_held_out
from evaluation.training.recipe import Recipe, train
from evaluation.training.tokenizer import train_tokenizer
from evaluation.training.tokens import Tokens, by_language, describe, joined, tokenise
from index.embedders.static import SHIPPED_MODEL

_LIBRARIES = ("numpy", "scipy", "tokenizers", "safetensors")


def main(arguments: list[str] | None = None) -> int:
    """Train, or write the view of a trained model; return an exit code."""
    options = _parser().parse_args(arguments)
    if options.view:
        write_view(options.model, options.view)
        return 0
    if options.card:
        _describe(options.model, options.data)
        return 0
    if not (options.data / "eval").is_dir():
        _say(f"{options.data}: no training text with test sets beside it")
        return 2
    recipe = Recipe()
    steps = {
        "pooled_steps": max(1, round(recipe.pooled_steps * options.scale)),
        "late_steps": max(1, round(recipe.late_steps * options.scale)),
    }
    run(options.data, options.work, options.model, replace(recipe, seed=options.seed, **steps))
    return 0


def run(data: Path, work: Path, model: Path, recipe: Recipe) -> None:
    """Prepare, train and export; text already prepared in ``work`` is not prepared again."""
    from tokenizers import Tokenizer

    begun, begun_cpu = time.time(), time.process_time()
    sources = load_sources()
    tokens = _prepared(data, work, recipe)
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    number = [source.kind for source in sources].index("glossary")
    terms = tokenise(glossary_corpus(glossary(), number), tokenizer)
    tokens = joined(tokens, terms, recipe.glossary_times)
    _say(json.dumps(describe(tokens)))
    trained = train(tokens, [source.weight for source in sources], recipe, _say)
    write_model(model, tokenizer, trained.vectors, trained.weights, tokens.counts)
    log = {
        "recipe": asdict(recipe),
        "corpus": describe(tokens) | {"glossary_concepts": len(glossary())},
        "prepared": json.loads((work / "prepared.json").read_text(encoding="utf-8")),
        "cpu_seconds": {name: round(value) for name, value in trained.seconds.items()},
        "cpu_seconds_in_all": round(time.process_time() - begun_cpu),
        "wall_seconds_in_all": round(time.time() - begun),
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in _LIBRARIES},
        "machine": platform.machine(),
        "losses": trained.losses[-20:],
    }
    text = json.dumps(log, indent=1, ensure_ascii=False)
    (model / LOG_FILE).write_text(text + "\n", encoding="utf-8")
    _describe(model, data)
    _say(f"wrote {model}")


def _describe(model: Path, data: Path) -> None:
    """Measure a model, write its card, and the checksums of all its files."""
    write_card(model, load_sources(), figures(data / "eval", model))
    write_checksums(model)


def _prepared(data: Path, work: Path, recipe: Recipe) -> Tokens:
    if (work / "prepared.json").exists():
        return Tokens.load(work / "tokens.npz")
    begun = time.process_time()
    work.mkdir(parents=True, exist_ok=True)
    corpus = read_corpus(data, load_sources(), HeldOut(read_held_out(data / "eval")))
    _say(f"{len(corpus.texts)} texts, {corpus.refused} items refused")
    tokenizer = train_tokenizer(by_language(corpus, recipe.seed), recipe.pieces, recipe.characters)
    tokenizer.save(str(work / "tokenizer.json"))
    tokens = tokenise(corpus, tokenizer)
    tokens.save(work / "tokens.npz")
    about = {
        "refused_items": corpus.refused,
        "cpu_seconds": round(time.process_time() - begun),
    }
    (work / "prepared.json").write_text(json.dumps(about), encoding="utf-8")
    return tokens


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("var/training"))
    parser.add_argument("--model", type=Path, default=SHIPPED_MODEL)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0, help="times the steps of the recipe")
    parser.add_argument("--view", type=Path, help="only write MODEL for sentence-transformers")
    parser.add_argument("--card", action="store_true", help="only measure MODEL, write its card")
    return parser


if __name__ == "__main__":
    sys.exit(main())
