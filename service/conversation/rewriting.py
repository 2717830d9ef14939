"""One question out of two: what was asked before, and what is asked on.

``FRAGMENT``: what the question before names in the same place is replaced, else the fragment is
added to it or put in place of its subject. ``BARE``: its word of asking is replaced. ``ABOUT``:
the thing that it was about is written behind the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from config.followup_words import followup_words
from ingest.types import Language
from service.conversation.leaning import How, Leaning, bare
from service.conversation.places import alike, last_subject, led_alike, put, slot
from service.conversation.reading import Reading, read, stripped
from service.conversation.translating import translated

_LONGEST_THING = 240  # characters


@dataclass(frozen=True, slots=True)
class Said:
    """A question that stands alone, after all that it leaned on was put in.

    ``thing`` is what it is about, in ``thing_language``. ``about``: it was written behind the
    question.
    """

    reading: Reading
    thing: str
    thing_language: Language
    about: bool = False


def said(text: str, language: Language) -> Said:
    """Return a question that stands alone."""
    reading = read(text, language)
    return Said(reading, reading.thing()[:_LONGEST_THING], language)


def joined(leaning: Leaning, before: Sequence[Said], told: str | None) -> Said | None:
    """Return ``leaning`` as a question that stands alone, None if nothing before helps.

    ``before`` are the questions asked before, oldest first; ``told`` is what the thing that it
    counts off is called, if it does.
    """
    if not before:
        return None
    last = before[-1]
    if leaning.how is How.FRAGMENT:
        return _fragment(leaning, last, told) or _about(leaning, before, told)
    if leaning.how is How.BARE and last.reading.language == leaning.reading.language:
        return _asked_anew(leaning.reading, last) or _about(leaning, before, told)
    return _about(leaning, before, told)


def _about(leaning: Leaning, before: Sequence[Said], told: str | None) -> Said | None:
    """Return the question with the thing that it is about behind it."""
    last, language = before[-1], leaning.reading.language
    thing, spoken = told or last.thing or last.reading.text, last.thing_language
    if leaning.kind is not None and told is None:
        for each in reversed(before):
            if anchor := each.reading.anchor(leaning.kind):
                thing, spoken = each.reading.slice(anchor.span), each.reading.language
                break
    if not thing or (told is None and leaning.nth is not None and not last.thing):
        return None
    thing = thing[:_LONGEST_THING]
    shown = thing if told else translated(thing, spoken, language)
    words = followup_words(language)
    text = words.about.format(question=_capital(bare(leaning.reading).text), thing=shown)
    return Said(read(text, language), thing, language if told else spoken, about=True)


def _fragment(leaning: Leaning, last: Said, told: str | None) -> Said | None:
    """Return the question before with the fragment in it, None if the fragment is about it."""
    fragment, asked = leaning.reading, last.reading
    found = slot(leaning, asked)
    if found is not None:
        span, new = found
        return _again(asked.text[: span.start] + new + asked.text[span.end :], asked)
    if told is not None or leaning.kind is not None:
        return None
    words = followup_words(fragment.language)
    if fragment.language != asked.language or not fragment.words:
        return None
    if words.wider.search(fragment.text) and not fragment.subject and not fragment.anchors:
        gap = "" if asked.language == "zh" else " "
        return _again(f"{_without_years(asked)}{gap}{fragment.text}", asked)
    if words.pronouns.search(fragment.text) or words.possessives.search(fragment.text):
        return None
    led = words.prepositions.match(fragment.text)
    if not fragment.subject and not fragment.anchors and not led:
        return None  # a value of the thing: "and the budget?"
    place = alike(fragment, asked)
    if place is None and led:
        place = led_alike(asked, led.group())
        if place is None:
            return _again(_and(asked, fragment), asked)
    place = place or last_subject(asked)
    if place is None:
        return None
    return _again(put(asked, place, fragment), asked)


def _asked_anew(reading: Reading, last: Said) -> Said | None:
    """Return the question before with another word of asking."""
    asked = last.reading
    match = followup_words(asked.language).asking.search(asked.text)
    if match is None:
        return None
    text = asked.text[: match.start()] + reading.text + asked.text[match.end() :]
    return replace(_again(text, asked), thing=last.thing, thing_language=last.thing_language)


def _and(asked: Reading, fragment: Reading) -> str:
    gap = "" if asked.language == "zh" else " "
    return f"{asked.text}{gap}{fragment.text}"


def _without_years(asked: Reading) -> str:
    """Return the question without its years and the prepositions before them."""
    words, text = followup_words(asked.language), asked.text
    for year in asked.question.years:
        found = re.search(words.year.format(year=year), text)
        if found is None:
            continue
        before = text[: found.start()].rstrip()
        tail = re.search(r"\S+\Z", before)
        if tail and words.prepositions.fullmatch(tail.group()):
            before = before[: tail.start()].rstrip()
        text = before + text[found.end() :]
    return text


def _again(text: str, asked: Reading) -> Said:
    words = followup_words(asked.language)
    return said(words.again.format(question=_capital(stripped(text))), asked.language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
