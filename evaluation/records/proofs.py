"""Is every value of a record printed where it says? A record without proof does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from config.phrases import plain, plain_word
from config.profiles import profile
from evaluation.records.values import shown, squeezed
from ingest.records.durations import find_months
from ingest.records.proofs import is_proof
from ingest.records.types import Amount, Fact, Quarter, Record
from ingest.types import Parsed

_ISO_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_DIGITS = re.compile(r"\d+")
_DASHES = frozenset("-–—‑−‐")
_TOLD_BY_WORDS = frozenset({"status", "is_new", "immediate"})


def facts(value: object, path: str = "") -> Iterator[tuple[str, Fact[Any]]]:
    """Yield every fact in ``value`` with the path of its field."""
    if isinstance(value, Fact):
        yield path, value
    elif isinstance(value, tuple):
        for each in value:
            yield from facts(each, path)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            name = f"{path}.{each.name}" if path else each.name
            yield from facts(getattr(value, each.name), name)


def faults(parsed: Parsed) -> Iterator[str]:
    """Yield a line for each record without proof, false proof, and value that is not printed."""
    by_key = {passage.key: passage for passage in parsed.passages}
    for record in parsed.records:
        name = f"{parsed.document.key}: {type(record).__name__.lower()} {_named(record)}"
        told = list(facts(record))
        if not any(fact.proofs for _, fact in told):
            yield f"{name}: no proof at all"
        for path, fact in told:
            where = f"{name}: {path} {shown(fact)!r}"
            if not fact.proofs:
                yield f"{where}: no proof"
                continue
            for proof in fact.proofs:
                passage = by_key.get(proof.passage)
                if parsed.document.text[proof.span.start : proof.span.end] != proof.quote:
                    yield f"{where}: the quote is no slice of the document"
                elif passage is None:
                    yield f"{where}: no passage {proof.passage}"
                elif not is_proof(passage, proof.span, proof.quote):
                    yield f"{where}: the quote is not in {proof.passage}"
            if not is_printed(path.rpartition(".")[2], fact, record):
                yield f"{where}: not printed in {shown(fact.printed)!r}"


def is_printed(field: str, fact: Fact[Any], record: Record) -> bool:
    """Say whether the quotes of ``fact`` hold its value, as far as letters and digits tell."""
    value, text = fact.value, plain(fact.proofs[0].quote)
    if field in _TOLD_BY_WORDS or isinstance(value, bool | Quarter):
        return bool(text.strip())
    if field == "body":
        named = profile(record.language).bodies.get(str(value))
        return named is not None and named.search(fact.printed) is not None
    if isinstance(value, Amount):
        return _is_number(value.amount, text, record)
    if isinstance(value, int | float):
        return _is_number(value, text, record)
    wanted = squeezed(str(value))
    if _ISO_DATE.fullmatch(wanted):
        return str(int(wanted[:4])) in _DIGITS.findall(text)
    return plain_word(_letters(wanted)) in plain_word(_letters(squeezed(fact.printed)))


def _is_number(value: float, text: str, record: Record) -> bool:
    """Say whether ``text`` prints ``value``, in digits, as a word, or as a dash for nothing."""
    if value == 0 and set(text.strip()) <= {plain(dash) for dash in _DASHES}:
        return True
    glued = re.sub(r"(?<=\d)[\s.,'](?=\d)", "", text)
    digits = f"{value:.10f}".rstrip("0").replace(".", "").lstrip("0") or "0"
    if any(each.lstrip("0") == digits for each in _DIGITS.findall(glued)):
        return True
    if any(each == digits for each in _DIGITS.findall(text)):
        return True
    if value != int(value):
        return False
    ordinals = profile(record.language).ordinals
    if value == ordinals.find(text) or value == ordinals.value(text):
        return True
    if months := [found.value for found in find_months(text, record.language)]:
        return value in months
    return _ROMAN.get(int(value)) in re.findall(r"\b[IVX]+\b", text)


_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV", 5: "V", 6: "VI", 7: "VII", 8: "VIII", 9: "IX"}


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def _named(record: Record) -> str:
    for name in ("number", "code", "title", "text"):
        if (fact := getattr(record, name, None)) is not None:
            return repr(shown(fact))
    return "?"
