"""Writes a model folder: eight-bit vectors, weights, tokenizer, checksums."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from evaluation.training.tokens import Ints
from index.embedders.static_files import FORMAT, TOKENIZER_FILE, VECTORS_FILE, read_static_files

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CHECKSUMS_FILE = "SHA256SUMS"

_LANGUAGE_SHARE = 0.05  # of a token's uses, from which on it is a word of a language


def write_model(
    folder: Path,
    tokenizer: Tokenizer,
    vectors: npt.NDArray[np.float32],
    weights: npt.NDArray[np.float32],
    counts: Ints,
) -> None:
    """Write a model as ``StaticEmbedder`` reads it. Row 0, the unknown token, counts nothing."""
    from safetensors.numpy import save_file

    quantised, scales = quantise(vectors)
    quantised[0] = 0
    weights = weights / weights.max()
    weights[0] = 0
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    bits = (shares >= _LANGUAGE_SHARE) @ (1 << np.arange(counts.shape[1]))
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)
    digest = hashlib.sha256(quantised.tobytes() + scales.tobytes())
    digest.update((folder / TOKENIZER_FILE).read_bytes())
    save_file(
        {
            "vectors": quantised,
            "scales": scales,
            "weights": weights.astype(np.float16),
            "languages": bits.astype(np.uint8),
        },
        folder / VECTORS_FILE,
        {"format": FORMAT, "name": f"{folder.name} {digest.hexdigest()[:12]}"},
    )


def quantise(
    vectors: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """Return eight-bit rows and a half-precision scale a row."""
    top = np.abs(vectors).max(axis=1)
    scales = np.maximum(top / 127, 1e-7).astype(np.float16)
    # The scale as it is stored: what rounding it took away, the row makes up for.
    rows = np.rint(vectors / np.maximum(scales, np.float16(1e-7))[:, None].astype(np.float32))
    return np.clip(rows, -127, 127).astype(np.int8), scales


def write_checksums(folder: Path) -> None:
    """Write the SHA-256 of every other file in a model folder, as ``sha256sum -c`` reads it."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != CHECKSUMS_FILE
    ]
    (folder / CHECKSUMS_FILE).write_text("".join(lines), encoding="utf-8")


def write_view(model: Path, folder: Path) -> None:
    """Write the same vectors as a folder that ``SentenceTransformer(folder)`` loads.

    Single precision takes four times the room, which is why it is not what ships.
    """
    from safetensors.numpy import save_file

    files = read_static_files(model)
    static = folder / "0_StaticEmbedding"
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    static.mkdir(exist_ok=True)
    table = files.vectors.astype(np.float32) * files.scales[:, None].astype(np.float32)
    save_file({"embedding.weight": table}, static / "model.safetensors")
    files.tokenizer.save(str(static / "tokenizer.json"))
    kinds = {"0_StaticEmbedding": "StaticEmbedding", "1_Normalize": "Normalize"}
    modules = [
        {
            "idx": number,
            "name": str(number),
            "path": path,
            "type": f"sentence_transformers.models.{kind}",
        }
        for number, (path, kind) in enumerate(kinds.items())
    ]
    (folder / "modules.json").write_text(json.dumps(modules, indent=2), encoding="utf-8")
    about = {"similarity_fn_name": "cosine", "prompts": {}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(about), encoding="utf-8")
