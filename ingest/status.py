"""What kind of speech is a passage? An invitation is not a decision, nor is a wish of a State.

A passage is what its opening is: in long paragraphs somebody decides something somewhere. So the
first sentence counts, and in it who stands as the subject; a sentence that only says what was
discussed ("Discussions were based on ...") hands on to the one after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from config.profiles import Cues, Phrases, SentenceWords, plain, profile
from ingest.types import Block, BlockKind, Document, Span, Status

OPENING = 900  # characters of a passage that are looked at
SETTINGS = 2  # sentences that may stand before the act
LEAD = 240  # characters that may stand before the subject of a sentence
BEFORE = 2000  # characters before an item in which its lead-in stands
NEAR = 160  # characters before a passage in which it may be announced as a proposal
GAP = 40  # characters between the end of such an announcement and the passage: number, quote

_SECRETARIAT_KINDS = ("working_document", "information", "circular", "agenda")
REPORT_KINDS = ("report", "draft_report", "chair_summary", "decisions")

_LABEL = re.compile(r"\W{0,2}\w{1,4}[.)\]]\s|[^\w\s\"'«“(]\s")
_INITIAL = re.compile(r"\W*[^\W\d_]\.")
_MARKS = re.compile(r"^[^\w(]+|^\d{1,4}\.\s+")  # asterisk, quote, number before a sentence


def status_of(document: Document, first: Block, locator: str, text: str) -> Status:
    """Return the status of the passage ``text`` whose first block is ``first``.

    The place of a recommendation decides for itself. Else the words decide, then the place: a
    project form; then the kind of document.
    """
    if "rec-" in locator:
        return Status.RECOMMENDATION
    if first.kind not in (BlockKind.FOOTNOTE, BlockKind.ROW):
        speech = _speech(document, first, text)
        if speech is not None:
            return speech
    if document.kind == "project_proposal" or "sec-" in locator:
        return Status.PROJECT
    if document.kind == "chair_summary":
        return Status.CHAIR_SUMMARY
    if document.kind in _SECRETARIAT_KINDS:
        return Status.SECRETARIAT
    return Status.OTHER


def _speech(document: Document, first: Block, text: str) -> Status | None:
    """Return what the words of a passage say that it is, None if they do not say."""
    words = profile(document.language)
    opening = " ".join(text[:OPENING].split())
    if first.kind is BlockKind.ITEM and (lead_in := _lead_in(document, first)):
        opening = f"{list(_sentences(lead_in, words.sentences))[-1]} {opening}"
    after_setting = False
    for sentence, _ in zip(_sentences(opening, words.sentences), range(SETTINGS + 1), strict=False):
        speech = _act(document, words.cues, sentence, after_setting)
        if speech is Status.DECISION and is_announced(document, first, words.cues.proposed):
            return None
        if speech is not None or not standing(words.cues, words.cues.setting, sentence):
            return speech
        after_setting = True
    return None


def _act(document: Document, cues: Cues, sentence: str, after_setting: bool) -> Status | None:
    reports = document.kind in REPORT_KINDS
    if standing(cues, cues.invitation, sentence):
        return Status.INVITATION
    if standing(cues, cues.decision, sentence):
        return Status.DECISION
    # Who proposes a project, and with whose help, are no statements.
    if document.kind != "project_proposal" and standing(cues, cues.delegation, sentence):
        return Status.DELEGATION if reports or not cues.submitted.search(sentence) else None
    if reports and standing(cues, cues.secretariat, sentence):
        return Status.SECRETARIAT
    if after_setting and cues.continued.match(sentence):
        return Status.DECISION
    if not reports or cues.chair.match(sentence) or standing(cues, cues.setting, sentence):
        return None
    return Status.DECISION if cues.outcome.match(sentence) else None


def standing(cues: Cues, words: Phrases, sentence: str) -> Span | None:
    """Return where ``words`` stand as the subject of the sentence may stand, None if nowhere."""
    for start in _starts(cues, sentence):
        if match := words.match(sentence[start:]):
            return Span(start, start + match.end())
    return None


def _starts(cues: Cues, sentence: str) -> Iterator[int]:
    """Yield the beginning of a sentence and, after a lead, what follows each of its commas."""
    yield 0
    if lead := cues.lead.match(sentence):
        yield lead.end()
        for comma in re.finditer(r",\s*", sentence[:LEAD]):
            if comma.start() >= lead.end():
                yield comma.end()


def _sentences(text: str, words: SentenceWords) -> Iterator[str]:
    """Yield the sentences of ``text``, in plain letters and without vowel signs."""
    bare = "".join(c for c in plain(text) if unicodedata.category(c) != "Mn")
    abbreviations = {plain(word) for word in words.abbreviations}
    begin = 0
    for end in re.finditer(rf"[{re.escape(words.ends)}][\"')\]]*(?:\s+|$)|[。！？]+", bare):
        word = bare[begin : end.start() + 1].split()[-1].lstrip("([\"'")
        if word in abbreviations or _INITIAL.fullmatch(word):
            continue
        yield _MARKS.sub("", bare[begin : end.end()])
        begin = end.end()
    if bare[begin:].strip():
        yield _MARKS.sub("", bare[begin:])


def _lead_in(document: Document, first: Block) -> str:
    """Return the paragraph that ends in a colon before the list of an item, or nothing."""
    start = first.spans[0].start
    for line in reversed(document.text[max(0, start - BEFORE) : start].split("\n")):
        if line.strip() and not _LABEL.match(line.strip()):
            return line.strip() if plain(line).rstrip().endswith(":") else ""
    return ""


def is_announced(document: Document, first: Block, proposed: Phrases) -> bool:
    """Return whether the passage is the wording of a decision that is proposed right before it.

    In reports the decision follows that was then taken.
    """
    if document.kind in REPORT_KINDS or not first.spans:
        return False
    start = first.spans[0].start
    before = document.text[max(0, start - NEAR) : start]
    return any(len(before) - match.end() <= GAP for match in proposed.finditer(before))
