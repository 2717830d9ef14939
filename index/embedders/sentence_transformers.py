"""Any sentence-transformers model, by name or folder."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from config.settings import SentenceTransformersSettings
from index.errors import ExtraMissing, ModelUnavailable
from index.types import Matrix, Vector

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Trained with these prompts, and published without a word about them where they are looked for.
_E5 = re.compile(r"(^|/)(multilingual-)?e5-(small|base|large)(-v2)?/?$")
_E5_PROMPTS = ("query: ", "passage: ")


class SentenceTransformersEmbedder:
    """Encodes with the query and passage prompts that the settings or, where they say nothing, the
    model asks for. The E5 family has its own where it says nothing.

    Never runs code that a model brings with it. See Embedder.
    """

    def __init__(self, settings: SentenceTransformersSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._model = _load(settings)
        self._dim = _dimension(self._model, settings.model)
        self._query_prompt, self._passage_prompt = _prompts(self._model, settings)

    @property
    def name(self) -> str:
        """See Embedder.name."""
        settings = self._settings
        prompts = [settings.query_prompt, settings.passage_prompt]
        given = "".join(f" {prompt!r}" for prompt in prompts if prompt is not None)
        length = f" {settings.max_length}" if settings.max_length else ""
        file = f" {settings.file}" if settings.file else ""
        return f"sentence-transformers {settings.model}{file} {settings.dtype}{length}{given}"

    @property
    def dim(self) -> int:
        """See Embedder.dim."""
        return self._dim

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """See Embedder.encode_passages."""
        if not texts:
            return np.empty((0, self._dim), np.float32)
        return self._encode(self._model.encode_document, list(texts), self._passage_prompt)

    def encode_query(self, text: str) -> Vector:
        """See Embedder.encode_query."""
        encoded = self._encode(self._model.encode_query, [text], self._query_prompt)
        vector: Vector = encoded[0]
        return vector

    def _encode(self, encode: Any, texts: list[str], prompt: str | None) -> Matrix:  # noqa: ANN401
        # encode_query and encode_document look for the model's own prompt where none is given.
        given = {} if prompt is None else {"prompt": prompt}
        # Fast tokenizers are not safe to share between threads.
        with self._lock:
            vectors = encode(
                texts,
                batch_size=self._settings.batch_size,
                show_progress_bar=False,
                convert_to_numpy=True,
                normalize_embeddings=True,
                **given,
            )
        matrix: Matrix = np.ascontiguousarray(vectors, np.float32)
        # Half precision leaves norms a little off one.
        norms = np.linalg.norm(matrix, axis=1, keepdims=True)
        return np.asarray(matrix / np.where(norms == 0, 1, norms), np.float32)


def _prompts(
    model: SentenceTransformer, settings: SentenceTransformersSettings
) -> tuple[str | None, str | None]:
    """Return the prompts of queries and of passages; None for what the model asks for."""
    query, passage = settings.query_prompt, settings.passage_prompt
    if any(model.prompts.values()) or not _E5.search(settings.model):
        return query, passage
    return (
        _E5_PROMPTS[0] if query is None else query,
        _E5_PROMPTS[1] if passage is None else passage,
    )


def _dimension(model: SentenceTransformer, name: str) -> int:
    # Renamed in version 6; the old name warns there.
    ask = getattr(model, "get_embedding_dimension", None)
    dim = ask() if ask else model.get_sentence_embedding_dimension()
    if not dim:
        raise ModelUnavailable(f"{name}: does not say how long its vectors are")
    return int(dim)


def _load(settings: SentenceTransformersSettings) -> SentenceTransformer:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ExtraMissing("transformers", f"the model {settings.model!r}") from error
    options: dict[str, Any] = {"dtype": settings.dtype} if settings.backend == "torch" else {}
    if settings.file is not None:
        options["file_name"] = settings.file
    try:
        model = SentenceTransformer(
            settings.model,
            device=settings.device,
            backend=settings.backend,
            trust_remote_code=False,
            model_kwargs=options,
        )
    except Exception as error:  # a backend that is not installed raises nothing more specific
        raise ModelUnavailable(f"{settings.model}: cannot be loaded: {error}") from error
    if settings.max_length:
        model.max_seq_length = settings.max_length
    return model
