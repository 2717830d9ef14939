"""Settings of what words answers: sentences of the documents, or a chat model."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExtractiveSettings(_Section):
    """The documents' own sentences: no model, no network."""

    kind: Literal["extractive"] = "extractive"


class ChatSettings(_Section):
    """Any chat model that LangChain knows (needs the [langchain] extra and one for the provider).

    Every sentence is checked; where the model fails, answers are extractive.
    """

    kind: Literal["chat"] = "chat"
    model: str = Field(description="provider:name, as openai:gpt-5-mini or ollama:qwen3.")
    base_url: str | None = Field(default=None, description="A server that speaks as OpenAI's does.")
    api_key_env: str | None = Field(
        default=None, description="Environment variable that holds the key; never the key itself."
    )
    timeout_s: float = Field(default=30, gt=0, le=300, description="Of one call.")
    tries: int = Field(default=2, ge=1, le=2, description="Calls at most for one answer.")
    temperature: float = Field(default=0, ge=0, le=2, description="0: always the likeliest word.")
    max_tokens: int = Field(default=800, ge=50, le=8000, description="Of what the model writes.")


def _spelled_out(given: object) -> object:
    """Take a text for "extractive" or the name of a model, and a section for that of a model."""
    if isinstance(given, str):
        return {"kind": given} if given == "extractive" else {"kind": "chat", "model": given}
    if isinstance(given, dict) and "kind" not in given:
        return {"kind": "chat", **given}
    return given


GeneratorSettings = Annotated[
    ExtractiveSettings | ChatSettings,
    Field(discriminator="kind"),
    BeforeValidator(_spelled_out),
]
