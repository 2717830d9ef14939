"""Lists inside a sentence, and where an item of a list ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.outcome_words import outcome_words
from ingest.records.outcomes.reading import Item, Reading, letter
from ingest.types import Span

_MARK = re.compile(r"(?:[(（]|(?<![\w(（]))(\d{1,2}|[a-z]|[ivx]{1,4}|[\u0621-\u064a])[)）]\s?")
_PREFIXES = "\u0648\u0641"  # conjunctions that Arabic writes together with the word


def ends_at(bare: str, place: int) -> bool:
    """Return whether a word can begin at ``place``."""
    before = bare[place - 1 : place]
    if not before or not before.isalnum() or ord(before) > 0x2E80:
        return True
    return before in _PREFIXES and not bare[place - 2 : place - 1].isalnum()


def trimmed(reading: Reading, span: Span) -> Span:
    """Return ``span`` without what only says that another item follows ("; and")."""
    text = reading.text(span)
    dangling = outcome_words(reading.source.language).dangling.pattern
    for match in dangling.finditer(text):
        if match.end() == len(text):
            text = text[: match.start()]
            break
    text = text.rstrip(" ;,")
    lead = len(text) - len(text.lstrip())
    return Span(span.start + lead, max(span.start + len(text), span.start + lead + 1))


def marked(reading: Reading, span: Span) -> tuple[Item, ...]:
    """Return the items of a list that is printed inside a sentence: "1) one; and 2) two"."""
    found: list[tuple[str, int, int]] = []
    for match in _MARK.finditer(reading.bare, *span):
        label = letter(match[1])
        if label is not None and _follows(found[-1][0] if found else None, label):
            found.append((label, match.start(), match.end()))
    if len(found) < 2:
        return ()
    ends = [start for _, start, _ in found[1:]] + [span.end]
    return tuple(
        Item(label, trimmed(reading, Span(begin, end)))
        for (label, _, begin), end in zip(found, ends, strict=True)
    )


def _follows(before: str | None, label: str) -> bool:
    if before is None:
        return label in ("1", "a", "i")
    if label.isdigit() or before.isdigit():
        return label.isdigit() and before.isdigit() and int(label) == int(before) + 1
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    if before in romans and label in romans:
        return romans.index(label) == romans.index(before) + 1
    return len(label) == len(before) == 1 and ord(label) == ord(before) + 1


def enumerated(reading: Reading, sentence: Span) -> tuple[Item, ...]:
    """Return the parts of "including the creation of ..., the launch of ... and ..."."""
    words = outcome_words(reading.source.language)
    cue = words.including.pattern.search(reading.bare, *sentence)
    if cue is None:
        return ()
    parts = list(_parts(reading, Span(cue.end(), sentence.end)))
    return tuple(Item(None, part) for part in parts) if len(parts) > 1 else ()


def _parts(reading: Reading, span: Span) -> Iterator[Span]:
    joins = outcome_words(reading.source.language).joins.pattern
    begin = span.start
    for match in joins.finditer(reading.bare, *span):
        yield trimmed(reading, Span(begin, match.start()))
        begin = match.end()
    text = reading.text(Span(begin, span.end)).rstrip(" .;。；")
    yield Span(begin, begin + len(text))
