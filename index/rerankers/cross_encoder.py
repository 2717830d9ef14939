"""Any cross-encoder that sentence-transformers reads, by name or folder."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from config.settings import CrossEncoderSettings
from index.errors import ExtraMissing, ModelUnavailable
from index.rerankers.base import Scores

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class CrossEncoderReranker:
    """Scores are the logistic function of the model's logit.

    Some models come with it and some without; here all are treated alike, in single precision,
    so that half precision does not make good passages equal. Never runs code that a model brings
    with it. See Reranker.
    """

    def __init__(self, settings: CrossEncoderSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._model = _load(settings)

    @property
    def name(self) -> str:
        """See Reranker.name."""
        return f"cross-encoder {self._settings.model} {self._settings.dtype}"

    def scores(self, query: str, passages: Sequence[str]) -> Scores:
        """See Reranker.scores."""
        if not passages:
            return np.empty(0, np.float32)
        from torch.nn import Identity

        # Fast tokenizers are not safe to share between threads.
        with self._lock:
            logits = self._model.predict(
                [(query, passage) for passage in passages],
                batch_size=self._settings.batch_size,
                show_progress_bar=False,
                activation_fn=Identity(),
                convert_to_numpy=True,
            )
        logits = np.asarray(logits, np.float64).reshape(len(passages))
        scores: Scores = (0.5 * (1 + np.tanh(logits / 2))).astype(np.float32)
        return scores


def _load(settings: CrossEncoderSettings) -> CrossEncoder:
    try:
        from sentence_transformers import CrossEncoder
    except ImportError as error:
        raise ExtraMissing("transformers", f"the model {settings.model!r}") from error
    options: dict[str, Any] = {"dtype": settings.dtype} if settings.backend == "torch" else {}
    if settings.file is not None:
        options["file_name"] = settings.file
    try:
        model: CrossEncoder = CrossEncoder(
            settings.model,
            device=settings.device,
            backend=settings.backend,
            max_length=settings.max_length,
            trust_remote_code=False,
            model_kwargs=options,
        )
    except Exception as error:  # a backend that is not installed raises nothing more specific
        raise ModelUnavailable(f"{settings.model}: cannot be loaded: {error}") from error
    if model.num_labels != 1:
        raise ModelUnavailable(
            f"{settings.model}: gives {model.num_labels} numbers for a pair: not a reranker"
        )
    return model
