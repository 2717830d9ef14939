"""The one typed object of all choices: defaults, then a TOML file, then the environment.

``wipo-rag.toml`` in the working folder (or the file that ``WIPO_RAG_CONFIG`` names) overrides the
defaults; ``WIPO_RAG_SEARCH__TOP_K=20`` overrides both. Unknown names are refused.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from config.generator_settings import ExtractiveSettings, GeneratorSettings
from config.limit_settings import LimitSettings


class Section(BaseModel):
    """A group of settings; unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class IngestSettings(Section):
    """Reading files."""

    workers: int = Field(default=0, ge=0, description="Parser processes; 0: one per core.")
    seconds_per_file: float = Field(default=60, gt=0, description="Wall time a parser may take.")
    memory_mb: int = Field(default=1536, ge=256, description="Address space of one parser.")
    max_file_mb: float = Field(default=100, gt=0, description="Larger files are rejected.")
    max_zip_entries: int = Field(default=2000, ge=1, description="Parts in one DOCX.")
    max_zip_total_mb: float = Field(default=200, gt=0, description="A DOCX when unpacked.")
    max_zip_ratio: float = Field(default=200, gt=1, description="Unpacked size by packed size.")
    max_text_chars: int = Field(default=20_000_000, ge=1000, description="Words of one document.")
    office: str = Field(default="soffice", description="LibreOffice, for legacy .doc files.")


class ShippedEmbedderSettings(Section):
    """The model in ``index/models/``: six languages, no download, milliseconds."""

    kind: Literal["shipped"] = "shipped"


class HashingEmbedderSettings(Section):
    """Words and character n-grams hashed into a vector: any script, no download, no meaning."""

    kind: Literal["hashing"]
    dim: int = Field(default=512, ge=64, le=4096, description="Length of the vectors.")


class SentenceTransformersSettings(Section):
    """Any sentence-transformers model, by name or folder (needs the [transformers] extra)."""

    kind: Literal["sentence-transformers"]
    model: str = Field(description="Name on a model hub, or a folder.")
    query_prompt: str | None = Field(
        default=None, description="Put before queries; by default what the model asks for."
    )
    passage_prompt: str | None = Field(
        default=None, description="Put before passages; by default what the model asks for."
    )
    batch_size: int = Field(default=32, ge=1, description="Texts encoded at once.")
    device: str | None = Field(default=None, description="cpu, cuda, mps; by default the best.")
    dtype: Literal["float32", "float16", "bfloat16"] = Field(
        default="float32", description="Number format of the weights."
    )
    backend: Literal["torch", "onnx", "openvino"] = Field(
        default="torch", description="What runs the model."
    )
    file: str | None = Field(
        default=None, description="Of an ONNX or OpenVINO model, which file: an int8 one, say."
    )
    max_length: int | None = Field(default=None, ge=8, description="Tokens of one text.")


class NoRerankerSettings(Section):
    """Search ends with the fused scores of words and vectors."""

    kind: Literal["none"] = "none"


class CrossEncoderSettings(Section):
    """Any cross-encoder, by name or folder (needs the [transformers] extra)."""

    kind: Literal["cross-encoder"]
    model: str = Field(description="Name on a model hub, or a folder.")
    top_n: int = Field(default=20, ge=1, le=200, description="Best paragraphs that it reads.")
    weight: float = Field(
        default=0.7, ge=0, le=1, description="Share of its score; the rest is the fused score."
    )
    batch_size: int = Field(default=16, ge=1, description="Paragraphs read at once.")
    device: str | None = Field(default=None, description="cpu, cuda, mps; by default the best.")
    dtype: Literal["float32", "float16", "bfloat16"] = Field(
        default="float32", description="Number format of the weights."
    )
    backend: Literal["torch", "onnx", "openvino"] = Field(
        default="torch", description="What runs the model."
    )
    file: str | None = Field(
        default=None, description="Of an ONNX or OpenVINO model, which file: an int8 one, say."
    )
    max_length: int | None = Field(
        default=None, ge=16, description="Tokens of a query with a paragraph; the rest is cut off."
    )


def _named(kinds: Collection[str], kind_of_model: str) -> BeforeValidator:
    """Return a validator that takes a text for one of ``kinds``, or for the name of a model."""

    def spelled_out(given: object) -> object:
        if not isinstance(given, str):
            return given
        return {"kind": given} if given in kinds else {"kind": kind_of_model, "model": given}

    return BeforeValidator(spelled_out)


EmbedderSettings = Annotated[
    ShippedEmbedderSettings | HashingEmbedderSettings | SentenceTransformersSettings,
    Field(discriminator="kind"),
    _named(("shipped", "hashing"), "sentence-transformers"),
]
RerankerSettings = Annotated[
    NoRerankerSettings | CrossEncoderSettings,
    Field(discriminator="kind"),
    _named(("none",), "cross-encoder"),
]


class StoreSettings(Section):
    """The vector index."""

    exact_up_to: int = Field(
        default=50_000, ge=0, description="Vectors scanned exactly; above, 4-bit PQ and re-rank."
    )


class SearchSettings(Section):
    """How passages are found and ranked."""

    top_k: int = Field(default=10, ge=1, le=100, description="Hits returned.")
    candidates: int = Field(default=100, ge=10, description="Taken from each side and language.")
    lexical_weight: float = Field(default=0.45, ge=0, le=1, description="Share of the BM25 score.")
    late_interaction: bool = Field(
        default=True, description="Rank again by token vectors, if the embedder has them."
    )
    nearest_translation: bool = Field(
        default=True,
        description="Look for near words of each language, too, if the embedder knows them.",
    )
    window_chars: int = Field(
        default=900, ge=200, description="A longer passage is embedded in windows of this size."
    )
    generations_kept: int = Field(default=3, ge=2, description="Published generations on disk.")


class ServiceSettings(Section):
    """The HTTP service and answers."""

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(default=0, ge=0, description="Threads that search; 0: one per core.")
    queue: int = Field(default=32, ge=0, description="Requests that may wait; then 503.")
    max_body_bytes: int = Field(default=65_536, ge=1024, description="Larger requests: 413.")
    max_question_chars: int = Field(default=2000, ge=10, description="Longer questions: 422.")
    max_statements: int = Field(default=4, ge=1, description="Sentences of a plain answer.")
    feedback_mb: int = Field(default=64, ge=1, description="What is kept of feedback; then 507.")
    feedback_per_minute: int = Field(
        default=60, ge=0, description="Feedback taken from all readers; then 429. 0: any."
    )
    public_url: str = Field(
        default="", description="Where readers reach the service; footnotes of drafts link there."
    )
    docx_template: Path | None = Field(
        default=None, description="A Word file whose styles and page drafts take."
    )
    mcp: bool | None = Field(
        default=None, description="Offer tools at /mcp; by default if the [mcp] extra is there."
    )
    mcp_hosts: tuple[str, ...] = Field(
        default=(), description="Names that /mcp is reached by, behind a proxy say."
    )


class _UnknownVariables(PydanticBaseSettingsSource):
    """Offers variables that name no setting, so that they are refused and not ignored."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return nothing: this source knows no setting."""
        del field
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return the environment variables with our prefix whose first part is no setting."""
        prefix = str(self.config.get("env_prefix", ""))
        known = {*self.settings_cls.model_fields, "config"}
        names = (name for name in os.environ if name.upper().startswith(prefix))
        given = {name[len(prefix) :].lower(): os.environ[name] for name in names}
        return {name: value for name, value in given.items() if name.split("__")[0] not in known}


class Settings(BaseSettings):
    """All choices of wipo-rag."""

    model_config = SettingsConfigDict(
        env_prefix="WIPO_RAG_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    home: Path = Field(default=Path("var"), description="Where the index lives.")
    ingest: IngestSettings = Field(default=IngestSettings(), description="Reading files.")
    embedder: EmbedderSettings = Field(
        default=ShippedEmbedderSettings(), description="What turns text into vectors."
    )
    reranker: RerankerSettings = Field(
        default=NoRerankerSettings(), description="What reads the best paragraphs once more."
    )
    generator: GeneratorSettings = Field(
        default=ExtractiveSettings(), description="What words the answers."
    )
    store: StoreSettings = Field(default=StoreSettings(), description="The vector index.")
    search: SearchSettings = Field(default=SearchSettings(), description="Finding passages.")
    service: ServiceSettings = Field(default=ServiceSettings(), description="HTTP and answers.")
    limits: LimitSettings = Field(
        default=LimitSettings(), description="Who may ask from where, and how often."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: arguments, environment, TOML file, defaults."""
        del dotenv_settings, file_secret_settings
        toml = Path(os.environ.get("WIPO_RAG_CONFIG", "wipo-rag.toml"))
        from_file = TomlConfigSettingsSource(settings_cls, toml)
        return init_settings, env_settings, from_file, _UnknownVariables(settings_cls)
