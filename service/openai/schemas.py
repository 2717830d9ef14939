"""What ``POST /v1/chat/completions`` takes.

Unknown options are ignored, since clients send many and each year brings more. Options that would
make the client read something else out of the answer than what is in it are refused.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from ingest.types import Language
from service.errors import BadRequest
from service.schemas import AskBody, FiltersBody, Turn, Wire
from service.types import AskRequest

MODEL = "wipo-rag"
_LONGEST_QUESTION, _MOST_KEYS, _TURNS = 2000, 20, 20  # of the history; see Turn
_LONGEST_KEY = 400  # characters


class Lenient(BaseModel):
    """What comes in; unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore")


class Part(Lenient):
    """One part of a message."""

    type: str
    text: str = ""


class Message(Lenient):
    """One message. Those of the system and of tools are not read: they are no questions."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None
    annotations: Any = Field(default=None, description="Of an answer, as it was given here.")

    @model_validator(mode="after")
    def _a_question_is_text(self) -> Self:
        if self.role == "user" and not isinstance(self.content, str):
            kinds = {part.type for part in self.content or ()}
            if kinds - {"text"}:
                raise ValueError("only text can be asked, no images, sounds or files")
        return self

    @property
    def words(self) -> str:
        """The text of all parts."""
        if self.content is None or isinstance(self.content, str):
            return (self.content or "").strip()
        return "\n".join(part.text for part in self.content if part.type == "text").strip()

    @property
    def keys(self) -> list[str]:
        """The keys of the passages that an answer of ours cited, where the client kept them."""
        given = self.annotations if isinstance(self.annotations, list) else []
        ours = (each.get("wipo") for each in given if isinstance(each, dict))
        keys = (each.get("key") for each in ours if isinstance(each, dict))
        kept = (key for key in keys if isinstance(key, str) and 0 < len(key) <= _LONGEST_KEY)
        return list(dict.fromkeys(kept))[:_MOST_KEYS]


class StreamOptions(Lenient):
    """What a stream tells besides the answer."""

    include_usage: bool | None = None


class WipoOptions(Wire):
    """What only this service knows (``extra_body={"wipo": …}`` in the client of OpenAI)."""

    language: Language | None = Field(default=None, description="Of the answer.")
    filters: FiltersBody = Field(default=FiltersBody())


class ResponseFormat(Lenient):
    """How the answer is to be written."""

    type: Literal["text"]


class ChatBody(Lenient):
    """A conversation whose last question is to be answered."""

    model: str = Field(max_length=200, examples=[MODEL])
    messages: list[Message] = Field(min_length=1, max_length=2000)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    wipo: WipoOptions = Field(default=WipoOptions(), description="Filters and language.")
    n: Annotated[int, Field(ge=1, le=1)] | None = Field(default=None, description="Only 1.")
    response_format: ResponseFormat | None = Field(default=None, description="Only text.")
    modalities: list[Literal["text"]] | None = Field(default=None, description="Only text.")
    logprobs: Literal[False] | None = None
    tool_choice: Any = Field(default=None, description="Tools are ignored, so none can be forced.")

    @field_validator("tool_choice")
    @classmethod
    def _no_tool_is_forced(cls, value: object) -> object:
        if value not in (None, "none", "auto"):
            raise ValueError("no tools are called here, so none can be required")
        return value

    def to_request(self) -> AskRequest:
        """Return the last question with what was said before it.

        Raises:
            BadRequest: if there is no question, or it is not one that can be asked.
        """
        asked = [n for n, message in enumerate(self.messages) if message.role == "user"]
        if not asked:
            raise BadRequest("there is no message of the user")
        question = self.messages[asked[-1]].words
        if not question:
            raise BadRequest("the question is empty")
        try:
            body = AskBody(
                question=question,
                language=self.wipo.language,
                filters=self.wipo.filters,
                history=self._history(asked[-1])[-_TURNS:],
            )
        except ValidationError as error:
            raise BadRequest("the conversation is longer than what is read") from error
        return body.to_request()

    def _history(self, end: int) -> list[str | Turn]:
        """Return the questions before message ``end``, each with what the answer to it cited.

        Long ones are cut: clients send everything again each time, and a conversation must not
        end because of what was once said in it.
        """
        turns: list[str | Turn] = []
        question = ""
        for message in self.messages[:end]:
            if message.role == "user" and message.words:
                question = message.words[-_LONGEST_QUESTION:]
                turns.append(question)
            elif message.role == "assistant" and turns:
                turns[-1] = Turn(question=question, citations=message.keys)
        return turns

    @property
    def said(self) -> str:
        """All that is read of this conversation."""
        read = (m.words for m in self.messages if m.role in ("user", "assistant"))
        return "\n".join(read)
