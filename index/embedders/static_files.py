"""What the folder of a static model holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

VECTORS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
FORMAT = "wipo-static 1"

_TENSORS = {"vectors": np.int8, "scales": np.float16, "weights": np.float16, "languages": np.uint8}


@dataclass(frozen=True)
class StaticFiles:
    """One row a token: the vector is ``vectors[t] * scales[t]``.

    ``weights`` are what tokens count in a query; bit ``s`` of ``languages`` is set where a token
    is a word of the language ``LANGUAGES[s]``. ``units`` are the scales that make vectors unit
    vectors instead.
    """

    name: str
    tokenizer: Tokenizer
    vectors: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float16]
    weights: npt.NDArray[np.float16]
    languages: npt.NDArray[np.uint8]
    units: npt.NDArray[np.float32]


def read_static_files(folder: Path) -> StaticFiles:
    """Return the model in ``folder``.

    Raises:
        ModelUnavailable: if a file is missing, damaged, or of another format.
    """
    from safetensors import SafetensorError, safe_open
    from tokenizers import Tokenizer

    try:
        with safe_open(folder / VECTORS_FILE, framework="np") as file:
            about = file.metadata() or {}
            arrays = {name: file.get_tensor(name) for name in _TENSORS}
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(f"{folder}: not a static model: {error}") from error
    except Exception as error:  # the tokenizers library raises nothing more specific
        raise ModelUnavailable(f"{folder / TOKENIZER_FILE}: cannot be read: {error}") from error
    _check(folder, about, arrays, tokenizer)
    return StaticFiles(about["name"], tokenizer, **arrays, units=_units(arrays["vectors"]))


def _check(
    folder: Path,
    about: dict[str, str],
    arrays: dict[str, npt.NDArray[np.generic]],
    tokenizer: Tokenizer,
) -> None:
    if about.get("format") != FORMAT or "name" not in about:
        raise ModelUnavailable(f"{folder}: the format is {about.get('format')!r}, not {FORMAT!r}")
    rows = tokenizer.get_vocab_size()
    for name, array in arrays.items():
        if array.dtype != _TENSORS[name] or len(array) != rows:
            raise ModelUnavailable(
                f"{folder}: {name} is {array.dtype} of {len(array)} rows, for {rows} tokens"
            )


def _units(vectors: npt.NDArray[np.int8]) -> npt.NDArray[np.float32]:
    squares = np.empty(len(vectors), np.float32)
    for start in range(0, len(vectors), 4096):  # in blocks, to stay inside the cache
        block = vectors[start : start + 4096].astype(np.float32)
        squares[start : start + 4096] = np.einsum("ij,ij->i", block, block)
    return np.asarray(1 / np.sqrt(np.maximum(squares, 1)), np.float32)
