"""A Word file as a person edits it: its statements with their footnotes, changed in place."""

from __future__ import annotations

import zipfile
from copy import deepcopy
from pathlib import Path

from lxml import etree

from ingest.types import Language
from ingest.typography import clean
from service.export_docx.names import DOCUMENT, FOOTNOTES, W
from service.verify_draft.alignment import sentences_in

_MARK = f"{W}footnoteReference"
_TYPE = f"{W}type"  # of a separator
_FIRST_NOTE = 2  # below are separators
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class DraftFile:
    """The text and the footnotes of one draft; statements are counted from 1."""

    def __init__(self, path: Path, language: Language) -> None:
        """Read the file at ``path``."""
        with zipfile.ZipFile(path) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self._language = language
        self._document = etree.fromstring(self._parts[DOCUMENT])
        self._notes = etree.fromstring(self._parts[FOOTNOTES])
        self._paragraphs = list(self._document.iter(f"{W}p"))
        self._statements = [p for p in self._paragraphs if p.find(f".//{_MARK}") is not None]

    def write(self, path: Path) -> None:
        """Write the edited file; footnotes numbered in order, as word processors do."""
        by_name = {note.get(f"{W}id"): note for note in self._notes if note.get(_TYPE) is None}
        for note in by_name.values():
            self._notes.remove(note)
        for number, mark in enumerate(self._document.iter(_MARK), _FIRST_NOTE):
            note = by_name[mark.get(f"{W}id")]
            self._notes.append(note)
            for each in (mark, note):
                each.set(f"{W}id", str(number))
        self._parts[DOCUMENT] = etree.tostring(self._document, encoding="UTF-8")
        self._parts[FOOTNOTES] = etree.tostring(self._notes, encoding="UTF-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._parts.items():
                archive.writestr(name, content)

    def sentences(self, number: int) -> list[str]:
        """Return the sentences of a statement as they are now."""
        return sentences_in(self.text(number), self._language)

    def text(self, number: int) -> str:
        """Return the words of a statement as they are now."""
        statement = self._statements[number - 1]
        first = next(iter(_runs_with_mark(statement)), None)
        found = []
        for child in statement.iter(f"{W}r"):
            if child is first:
                break
            found += [words.text or "" for words in child.iter(f"{W}t")]
        return clean("".join(found)).strip()

    def replace(self, number: int, find: str, put: str) -> None:
        """Put other words into a statement."""
        _replace(self._statements[number - 1], find, put)

    def replace_heading(self, find: str, put: str) -> None:
        """Put other words into the first paragraph that consists of ``find``."""
        for each in self._paragraphs:
            if "".join(words.text or "" for words in each.iter(f"{W}t")) == find:
                _replace(each, find, put)
                return
        raise LookupError(find)

    def replace_in_note(self, number: int, find: str, put: str) -> None:
        """Put other words into that footnote of a statement which holds ``find``."""
        names = [mark.get(f"{W}id") for mark in self._statements[number - 1].iter(_MARK)]
        for note in self._notes.iterfind(f"{W}footnote"):
            if note.get(f"{W}id") in names:
                try:
                    _replace(note, find, put)
                except LookupError:
                    continue
                return
        raise LookupError(find)

    def note_text(self, number: int) -> str:
        """Return the words of the first footnote of a statement."""
        name = next(self._statements[number - 1].iter(_MARK)).get(f"{W}id")
        note = next(n for n in self._notes if n.get(f"{W}id") == name)
        return "".join(words.text or "" for words in note.iter(f"{W}t"))

    def exchange_notes(self, one: int, other: int) -> None:
        """Give each of two statements the footnotes of the other."""
        pair = self._statements[one - 1], self._statements[other - 1]
        marks = [_runs_with_mark(each) for each in pair]
        for runs, target in zip(marks, reversed(pair), strict=True):
            for run in runs:
                target.append(run)

    def drop_note(self, number: int, place: int) -> None:
        """Take out one footnote mark, counted from 1."""
        _remove(_runs_with_mark(self._statements[number - 1])[place - 1])

    def drop_notes(self, number: int) -> None:
        """Take out all footnote marks of a statement."""
        for run in _runs_with_mark(self._statements[number - 1]):
            _remove(run)

    def add_sentence(self, number: int, words: str) -> None:
        """Write a sentence after the others of a statement, before the footnote marks."""
        first = _runs_with_mark(self._statements[number - 1])[0]
        first.addprevious(_run(words if self._language == "zh" else f" {words}"))

    def add_paragraph(self, number: int, words: str) -> None:
        """Write a paragraph after a statement, in its style."""
        statement = self._statements[number - 1]
        made = etree.Element(f"{W}p")
        made.extend([deepcopy(each) for each in statement.findall(f"{W}pPr")])
        made.append(_run(words))
        statement.addnext(made)

    def put_first_sentence_last(self, number: int) -> None:
        """Exchange the first sentence of a statement with the others."""
        sentences = self.sentences(number)
        self.replace(number, sentences[0], "")
        self.add_sentence(number, sentences[0])

    def move(self, number: int) -> None:
        """Put a statement before all others."""
        self._statements[0].addprevious(self._statements[number - 1])


def _runs_with_mark(statement: etree._Element) -> list[etree._Element]:
    return [run for run in statement.iter(f"{W}r") if run.find(_MARK) is not None]


def _run(words: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = words
    text.set(_SPACE, "preserve")
    return run


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _replace(element: etree._Element, find: str, put: str) -> None:
    """Put ``put`` where ``find`` stands, whatever runs it is cut into."""
    texts = list(element.iter(f"{W}t"))
    whole = "".join(each.text or "" for each in texts)
    start = whole.find(find)
    if start < 0:
        raise LookupError(f"{find!r} is not in {whole!r}")
    end, offset, put_in = start + len(find), 0, False
    for each in texts:
        words = each.text or ""
        left, right = max(start - offset, 0), min(end - offset, len(words))
        offset += len(words)
        if left >= right:
            continue
        each.text = words[:left] + ("" if put_in else put) + words[right:]
        each.set(_SPACE, "preserve")
        put_in = True
