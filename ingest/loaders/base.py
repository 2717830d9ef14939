"""What a loader is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.types import Loaded

Loader = Callable[[Path], Loaded]
"""Reads one file and says what its format says, no more.

Rules that every loader keeps, and ``tests/contracts/test_loaders.py`` checks:

* ``Loaded.text`` holds every word that a reader of the file sees, once, in reading order, as
  valid Unicode; pieces are separated by line feeds. Invisible control characters (bidi controls,
  zero-width, tags) are gone. No other typography is changed: no-break blanks and hyphens,
  quotes and ligature-free letters stay as they are.
* A line wrapped by the page is one line; a word hyphenated by the page is whole again. (A text
  file has no page: its line breaks stay.)
* Numbers and marks that the format draws itself (Word's automatic numbers, ``<ol>``) are in the
  text, before the words, followed by one blank, exactly as a reader sees them.
* Footnote marks are not in the text: they are ``Loaded.notes``. The note is an element of its
  own, placed after the element that refers to it. (A text file keeps its marks as they are.)
* Running heads and page numbers are elements of kind RUNNING_HEAD, or absent.
* Raises a subclass of ``IngestError`` and nothing else for a file it cannot read. It never
  touches the network and never writes.
"""

__all__ = ["Loader", "Path"]
