"""A chat model by name, through LangChain; imported only when one is configured.

What a provider raises is its own affair: every failure leaves here as ModelFailed with a reason.
"""

from __future__ import annotations

import logging
import os
import threading
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from typing import Any, Protocol

from config.generator_settings import ChatSettings
from service.errors import AnswerError

logger = logging.getLogger(__name__)

_CALLS_AT_ONCE = 16
_GRACE_S = 0.5  # for the client to report its own timeout first
UNAVAILABLE, TIMEOUT, ERROR, CUT = "model_unavailable", "model_timeout", "model_error", "model_cut"
_CUT_OFF = ("length", "max_tokens")


class ModelFailed(AnswerError):
    """A model gave no reply; ``reason`` is one of the words above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ChatModel(Protocol):
    """Completes a conversation. May be called from several threads at once."""

    def complete(self, system: str, user: str) -> str:
        """Return what the model writes.

        Raises:
            ModelFailed: whatever the reason.
        """
        ...


class LangChainModel:
    """See ChatModel. The model is built at the first question, so that a service starts without."""

    def __init__(self, settings: ChatSettings) -> None:
        self._settings = settings
        self._model: Any = None
        self._lock = threading.Lock()
        self._calls = ThreadPoolExecutor(_CALLS_AT_ONCE, thread_name_prefix="chat-model")

    def complete(self, system: str, user: str) -> str:
        """See ChatModel.complete."""
        model = self._built()
        call = self._calls.submit(model.invoke, [("system", system), ("human", user)])
        try:
            # Timeouts of clients count from byte to byte; this one is for the whole reply.
            reply = call.result(self._settings.timeout_s + _GRACE_S)
        except TimeoutError:
            call.cancel()
            raise ModelFailed(TIMEOUT) from None
        except Exception as error:  # providers raise anything
            logger.warning("the chat model failed: %s", type(error).__name__)
            slow = "timeout" in type(error).__name__.lower()
            raise ModelFailed(TIMEOUT if slow else ERROR) from None
        return _text_of(reply)

    def _built(self) -> Any:  # noqa: ANN401 - LangChain is not imported for its types
        with self._lock:
            if self._model is None:
                self._model = _build(self._settings)
            return self._model


def _build(settings: ChatSettings) -> Any:  # noqa: ANN401
    options: dict[str, Any] = {"temperature": settings.temperature}
    name = settings.model
    if name.startswith("ollama:"):
        options["num_predict"] = settings.max_tokens
        options["client_kwargs"] = {"timeout": settings.timeout_s}
    else:
        # One try here: how often to try is decided by who reads the reply.
        options |= {"max_tokens": settings.max_tokens, "timeout": settings.timeout_s}
        options["max_retries"] = 0
        options |= _key(settings)
    if settings.base_url:
        options["base_url"] = settings.base_url
        name = name if ":" in name else f"openai:{name}"
    try:
        from langchain.chat_models import init_chat_model

        return init_chat_model(name, **options)
    except Exception as error:  # the extra, the provider's package or its key is missing
        logger.warning("the chat model cannot be used: %s", error)
        raise ModelFailed(UNAVAILABLE) from None


def _key(settings: ChatSettings) -> dict[str, str]:
    """Return the key from the environment; a server of one's own may want none."""
    if settings.api_key_env is None:
        return {"api_key": "none"} if settings.base_url else {}
    key = os.environ.get(settings.api_key_env)
    if not key:
        logger.warning("the variable %s is not set", settings.api_key_env)
        raise ModelFailed(UNAVAILABLE)
    return {"api_key": key}


def _text_of(reply: Any) -> str:  # noqa: ANN401
    """Return the text of a reply.

    Raises:
        ModelFailed: if there is none; if it was cut off, its last line is left out.
    """
    content = getattr(reply, "content", None)
    if isinstance(content, list):
        blocks = (part.get("text", "") for part in content if isinstance(part, dict))
        content = "".join(text for text in blocks if isinstance(text, str))
    if not isinstance(content, str) or not content.strip():
        raise ModelFailed(ERROR)
    told = getattr(reply, "response_metadata", None) or {}
    if told.get("finish_reason") in _CUT_OFF or told.get("done_reason") in _CUT_OFF:
        content = content.rpartition("\n")[0]
        if not content.strip():
            raise ModelFailed(CUT)
    return content
