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
from config.profiles import profile
from ingest.types import Language, Span
from service.conversation.leaning import How, Leaning, bare
from service.conversation.reading import NAME, Anchor, Reading, Word, read, stripped
from service.conversation.translating import translated
from service.references import ordinals
from service.words import search_key

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
    slot = _slot(leaning, asked)
    if slot is not None:
        return _again(asked.text[: slot[0].start] + slot[1] + asked.text[slot[0].end :], asked)
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
    place = _alike(fragment, asked)
    if place is None and led:
        place = _led_alike(asked, led.group())
        if place is None:
            return _again(_and(asked, fragment), asked)
    place = place or _subject(asked)
    if place is None:
        return None
    return _again(_put(asked, place, fragment), asked)


def _asked_anew(reading: Reading, last: Said) -> Said | None:
    """Return the question before with another word of asking."""
    asked = last.reading
    match = followup_words(asked.language).asking.search(asked.text)
    if match is None:
        return None
    text = asked.text[: match.start()] + reading.text + asked.text[match.end() :]
    return replace(_again(text, asked), thing=last.thing, thing_language=last.thing_language)


# --- what is replaced -------------------------------------------------------------------------


def _slot(leaning: Leaning, asked: Reading) -> tuple[Span, str] | None:
    """Return what the fragment replaces in the question before, and by what: like by like."""
    fragment = leaning.reading
    for anchor in fragment.anchors:
        if anchor.kind == NAME and fragment.subject:
            continue
        other = _same_kind(anchor, fragment, asked)
        if other is not None:
            return other.span, fragment.slice(anchor.span)
    bare = followup_words(fragment.language).number.search(fragment.text)
    number = next((group for group in bare.groups() if group), None) if bare else None
    if number is None and leaning.nth is not None and leaning.nth > 0:
        number = str(leaning.nth)
    counted = [each for each in asked.anchors if ordinals_or_digits(asked, each)]
    if number is None or not counted:
        return None
    place = ordinals_or_digits(asked, counted[-1])
    assert place is not None  # noqa: S101 - only such anchors are counted
    if re.fullmatch(r"\d+", asked.slice(place)):
        return place, number
    found = ordinals(fragment.text, fragment.language)
    return place, fragment.slice(found[0][1]) if found else number


def ordinals_or_digits(asked: Reading, anchor: Anchor) -> Span | None:
    """Return where the number of a numbered part stands; None for what has none."""
    if anchor.kind not in ("recommendation", "paragraph", "annex", "session"):
        return None
    text = asked.slice(anchor.span)
    digits = re.search(r"\d+(?![\d/])", text)
    found = [span for _, span in ordinals(text, asked.language)]
    if digits is None and not found:
        return None
    span = Span(*digits.span()) if digits else found[0]
    return Span(anchor.span.start + span.start, anchor.span.start + span.end)


def _same_kind(anchor: Anchor, fragment: Reading, asked: Reading) -> Anchor | None:
    others = [each for each in asked.anchors if each.kind == anchor.kind]
    if anchor.kind == NAME:
        body = _is_body(fragment, anchor)
        others = [each for each in others if _is_body(asked, each) == body]
    return others[-1] if others else None


def _is_body(reading: Reading, anchor: Anchor) -> bool:
    named = reading.slice(anchor.span)
    bodies = profile(reading.language).bodies
    return named.upper() in bodies or any(names.fullmatch(named) for names in bodies.values())


def _alike(fragment: Reading, asked: Reading) -> Span | None:
    """Return the words of the question before that share their noun with the fragment."""
    keys = {search_key(fragment.slice(word.span)) for word in fragment.subject}
    shared = next((w for w in asked.subject if search_key(asked.slice(w.span)) in keys), None)
    if shared is None or asked.language == "zh":
        return None
    run = _run(asked, shared)
    if ordinals(fragment.text, fragment.language):
        for _, counts in ordinals(asked.text, asked.language):
            if 0 <= counts.start - run.end <= 1 or 0 <= run.start - counts.end <= 1:
                run = Span(min(run.start, counts.start), max(run.end, counts.end))
    return run


def _led_alike(asked: Reading, led: str) -> Span | None:
    """Return the subject words that the same preposition leads as the fragment."""
    key = search_key(led)
    for before, word in zip(asked.words, asked.words[1:], strict=False):
        if search_key(asked.slice(before.span)) == key and _is_named(asked, word):
            run = _run(asked, word)
            return Span(before.span.start, run.end)
    return None


def _subject(asked: Reading) -> Span | None:
    """Return the last run of subject words."""
    return _run(asked, asked.subject[-1]) if asked.subject else None


def _run(asked: Reading, inside: Word) -> Span:
    """Return the unbroken run of words of the subject around one, names among them."""
    at = asked.words.index(inside)
    first = last = at
    while first and _is_named(asked, asked.words[first - 1]):
        first -= 1
    while last + 1 < len(asked.words) and _is_named(asked, asked.words[last + 1]):
        last += 1
    return Span(asked.words[first].span.start, asked.words[last].span.end)


def _is_named(asked: Reading, word: Word) -> bool:
    """Say whether a word is of the subject or in a name, that of a body left out."""
    if word.is_subject:
        return True
    names = (a for a in asked.anchors if a.kind == NAME and not _is_body(asked, a))
    return any(a.span.start <= word.span.start < a.span.end for a in names)


def _put(asked: Reading, place: Span, fragment: Reading) -> str:
    """Return the question with the fragment at a place; no article or preposition twice."""
    words = followup_words(asked.language)
    new = fragment.text
    before = asked.text[: place.start].rstrip()
    gap = asked.text[len(before) : place.start]
    article = words.articles.match(new)
    tail = re.search(r"[^\s'’]+['’]?\Z", before)
    if tail is not None:
        articles = article is not None and words.articles.fullmatch(tail.group()) is not None
        if article is not None and articles and words.prepositions.fullmatch(tail.group()):
            new = new[article.end() :].lstrip()  # "du" is both
        elif articles or re.match(rf"{re.escape(search_key(tail.group()))}\s", search_key(new)):
            before = before[: tail.start()].rstrip()
    gap = gap or ("" if asked.language == "zh" else " ")
    return f"{before}{gap if before else ''}{new}{asked.text[place.end :]}"


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
