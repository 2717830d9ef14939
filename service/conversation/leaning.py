"""Whether a question leans on what was said before, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from config.followup_words import followup_words
from ingest.types import Language, Span
from service.conversation.reading import Reading, read, stripped
from service.messages import messages
from service.questions import Kind
from service.references import ordinals
from service.words import search_key

_SHORT = 3  # subject words of a question that "and" makes a follow-up
_SHORT_TEXT = 60  # characters of a question that names nothing
_OF_ITS_OWN = 3  # subject words of a question that has a pronoun, but stands alone
_ORDINAL_SIGN = "第"
_LONGEST = 160  # characters; what is longer says itself what it is about


class How(StrEnum):
    """How a question leans on the one before."""

    FRAGMENT = "fragment"  # no question: "and recommendation 5?"
    BARE = "bare"  # only a word of asking: "and when?"
    ABOUT = "about"  # a question that lacks what it is about: "what is its budget?"
    PERHAPS = "perhaps"  # a short one that names nothing: "which languages are foreseen?"


@dataclass(frozen=True, slots=True)
class Leaning:
    """A question that does not stand alone. ``reading`` is without "and" before it.

    ``nth`` is the place, from 1, of the thing meant among those told before; -1 is the last.
    ``kind``: a demonstrative says what kind of thing is meant.
    """

    how: How
    reading: Reading
    nth: int | None = None
    kind: str | None = None


def leaning(text: str, language: Language) -> Leaning | None:
    """Return how ``text`` leans on earlier questions, None if it stands alone."""
    words = followup_words(language)
    whole = stripped(text)
    if not whole or len(whole) > _LONGEST:
        return None
    opening = words.openings.match(whole)
    body = stripped(whole[opening.end() :]) if opening else whole
    closing = words.closings.search(body)
    body = stripped(body[: closing.start()]) if closing else body
    if not body:
        return None
    opened = opening is not None or (closing is not None and language == "zh")
    reading = read(body, language)
    nth = _nth(reading)
    kind = next((k for k, noun in words.nouns.items() if noun.search(body)), None)
    if _is_fragment(reading, opened, nth):
        return Leaning(How.FRAGMENT, reading, nth, kind)
    if reading.question.quoted or (reading.anchors and not opened):
        return None
    if _is_bare(reading):
        return Leaning(How.BARE, reading)
    pronoun = _pronoun(reading)
    lacks = words.subjectless.search(body) is not None and reading.size <= 2
    short = reading.size <= _OF_ITS_OWN
    if nth is not None or kind or (short and pronoun) or lacks:
        return Leaning(How.ABOUT, reading, nth, kind)
    if reading.anchors or reading.size > _SHORT:
        return None
    if opened:
        return Leaning(How.ABOUT, reading)
    defines = reading.size and Kind.DEFINITION in reading.question.kinds
    if len(whole) > _SHORT_TEXT or defines:
        return None
    return Leaning(How.ABOUT if reading.size <= 1 else How.PERHAPS, reading)


def _is_fragment(reading: Reading, opened: bool, nth: int | None) -> bool:
    """Say whether nothing is asked: "and its budget?", "recommendation 12?", "the second?"."""
    words, text = followup_words(reading.language), reading.text
    asks = messages(reading.language).asks["yes_no"].search(search_key(text))
    if words.asking.search(text) or asks:
        return False
    if opened:
        return reading.size <= _SHORT
    if words.number.search(text):
        return True
    return nth is not None and reading.size <= 1


def _is_bare(reading: Reading) -> bool:
    """Say whether there is nothing but words of asking: "when?", "and why?"."""
    asking = followup_words(reading.language).asking
    spans = [Span(*match.span()) for match in asking.finditer(reading.text)]
    left = [w for w in reading.words if not any(s.start <= w.span.start < s.end for s in spans)]
    return bool(spans) and not left and not reading.anchors


def _pronoun(reading: Reading) -> bool:
    """Say whether a pronoun means something that is not named before it in the question."""
    words = followup_words(reading.language)
    empty = [match.span() for match in words.empty.finditer(reading.text)]
    for phrases in (words.pronouns, words.possessives, words.inverted):
        for found in phrases.finditer(reading.text):
            if any(start < found.end() and found.start() < end for start, end in empty):
                continue
            named = _named_before(reading, found.start())
            if phrases is words.pronouns:
                joined = words.joints.finditer(reading.text[: found.start()])
                named = any(_named_before(reading, joint.start()) for joint in joined)
            if not named:
                return True
    return False


def _named_before(reading: Reading, end: int) -> bool:
    """Say whether a thing is named before ``end``; what is itself asked for is none."""
    articles = followup_words(reading.language).articles
    asked_for = True  # "how many users": not yet a thing that is named
    for word in reading.words:
        if word.span.end > end:
            return False
        if articles.match(reading.text[word.span.start :]):
            asked_for = False
        if word.anchored or (word.is_subject and not asked_for):
            return True
        asked_for = word.asks or (asked_for and word.idle)
    return False


def bare(reading: Reading) -> Reading:
    """Return the question with a noun as it is without the possessive that it ends in."""
    for without, nouns in followup_words(reading.language).bare.items():
        if match := nouns.search(reading.text):
            noun = reading.slice(Span(*match.span(match.lastindex or 0)))
            bare = without.format(noun=noun)
            text = reading.text[: match.start()] + bare + reading.text[match.end() :]
            return read(text, reading.language)
    return reading


def _nth(reading: Reading) -> int | None:
    """Return the place that an ordinal without a noun means ("the second one"), if any."""
    words, text = followup_words(reading.language), reading.text
    if words.last.search(text):
        return -1
    for value, span in ordinals(text, reading.language):
        if any(each.span.start <= span.start < each.span.end for each in reading.anchors):
            continue
        before = next((w for w in reversed(reading.words) if w.span.end <= span.start), None)
        if reading.language == "zh":
            if not text[span.start : span.end].startswith(_ORDINAL_SIGN):
                continue
        elif before is not None and before.is_subject:
            continue  # "the second day" in a language that says "day second"
        rest = text[span.end :].lstrip()
        one = words.ones.match(rest)
        following = next((w for w in reading.words if w.span.start >= span.end), None)
        if one or following is None or following.idle:
            return value
    return None
