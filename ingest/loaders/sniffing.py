"""What kind of file is this? Its first bytes say, and for containers the names inside."""

from __future__ import annotations

import re
import struct
import zipfile
from enum import StrEnum
from pathlib import Path

from config.settings import IngestSettings
from ingest.errors import DamagedFile, EncryptedFile, UnsupportedFormat
from ingest.loaders.compound import CompoundFile
from ingest.loaders.docx.package import check_zip

HEAD = 4096
"""Bytes looked at."""


class FileKind(StrEnum):
    """A kind of file that some loader reads."""

    PDF = "pdf"
    DOCX = "docx"
    LEGACY_DOC = "doc"
    HTML = "html"
    TEXT = "text"


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|table|div|h[1-6]|p)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OTHERS = (
    (b"{\\rtf", "a Rich Text file; save it as .docx"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x1f\x8b", "a compressed archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive; unpack it first"),
    (b"Rar!", "a compressed archive; unpack it first"),
    (b"BZh", "a compressed archive; unpack it first"),
    (b"\xfd7zXZ", "a compressed archive; unpack it first"),
    (b"%!PS", "a PostScript file"),
    (b"MIME-Version:", "a mail or web archive; save it as .html"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_IN_ZIP = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("visio/", "a Visio drawing"),
    ("mimetype", "an OpenDocument or e-book file; save it as .docx"),
)
_IN_COMPOUND = (
    ("Workbook", "an Excel workbook"),
    ("Book", "an Excel workbook"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__properties_version1.0", "an Outlook message"),
    ("VisioDocument", "a Visio drawing"),
)
_BINARY_NAMES = {".pdf": "PDF", ".docx": "Word", ".doc": "Word"}
_HTML_NAMES = {".html", ".htm", ".xhtml"}
_WORD_IDENT, _ENCRYPTED = 0xA5EC, 0x0100


def sniff(path: Path, settings: IngestSettings) -> FileKind:
    """Return what the content of ``path`` is; its name decides only between text and HTML.

    Raises:
        UnsupportedFormat: no loader reads it; the message says what it is.
        EncryptedFile: an Office file with a password.
        DamagedFile, TooLarge: a container that cannot be opened safely.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(_COMPOUND):
        return _sniff_compound(path)
    if head.startswith(_ZIP):
        return _sniff_zip(path, settings)
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise UnsupportedFormat(f"This is {name}.")
    unmarked = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(unmarked) or _HTML.match(_from_utf16(head)):
        return FileKind.HTML
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    return _sniff_text(path, head)


def _sniff_text(path: Path, head: bytes) -> FileKind:
    """Return TEXT or HTML for a file without a signature, or refuse it."""
    suffix = path.suffix.lower()
    if suffix in _BINARY_NAMES:
        raise DamagedFile(f"The file is named {suffix} but is no {_BINARY_NAMES[suffix]} file.")
    if b"\0" in head and not head.startswith(_TEXT_MARKS):
        raise UnsupportedFormat("This is not a text, and no loader knows its kind.")
    return FileKind.HTML if suffix in _HTML_NAMES else FileKind.TEXT


def _sniff_zip(path: Path, settings: IngestSettings) -> FileKind:
    with check_zip(path, settings) as archive:
        names = {name.lower() for name in archive.namelist()}
        kind = _odf_or_epub(archive) if "mimetype" in names else ""
    if any(name.startswith("word/") for name in names):
        return FileKind.DOCX
    for prefix, name in _IN_ZIP:
        if any(each.startswith(prefix) for each in names):
            raise UnsupportedFormat(f"This is {kind or name}.")
    raise UnsupportedFormat("This is a zip archive; unpack it first.")


def _odf_or_epub(archive: zipfile.ZipFile) -> str:
    try:
        stated = archive.read("mimetype")[:100]
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError):
        return ""
    return "an e-book" if b"epub" in stated else "an OpenDocument file; save it as .docx"


def _sniff_compound(path: Path) -> FileKind:
    with CompoundFile(path) as compound:
        names = compound.names()
        if "EncryptedPackage" in names:
            raise EncryptedFile("The Office file is protected with a password.")
        if "WordDocument" in names:
            start = compound.start_of("WordDocument", 12)
            if _is_encrypted_word(start):
                raise EncryptedFile("The Word file is protected with a password.")
            return FileKind.LEGACY_DOC
    for stream, name in _IN_COMPOUND:
        if stream in names:
            raise UnsupportedFormat(f"This is {name}.")
    raise UnsupportedFormat("This is an old Office file of a kind that no loader reads.")


def _is_encrypted_word(start: bytes) -> bool:
    if len(start) < 12:
        return False
    ident, flags = struct.unpack_from("<H8xH", start)
    return ident == _WORD_IDENT and bool(flags & _ENCRYPTED)


def _from_utf16(head: bytes) -> bytes:
    """Return the ASCII characters of a head in UTF-16 with its mark, else nothing."""
    if head.startswith(_TEXT_MARKS[1:]):
        even = head[: len(head) // 2 * 2]
        return even.decode("utf-16", "replace").encode("ascii", "replace")
    return b""
