"""How a parsed file travels from the child that parsed it to the process that asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from ingest.records.codec import decode_mention, decode_record, encode_record, kind_of
from ingest.types import (
    Block,
    BlockKind,
    Cell,
    Document,
    NoteRef,
    Parsed,
    Passage,
    Rejection,
    Span,
    Status,
)


def encode(result: Parsed | Rejection) -> bytes:
    """Return ``result`` as JSON."""
    if isinstance(result, Rejection):
        return orjson.dumps(result)
    parts = {
        "document": result.document,
        "blocks": result.blocks,
        "passages": result.passages,
        "records": [(kind_of(r), encode_record(r).decode()) for r in result.records],
        "mentions": [encode_record(mention).decode() for mention in result.mentions],
    }
    return orjson.dumps(parts, default=_tuples)


def decode(data: bytes) -> Parsed | Rejection:
    """Return what ``encode`` was given. Raises ValueError, KeyError or TypeError for other data."""
    raw = orjson.loads(data)
    if "code" in raw:
        return Rejection(**raw)
    return Parsed(
        document=Document(**{**raw["document"], "warnings": tuple(raw["document"]["warnings"])}),
        blocks=tuple(decode_block(block) for block in raw["blocks"]),
        passages=tuple(_passage(passage) for passage in raw["passages"]),
        records=tuple(decode_record(kind, data) for kind, data in raw["records"]),
        mentions=tuple(decode_mention(data) for data in raw["mentions"]),
    )


def decode_block(raw: Mapping[str, Any]) -> Block:
    """Return the block that ``raw`` describes."""
    return Block(
        **{
            **raw,
            "kind": BlockKind(raw["kind"]),
            "spans": decode_spans(raw["spans"]),
            "section": tuple(raw["section"]),
            "context": tuple(raw["context"]),
            "cells": tuple(
                Cell(decode_spans(cell["spans"]), cell["column"], cell["colspan"])
                for cell in raw["cells"]
            ),
            "notes": tuple(NoteRef(*mark) for mark in raw.get("notes", ())),
        }
    )


def decode_spans(raw: list[list[int]]) -> tuple[Span, ...]:
    """Return the spans that ``raw`` lists as pairs."""
    return tuple(Span(start, end) for start, end in raw)


def _passage(raw: Mapping[str, Any]) -> Passage:
    return Passage(
        **{
            **raw,
            "kind": BlockKind(raw["kind"]),
            "status": Status(raw["status"]),
            "spans": decode_spans(raw["spans"]),
            "section": tuple(raw["section"]),
            "context": tuple(raw["context"]),
        }
    )


def _tuples(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(f"cannot encode {type(value).__name__}")
