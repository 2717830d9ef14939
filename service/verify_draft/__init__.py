"""A draft that a person has edited, read again: which sentences do its footnotes not support?

The quotes that a draft rests on stand in its own data, so that this needs no index. With one it is
also looked whether the documents still hold the quotes: then nobody can have changed the data.
Headings, headers, comments and endnotes are not read, but for figures in headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from config.settings import IngestSettings
from ingest.types import Language
from service.export_docx.data import DraftData
from service.export_docx.names import HEADING, MARK, NOTE, SOURCE, TITLE
from service.library import Library
from service.verify_draft.alignment import align, sentences_in
from service.verify_draft.footnotes import Footnote, identify, look_up
from service.verify_draft.reading import EditedDraft, Unit, plain, read_draft
from service.verify_draft.rules import Failed, Grounds, facts_told, failures
from service.verify_draft.tokens import Tokens
from service.verify_draft.types import Finding, Report, Rule

__all__ = ["Finding", "Report", "Rule", "verify_draft"]

_OURS = frozenset(name.lower() for name in (TITLE, HEADING, NOTE, SOURCE, MARK))
_SAME_LANGUAGE = 0.3  # likeness of words to a quote above which they are in its language
_HEADINGS = ("heading", "title", "subtitle", "toc")


def verify_draft(
    path: Path,
    settings: IngestSettings,
    library: Library | None = None,
    generation: str | None = None,
) -> Report:
    """Return what became of the draft at ``path``.

    ``library`` is what its quotes are looked up in, ``generation`` its name.

    Raises:
        BadDraft: if it is no Word file, a damaged or dangerous one, or none of our drafts.
    """
    draft = read_draft(path, settings)
    reader = _Reader(draft, library)
    findings = tuple(reader.findings())
    return Report(
        subject=draft.data.subject,
        language=draft.data.language,
        mode=draft.data.mode,
        made_with=draft.data.generation,
        compared_with=generation if library is not None else None,
        sentences=reader.sentences,
        footnotes=len(draft.notes),
        findings=findings,
    )


class _Reader:
    """Goes through a draft once; ``sentences`` counts what was read."""

    def __init__(self, draft: EditedDraft, library: Library | None) -> None:
        self.sentences = 0
        self._draft = draft
        self._library = library
        self._notes = identify(draft.notes, draft.data)
        self._furniture = frozenset(map(plain, draft.data.furniture))

    def findings(self) -> Iterator[Finding]:
        """Yield the findings in the order of the text."""
        for unit in self._draft.units:
            if unit.notes:
                yield from self._noted(unit)
            elif plain(unit.text) not in self._furniture:
                yield from self._bare(unit)

    def _bare(self, unit: Unit) -> Iterator[Finding]:
        """Yield what stands without any footnote."""
        data = self._draft.data
        if unit.style in _OURS or unit.style.startswith(_HEADINGS):
            known = "\n".join((*data.furniture, *(each.quote for each in data.citations)))
            if told := facts_told(unit.text, data.language, known):
                yield Finding(unit.text, unit.paragraph, (), (Rule.NUMBER,), told, ())
            return
        for sentence in self._sentences(unit, data.language):
            yield Finding(sentence, unit.paragraph, (), (Rule.NO_FOOTNOTE,), (), ())

    def _noted(self, unit: Unit) -> Iterator[Finding]:
        notes = [self._notes.get(number, Footnote(None)) for number in unit.notes]
        cited = [note.citation for note in notes if note.citation is not None]
        keys = tuple(dict.fromkeys(each.key for each in cited))
        grounds = _grounds(unit.text, self._draft.data, notes)
        faults = tuple(self._faults(notes))
        for sentence in self._sentences(unit, grounds.language):
            failed = failures(sentence, grounds)
            if failed and _stood_elsewhere(sentence, grounds.language, self._draft.data):
                failed = [(Rule.FOOTNOTE_REMOVED, ())]
            if failed:
                yield _finding(sentence, unit, failed, keys)
        if faults:
            yield _finding(unit.text, unit, [(fault, ()) for fault in faults], keys)

    def _faults(self, notes: list[Footnote]) -> Iterator[Rule]:
        """Yield what is wrong with footnotes themselves."""
        found = {note.fault for note in notes if note.fault}
        if self._library is not None:
            cited = (note.citation for note in notes if note.citation is not None)
            found |= {rule for each in cited if (rule := look_up(each, self._library))}
        yield from (rule for rule in Rule if rule in found)

    def _sentences(self, unit: Unit, language: Language) -> Iterator[str]:
        for sentence in sentences_in(unit.text, language):
            if Tokens(sentence, language).words:
                self.sentences += 1
                yield sentence


def _grounds(text: str, data: DraftData, notes: list[Footnote]) -> Grounds:
    """Return what the footnotes of some words support."""
    cited = {note.citation.n: note.citation for note in notes if note.citation is not None}
    made, own = [], list[str]()
    for statement in data.statements:
        numbers = {note.citation for note in statement.notes}
        if numbers <= cited.keys():
            made.append(statement.text)
        elif not numbers.isdisjoint(cited):
            own += statement.own
    quotes = tuple((each.quote, each.language) for each in cited.values())
    return Grounds(_language(text, data, quotes), tuple(made), quotes, tuple(own))


def _language(text: str, data: DraftData, quotes: Sequence[tuple[str, Language]]) -> Language:
    """Return the language that some words are in: the draft's, or that of what they quote."""
    for foreign in {language for _, language in quotes} - {data.language}:
        told = [quote for quote, language in quotes if language == foreign]
        aligned = align(Tokens(text, foreign), [*told, " ".join(told)])
        if aligned is not None and aligned.likeness >= _SAME_LANGUAGE:
            return foreign
    return data.language


def _stood_elsewhere(sentence: str, language: Language, data: DraftData) -> bool:
    """Say whether a sentence is as it was made: then its footnotes are what is wrong."""
    made = tuple(statement.text for statement in data.statements)
    return not failures(sentence, Grounds(language, made, ()))


def _finding(sentence: str, unit: Unit, failed: list[Failed], keys: tuple[str, ...]) -> Finding:
    rules = tuple(rule for rule, _ in failed)
    edits = tuple(dict.fromkeys(edit for _, edits in failed for edit in edits))
    return Finding(sentence, unit.paragraph, unit.notes, rules, edits, keys)
