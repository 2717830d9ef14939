"""Which citation a footnote is, after somebody may have changed its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from service.export_docx.data import CitedWords, DraftData, MadeNote
from service.export_docx.references import shortened
from service.library import Library
from service.verify_draft.reading import plain
from service.verify_draft.tokens import Tokens
from service.verify_draft.types import Rule
from service.words import search_key

_SAME_NOTE = 0.6  # likeness above which a footnote is one of ours with changes


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote of the draft: its citation (None: it is none of ours), and what is wrong."""

    citation: CitedWords | None
    fault: Rule | None = None


def identify(notes: Mapping[int, str], data: DraftData) -> dict[int, Footnote]:
    """Return the footnotes by the numbers that are printed."""
    cited = {each.n: each for each in data.citations}
    made = [note for statement in data.statements for note in statement.notes]
    exact = {plain(each.text): each for each in made}
    found = {}
    for number, note in notes.items():
        same = exact.get(note)
        if same is not None:
            found[number] = Footnote(cited[same.citation])
            continue
        like = _likest(note, made)
        if like is None:
            found[number] = Footnote(None)
            continue
        citation = cited[like.citation]
        found[number] = Footnote(citation, _fault(note, like, citation))
    return found


def _likest(note: str, made: list[MadeNote]) -> MadeNote | None:
    """Return the footnote that was changed into this one; the nearer quote counts first."""
    best, most = None, _SAME_NOTE
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(note)
    for each in made:
        matcher.set_seq1(each.text)
        if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most:
            ratio = matcher.ratio()
            if ratio > most:
                best, most = each, ratio
    return best


def _fault(note: str, made: MadeNote, citation: CitedWords) -> Rule | None:
    """Say what was changed: the place, the words quoted, or only how they are printed."""
    here, there = Tokens(note, citation.language), Tokens(made.text, citation.language)
    if here.words == there.words:
        return None
    quoted = Tokens(shortened(citation.quote), citation.language).words
    tail = here.words[len(here.words) - len(quoted) :] if quoted else ()
    return Rule.FOOTNOTE_CHANGED if tail == quoted else Rule.QUOTE_CHANGED


def look_up(citation: CitedWords, library: Library) -> Rule | None:
    """Say whether an index still holds what is quoted, word for word."""
    if library.document(citation.key.partition("#")[0], citation.language) is None:
        return Rule.NOT_HELD
    passage = library.passage(citation.key, citation.language)
    if passage is None or _bare(citation.quote) not in _bare(passage.text):
        return Rule.PASSAGE_CHANGED
    return None


def _bare(text: str) -> str:
    return "".join(search_key(text).split())
