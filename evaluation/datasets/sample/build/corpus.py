"""Which files the sample corpus consists of, and where they lie.

* ``documents/``       one file per document and language, in rotating formats, with a sidecar
* ``other_formats/``   the same documents in the two other formats
* ``pdf_sources.json`` the checksum of the Word file that each PDF was made from, so that only
  PDFs of changed documents are made again (LibreOffice writes other bytes every time)
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.datasets.sample.build.docx import write_docx
from evaluation.datasets.sample.build.expression import Expression, express
from evaluation.datasets.sample.build.html import write_html
from evaluation.datasets.sample.build.pdf import convert
from evaluation.datasets.sample.build.source import SourceDocument, read_works
from ingest.types import LANGUAGES, Language

HOME = Path(__file__).parents[1]
FORMATS = ("docx", "pdf", "html")
MAIN, OTHER = "documents", "other_formats"
PDF_SOURCES = "pdf_sources.json"
SITE = "https://meetings.example.org"


@dataclass(frozen=True, slots=True)
class Copy:
    """One document in one language: its name, and the folder of each of its formats."""

    document: SourceDocument
    language: Language

    @property
    def name(self) -> str:
        """Return the file name without suffix: ``cdip_90_8_rev_fr``."""
        words = re.sub(r"[^a-z0-9]+", "_", self.document.key.lower()).strip("_")
        return f"{words}_{self.language}"

    @property
    def main_format(self) -> str:
        """Return the format in ``documents/``: it rotates over documents and languages."""
        return FORMATS[(self.document.number + LANGUAGES.index(self.language)) % len(FORMATS)]

    def path(self, form: str) -> str:
        """Return where the file of this format lies, relative to the corpus."""
        folder = MAIN if form == self.main_format else OTHER
        return f"{folder}/{self.name}.{form}"

    def express(self) -> Expression:
        """Return the document in this language."""
        return express(self.document, self.language)

    def sidecar(self) -> dict[str, str]:
        """Return what the header block cannot say."""
        document = self.document
        meeting, _, _ = self.name.rpartition(f"_{self.language}")
        found = {
            "kind": document.kind,
            "meeting_id": document.meeting_id,
            "doc_id": document.doc_id,
            "url": f"{SITE}/{self.language}/{meeting}/{self.name}.{self.main_format}",
        }
        if document.letterless and "title" in document.header:
            found["title"] = document.header["title"][self.language]
            found["date"] = document.date
        return found


def copies(sources: Path = HOME / "sources") -> Iterator[Copy]:
    """Yield every document in every language.

    Raises:
        SourceError: a source does not keep to the format.
    """
    for work in read_works(sources):
        for document in work.documents:
            for language in LANGUAGES:
                yield Copy(document, language)


def texts(copy: Copy) -> dict[str, bytes]:
    """Return the files of ``copy`` whose bytes are the same every time: path -> bytes."""
    expression = copy.express()
    found = {
        copy.path("docx"): write_docx(expression),
        copy.path("html"): write_html(expression),
    }
    sidecar = json.dumps(copy.sidecar(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    found[f"{MAIN}/{copy.name}.meta.json"] = sidecar.encode("utf-8")
    return found


def build(home: Path = HOME, *, with_pdf: bool = True) -> dict[str, int]:
    """Write all files of the corpus, remove those that no source has, and count what was done.

    Raises:
        SourceError: a source does not keep to the format; nothing was written.
        NoConverter: LibreOffice is missing or failed; the other files were written.
    """
    everything = list(copies(home / "sources"))
    files = {path: data for copy in everything for path, data in texts(copy).items()}
    pdfs = {copy.path("pdf"): copy for copy in everything}
    written = sum(_write(home / path, data) for path, data in files.items())
    removed = _remove_others(home, {*files, *pdfs})
    record = home / PDF_SOURCES
    known = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    prints = {path: write_docx(copy.express(), for_print=True) for path, copy in pdfs.items()}
    made_from = {path: _sha256(data) for path, data in prints.items()}
    stale = {
        path: copy
        for path, copy in pdfs.items()
        if known.get(path) != made_from[path] or not (home / path).is_file()
    }
    if with_pdf:
        done = convert({copy.name: prints[path] for path, copy in stale.items()})
        for path, copy in stale.items():
            _write(home / path, done[copy.name])
        text = json.dumps(made_from, indent=2, sort_keys=True) + "\n"
        _write(record, text.encode("utf-8"))
    return {
        "documents": len(everything),
        "files": len(files) + len(pdfs),
        "written": written,
        "pdf": len(stale) if with_pdf else 0,
        "removed": removed,
    }


def _write(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def _remove_others(home: Path, wanted: set[str]) -> int:
    removed = 0
    for folder in (MAIN, OTHER):
        for path in sorted((home / folder).glob("*")):
            if f"{folder}/{path.name}" not in wanted:
                path.unlink()
                removed += 1
    return removed


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
