"""The words by which structure is recognised, of all six languages at once.

A document may carry the marker or the record label of another language than its own (running
English titles, copies half translated), and none of these words means anything else elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from config.profiles import LanguageProfile, Phrases, profile
from ingest.romans import ROMAN, roman
from ingest.structure.pieces import ends_sentence
from ingest.types import Language

MAX_MARKER = 160
MAX_LABEL = 80
_LEADING_AND = re.compile(r"[;；،؛]\s*\w{1,5}\Z")  # "; and" closes an item of a list


@dataclass(frozen=True, slots=True)
class Words:
    """Profiles to be asked in turn, the one of the document first."""

    profiles: tuple[LanguageProfile, ...]

    @classmethod
    def of(cls, *languages: Language) -> Words:
        """Return the words of ``languages``, in this order."""
        return cls(tuple(profile(language) for language in languages))

    def marker(self, text: str) -> str | None:
        """Return which marker ``text`` is, if the whole of it is one."""
        line = text.strip()
        if len(line) > MAX_MARKER:
            return None
        bare = line.strip("[]()（）【】*").strip(" .")
        return next(
            (
                name
                for name, words in self._markers()
                if words.fullmatch(line) or (bare and words.fullmatch(bare))
            ),
            None,
        )

    def _markers(self) -> Iterator[tuple[str, Phrases]]:
        for each in self.profiles:
            words = each.markers
            yield "annex_follows", words.annex_follows
            yield "annexes_follow", words.annexes_follow
            yield "document_follows", words.document_follows
            yield "end", words.end_of_document
            yield "end_of_annex", words.end_of_annex
            yield "end", words.end_of_annex_and_document
            yield "page_turn", words.page_turn

    def annex_number(self, text: str) -> str | None:
        """Return the number of the annex that ``text`` is the heading of ("" without one)."""
        line = text.strip().strip("[]").strip(" .")
        if len(line) > MAX_LABEL:
            return None
        for each in self.profiles:
            if match := each.annex.heading.fullmatch(line):
                return self._roman(match.groupdict().get("number") or "", each)
        return None

    def _roman(self, number: str, words: LanguageProfile) -> str:
        number = number.strip(" .").upper()
        if not number or ROMAN.fullmatch(number):
            return number
        if number.isdigit():
            return roman(int(number))
        value = words.ordinals.value(number)
        return roman(value) if value else number

    def encloses(self, text: str) -> bool:
        """Return whether ``text`` names the enclosure of a letter."""
        line = text.strip()
        return any(each.annex.enclosure.match(line) for each in self.profiles)

    def record_number(self, text: str) -> str | None:
        """Return the number of the recommendation whose label ``text`` begins with."""
        line = text[:MAX_LABEL]
        for each in self.profiles:
            if match := each.records.recommendation.match(line):
                return match[1]
        return None

    def is_unfinished(self, text: str) -> bool:
        """Return whether ``text`` stops inside a sentence."""
        return not ends_sentence(text) and not _LEADING_AND.search(text)
