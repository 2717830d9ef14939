"""Answers and passages as the public widget may show them.

A quote is exact or it is not shown: a statement that rests on a quote with something withheld is
left out as a whole, and the answer says so. Where nothing but that stands at the end of a sentence,
what stands before it is still an exact quote. Only what surrounds a quote is shown with omissions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ingest.types import Language, Span
from service.messages import messages
from service.redaction.patterns import Withheld
from service.types import Answer, Citation, Dropped, Retrieved, Statement
from service.widget.texts import widget_texts

NOTE = "withheld"
"""Stands in the notes of an answer of which something was left out."""

_MASKED = ("title", "text")
_WORD = re.compile(r"\w")
_OPENING = " \t\n\xa0\u202f:：=(（\"'«“<"
_WORTH_READING = 20  # characters: less is hardly a sentence


def public_answer(answer: Answer, withheld: Withheld) -> Answer:
    """Return ``answer`` without statements that repeat what is withheld, citations renumbered."""
    if not withheld:
        return answer
    given, answer = answer, _ended_earlier(answer, withheld)
    exact = {c.n for c in answer.citations if _is_exact(c, withheld)}
    kept = [s for s in answer.statements if _is_open(s, exact, withheld)]
    told = answer.answer
    notes = answer.notes
    cited = [c for c in answer.citations if c.n in exact]
    if kept != list(answer.statements):
        # What is left must not point to a quote that only the others rested on.
        used = {n for statement in kept for n in statement.citations}
        cited = [c for c in cited if c.n in used]
        told = _retold(answer, kept, cited)
        notes = (*notes, NOTE)
    elif answer is not given:
        told = _with_a_word(told, answer.language)
        notes = (*notes, NOTE)
    elif len(cited) < len(answer.citations) or withheld.spans(told):  # in a refusal
        told = _without_markers(withheld.masked(told), answer.citations, cited)
        notes = (*notes, NOTE)
    numbers = {citation.n: n for n, citation in enumerate(cited, 1)}
    return replace(
        answer,
        abstained=answer.abstained or (bool(answer.statements) and not kept),
        answer=told,
        statements=tuple(_renumbered(statement, numbers) for statement in kept),
        citations=tuple(_shown(citation, numbers[citation.n], withheld) for citation in cited),
        retrieved=public_retrieved(answer.retrieved, withheld),
        dropped=tuple(Dropped(withheld.masked(d.text), d.reason) for d in answer.dropped),
        notes=notes,
    )


def public_retrieved(found: Iterable[Retrieved], withheld: Withheld) -> tuple[Retrieved, ...]:
    """Return the passages that were found, with omissions."""
    if not withheld:
        return tuple(found)
    return tuple(replace(each, text=withheld.masked(each.text)) for each in found)


def public_passage(payload: Mapping[str, Any], withheld: Withheld) -> dict[str, Any]:
    """Return the JSON of a passage and of its versions in other languages, with omissions."""
    shown = dict(payload)
    if not withheld:
        return shown
    shown |= {name: withheld.masked(payload[name]) for name in _MASKED if payload.get(name)}
    shown["section"] = [withheld.masked(heading) for heading in payload.get("section", ())]
    if "parallel" in payload:
        versions = payload["parallel"].items()
        shown["parallel"] = {other: public_passage(each, withheld) for other, each in versions}
    return shown


def _ended_earlier(answer: Answer, withheld: Withheld) -> Answer:
    """Return ``answer`` with quotes that end before what is withheld, where they end with it.

    Only where a statement is such a quote: what a model has worded rests on all of its quotes. A
    sentence that goes on behind is left as it is, since its end may turn its meaning.
    """
    shorter = {c.quote: end for c in answer.citations if (end := _before_its_end(c, withheld))}
    alone = {s.text for s in answer.statements if s.text in shorter}
    if not alone:
        return answer
    told, statements = answer.answer, []
    for statement in answer.statements:
        text = shorter[statement.text] if statement.text in alone else statement.text
        told = told.replace(
            _marked(statement.text, statement.citations), _marked(text, statement.citations), 1
        )
        statements.append(replace(statement, text=text))
    citations = tuple(
        replace(c, quote=shorter[c.quote]) if c.quote in alone else c for c in answer.citations
    )
    return replace(answer, answer=told, statements=tuple(statements), citations=citations)


def _before_its_end(citation: Citation, withheld: Withheld) -> str | None:
    spans = withheld.spans(citation.quote)
    if not spans or _WORD.search(citation.quote, spans[-1].end):
        return None
    gaps = ((one.end, two.start) for one, two in pairwise(spans))
    if any(_WORD.search(citation.quote, *gap) for gap in gaps):
        return None
    text = citation.quote[: spans[0].start].rstrip(_OPENING)
    return text if len(text) >= _WORTH_READING else None


def _is_exact(citation: Citation, withheld: Withheld) -> bool:
    """Say whether the quote can be shown as it is, also read in its passage."""
    if withheld.spans(citation.quote):
        return False
    at = citation.text.find(citation.quote)
    quoted = Span(at, at + len(citation.quote))
    # A code may be told from its name, which stands before the quote.
    spans = withheld.spans(citation.text) if at >= 0 else ()
    return all(span.end <= quoted.start or quoted.end <= span.start for span in spans)


def _is_open(statement: Statement, exact: set[int], withheld: Withheld) -> bool:
    return exact.issuperset(statement.citations) and not withheld.spans(statement.text)


def _shown(citation: Citation, n: int, withheld: Withheld) -> Citation:
    return replace(
        citation,
        n=n,
        title=withheld.masked(citation.title),
        section=tuple(withheld.masked(heading) for heading in citation.section),
        text=withheld.masked(citation.text),
    )


def _renumbered(statement: Statement, numbers: Mapping[int, int]) -> Statement:
    return replace(statement, citations=tuple(numbers[n] for n in statement.citations))


def _retold(answer: Answer, kept: Sequence[Statement], cited: Sequence[Citation]) -> str:
    """Return the text of ``answer`` with only the statements ``kept``, and a word on the others."""
    own = widget_texts(answer.language)
    if not kept:
        return str(own["withheld_all"])
    numbers = {citation.n: n for n, citation in enumerate(cited, 1)}
    languages = {citation.n: citation.language for citation in answer.citations}
    out: list[str] = []
    note, carried, told_in, at = "", "", None, 0
    for statement in answer.statements:
        whole = _marked(statement.text, statement.citations)
        start = answer.answer.find(whole, at)
        if start < 0:
            return " ".join(_marked(s.text, [numbers[n] for n in s.citations]) for s in kept)
        language = languages[statement.citations[0]] if statement.citations else None
        before = answer.answer[at:start]
        if not at:
            # A note of ours is about the whole answer; what is left of this announces a language.
            note = _without_lead_in(before, answer.language).strip()
            before = before.removeprefix(note)
        at = start + len(whole)
        if carried.strip() and not before.strip():
            # What announced the statement before announces this one, if it is in that language.
            before = carried if language == told_in else _without_lead_in(carried, answer.language)
        carried, told_in = before, language
        if statement in kept:
            out.append(before + _marked(statement.text, [numbers[n] for n in statement.citations]))
            carried = ""
    text = "".join(out).strip() + answer.answer[at:]
    joint = "\n" if "\n" in answer.answer else " "
    return _with_a_word(joint.join([*([note] if note else []), text]), answer.language)


def _with_a_word(told: str, language: Language) -> str:
    """Return the text of an answer with our word that something was left out."""
    joint = "\n" if "\n" in told else " "
    return joint.join([told, str(widget_texts(language)["withheld_some"])])


def _without_lead_in(text: str, language: Language) -> str:
    for lead_in in messages(language).lead_in.values():
        text = text.replace(lead_in, "")
    return text


def _without_markers(text: str, before: Sequence[Citation], after: Sequence[Citation]) -> str:
    """Return the text of a refusal, whose markers stand at its end, with those still cited."""
    markers = " ".join(f"[{citation.n}]" for citation in before)
    body = text.removesuffix(markers).rstrip()
    return _marked(body, range(1, len(after) + 1)) if after else body


def _marked(text: str, numbers: Iterable[int]) -> str:
    return " ".join([text, *(f"[{n}]" for n in numbers)])
