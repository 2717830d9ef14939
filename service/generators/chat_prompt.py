"""What a chat model is shown: the passages under keys made for this answer, and the rules.

A key says nothing and stands nowhere else, so a model cannot cite what it was not shown, and a
document cannot contain one. Passages that talk to a model are not shown at all.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from config.claim_words import claim_words
from config.tables import read_table
from ingest.types import LANGUAGES, Language, Passage
from service.library import Library
from service.messages import messages
from service.questions import Question
from service.sentences import unnumbered
from service.support import Candidate
from service.types import Claim, Evidence, Quote

_PASSAGES = 8  # shown, best first
_FACTS = 12  # values of records shown
_CHARS = 3000  # of one passage
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: no key is a word
_KEY_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Source:
    """What a key stands for: a passage, or what a record tells with its proofs."""

    evidence: Evidence
    text: str
    proofs: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent, and what its keys stand for."""

    system: str
    user: str
    again: str  # added where the first reply could not be used
    sources: Mapping[str, Source]
    withheld: int = 0  # passages not shown, because they talk to a model


@cache
def _texts(language: Language) -> Mapping[str, str]:
    texts: Mapping[str, str] = read_table("prompts.toml")[language]
    return texts


def build_prompt(
    question: Question, evidence: Sequence[Candidate], facts: Sequence[Claim], library: Library
) -> Prompt:
    """Return what a model is asked; the same question and sources give the same keys."""
    found = [*_facts(facts), *_passages(evidence, question.reply, library)]
    return prompt_of(question.text, question.reply, found)


def prompt_of(asked_for: str, language: Language, found: Sequence[Source]) -> Prompt:
    """Return what a model is asked over ``found``, less what talks to it."""
    shown = [source for source in found if not talks_to_a_model(source.evidence.passage)]
    keys = _keys(asked_for, language, shown)
    texts = _texts(language)
    parts = [_shown(key, source, language) for key, source in zip(keys, shown, strict=True)]
    asked = texts["question"].format(question=" ".join(asked_for.split()))
    return Prompt(
        system=texts["system"],
        user="\n\n".join([*parts, asked]),
        again=texts["again"],
        sources=dict(zip(keys, shown, strict=True)),
        withheld=len(found) - len(shown),
    )


def talks_to_a_model(passage: Passage) -> bool:
    """Say whether a passage gives orders to a language model, in any language."""
    return any(claim_words(code).instructions.search(passage.text) for code in LANGUAGES)


def _facts(facts: Sequence[Claim]) -> Iterator[Source]:
    for claim in facts[:_FACTS]:
        yield Source(claim.quotes[0].evidence, claim.text, claim.quotes)


def _passages(
    evidence: Sequence[Candidate], language: Language, library: Library
) -> Iterator[Source]:
    """Yield the passages, each in the language of the answer where it is held in it."""
    for candidate in evidence[:_PASSAGES]:
        passage, document = candidate.passage, candidate.document
        other = library.passage(passage.key, language)
        own = library.document(passage.document, language)
        if other is not None and own is not None:
            passage, document = other, own
        told = "\n".join((*passage.section[-1:], unnumbered(passage)))
        yield Source(Evidence(passage, document, candidate.hit.score), told[:_CHARS])


def _keys(asked: str, language: Language, sources: Sequence[Source]) -> list[str]:
    """Return as many keys, drawn by what is asked and shown."""
    shown = [f"{s.evidence.passage.key} {s.evidence.passage.language} {s.text}" for s in sources]
    seed = hashlib.sha256("\n".join([asked, language, *shown]).encode()).digest()
    draw = random.Random(seed)  # noqa: S311 - must be the same again, and need not be secret
    keys: dict[str, None] = {}
    while len(keys) < len(sources):
        keys["".join(draw.choices(_LETTERS, k=_KEY_LETTERS))] = None
    return list(keys)


def _shown(key: str, source: Source, language: Language) -> str:
    status = messages(language).status[source.evidence.passage.status.value]
    head = _texts(language)["passage"].format(key=key, status=status)
    return f"{head}\n<<<{key}\n{source.text}\n{key}>>>"
