"""Who is to act, as a recommendation or action prints it."""

from __future__ import annotations

from config.phrases import plain
from config.recommendation_words import AddresseeWords
from ingest.records.proofs import Source
from ingest.records.types import Fact
from ingest.types import Passage, Span


def find_addressee(
    source: Source, passage: Passage, span: Span, words: AddresseeWords
) -> Fact[str] | None:
    """Return the actor that the text at ``span`` begins with and asks to act, or None."""
    simple = plain(source.text(span))
    start = len(simple) - len(simple.lstrip())
    asked = words.before.pattern.match(simple, start)
    actor = words.actor.pattern.match(simple, asked.end() if asked else start)
    if actor is None or not (asked or words.after.pattern.match(simple, actor.end())):
        return None
    first, last = actor.span(actor.lastindex or 0)
    return source.told(passage, Span(span.start + first, span.start + last))
