"""Which sentences of a cited passage say what a model worded: the quotes of its claim."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.types import Language
from service.checks.counting import numbers_of
from service.generators.chat_prompt import Source
from service.generators.scoring import Likeness
from service.sentences import Sentence, sentences_of
from service.support import text_of
from service.types import Quote
from service.words import words

_MOST = 3  # sentences quoted of one passage
_MOST_PROOFS = 6


def quotes_for(
    text: str, source: Source, language: Language, likeness: Likeness | None
) -> tuple[Quote, ...]:
    """Return the sentences of a source that support ``text`` best, in reading order.

    Further ones are added while they hold numbers or words of it that none before them holds.
    """
    if source.proofs:
        return source.proofs[:_MOST_PROOFS]
    sentences = sentences_of(source.evidence.passage)
    chosen = _chosen(text, sentences, source, language, likeness)
    return tuple(
        Quote(source.evidence, piece.span, piece.text)
        for sentence in sentences
        if sentence in chosen
        for piece in sentence.pieces
    )


def _chosen(
    text: str,
    sentences: Sequence[Sentence],
    source: Source,
    language: Language,
    likeness: Likeness | None,
) -> list[Sentence]:
    told = [sentence.text for sentence in sentences]
    likes = list(likeness(text, told)) if likeness and told else []
    likes = likes or [0.0] * len(told)
    parts = [
        _parts(text, words_in, source.evidence.passage.language, language) for words_in in told
    ]
    order = sorted(range(len(told)), key=lambda i: (-len(parts[i]) / 4 - likes[i], i))
    chosen, held = order[:1], set(parts[order[0]]) if order else set()
    for place in order[1:]:
        new = parts[place] - held
        if len(chosen) < _MOST and any(part[0].isdigit() for part in new):
            chosen.append(place)
            held |= new
    return [sentences[place] for place in chosen]


def _parts(text: str, sentence: str, spoken: Language, language: Language) -> set[str]:
    """Return the numbers of a text that a sentence holds, and its words in the same language."""
    shared = set(numbers_of(text, language) & numbers_of(sentence, spoken))
    if spoken != language:
        return shared
    there = text_of(sentence, spoken)
    return shared | {word for word in words(text) if len(word) > 1 and there.has(word)}
