"""How facts become fields: the value as JSON, its proofs by path, and what is compared of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import orjson

from index.analysis import bare
from index.records.types import Cited, Field
from ingest.records.types import Amount, ExpectedResult, Fact, Proof, Record

T = TypeVar("T")


class Taking:
    """Fields that are being taken from one record.

    ``main`` proves that there is the record at all, and with it what is told of it without words
    of its own (that it has no mark, that it is an invitation).
    """

    def __init__(self, record: Record, main: tuple[Proof, ...]) -> None:
        self._record = record
        self._main = main
        self._cited: list[Cited] = []
        self.fields: dict[str, Field] = {}

    def take(self, path: str, fact: Fact[T]) -> T:
        """Note what proves ``fact`` and return its value."""
        for proof in fact.proofs or self._main:
            self._cited.append(Cited(path, proof, self._record.language))
        return fact.value

    def maybe(self, path: str, fact: Fact[T] | None) -> T | None:
        """Return what ``take`` does, None if nothing is told."""
        return None if fact is None else self.take(path, fact)

    def field(
        self, name: str, value: object, *, figures: Hashable = None, words: Hashable = None
    ) -> None:
        """Make a field of all that was taken since the last one.

        ``words`` by default are all that the value holds.
        """
        told = folded(value) if words is None else words
        self.fields[name] = Field(value, tuple(self._cited), figures, told)
        self._cited = []

    def same(self, name: str, fact: Fact[T] | None) -> None:
        """Make a field of a fact that is the same in all languages: a number, a code."""
        if fact is not None:
            value = self.take(name, fact)
            self.field(name, value, figures=folded(value))

    def told(self, name: str, fact: Fact[str] | None) -> None:
        """Make a field of a fact that is told in words."""
        if fact is not None:
            self.field(name, self.take(name, fact))

    def set_of(self, name: str, facts: Iterable[Fact[T]], *, same: bool = True) -> None:
        """Make a list field of distinct values; ``same``: in all languages, in any order."""
        values = [self.take(f"{name}.{place}", fact) for place, fact in enumerate(facts, 1)]
        if values:
            compared = tuple(sorted({folded(value) for value in values}))
            self.field(name, values, figures=compared if same else len(values), words=compared)

    def each(self, name: str, items: Iterable[T], read: Callable[[str, T], object]) -> None:
        """Make a list field; ``read`` takes one item at a path, by its place from 1."""
        values = [read(f"{name}.{place}", item) for place, item in enumerate(items, 1)]
        if values:
            self.field(name, values, figures=len(values))

    def results(self, name: str, results: tuple[ExpectedResult, ...]) -> None:
        """Make the list field of expected results, compared across languages by their codes."""
        values = [
            {
                "code": self.take(f"{name}.{result.code.value}.code", result.code),
                "text": self.take(f"{name}.{result.code.value}.text", result.text),
            }
            for result in results
        ]
        if values:
            codes = tuple(sorted({str(value["code"]) for value in values}))
            self.field(name, values, figures=codes)


def money(fact: Fact[Amount]) -> dict[str, object]:
    """Return an amount as JSON: number, currency, and the words of the document."""
    amount, currency = fact.value
    return {"amount": amount, "currency": currency, "printed": fact.printed}


def folded(value: object) -> str:
    """Return ``value`` as it is compared: typography, case and final stops do not count."""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return bare(text).strip(" .,;:")
