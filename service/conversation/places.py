"""Where in the question before something is replaced, like by like, and how it is put there."""

from __future__ import annotations

import re

from config.followup_words import followup_words
from config.profiles import profile
from ingest.types import Span
from service.conversation.leaning import Leaning
from service.conversation.reading import NAME, Anchor, Reading, Word
from service.references import ordinals
from service.words import search_key


def slot(leaning: Leaning, asked: Reading) -> tuple[Span, str] | None:
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
    counted = [each for each in asked.anchors if _number(asked, each)]
    if number is None or not counted:
        return None
    place = _number(asked, counted[-1])
    assert place is not None  # noqa: S101 - only such anchors are counted
    if re.fullmatch(r"\d+", asked.slice(place)):
        return place, number
    found = ordinals(fragment.text, fragment.language)
    return place, fragment.slice(found[0][1]) if found else number


def _number(asked: Reading, anchor: Anchor) -> Span | None:
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


def alike(fragment: Reading, asked: Reading) -> Span | None:
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


def led_alike(asked: Reading, led: str) -> Span | None:
    """Return the subject words that the same preposition leads as the fragment."""
    key = search_key(led)
    for before, word in zip(asked.words, asked.words[1:], strict=False):
        if search_key(asked.slice(before.span)) == key and _is_named(asked, word):
            run = _run(asked, word)
            return Span(before.span.start, run.end)
    return None


def last_subject(asked: Reading) -> Span | None:
    """Return the last run of subject words."""
    return _run(asked, asked.subject[-1]) if asked.subject else None


def _run(asked: Reading, inside: Word) -> Span:
    """Return the unbroken run of words of the subject around one, names among them."""
    at = asked.words.index(inside)
    first = last = at
    while first and _goes_on(asked, first - 1) and _is_named(asked, asked.words[first - 1]):
        first -= 1
    end = len(asked.words) - 1
    while last < end and _goes_on(asked, last) and _is_named(asked, asked.words[last + 1]):
        last += 1
    return Span(asked.words[first].span.start, asked.words[last].span.end)


def _goes_on(asked: Reading, at: int) -> bool:
    """Say whether no punctuation stands between a word and the next."""
    between = Span(asked.words[at].span.end, asked.words[at + 1].span.start)
    return re.fullmatch(r"[\s'’-]*", asked.slice(between)) is not None


def _is_named(asked: Reading, word: Word) -> bool:
    """Say whether a word is of the subject or in a name, that of a body left out."""
    if word.is_subject:
        return True
    names = (a for a in asked.anchors if a.kind == NAME and not _is_body(asked, a))
    return any(a.span.start <= word.span.start < a.span.end for a in names)


def put(asked: Reading, place: Span, fragment: Reading) -> str:
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
