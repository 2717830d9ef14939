"""The zip file around a DOCX: what is checked before anything is read, and its XML parts."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from config.settings import IngestSettings
from ingest.errors import DamagedFile, EncryptedFile, TooLarge, UnsupportedFormat
from ingest.loaders.docx.names import (
    CONTENT_TYPES,
    RELATIONSHIPS,
    STRICT_NAMESPACES,
    TRANSITIONAL_NAMESPACES,
)

MEGABYTE = 1_000_000
MAX_PART_MB = 50
MAX_TAGS = 4_000_000
"""Of one part: 50 MB of empty paragraphs would otherwise take a minute and 1.5 GB."""

_END_RECORD = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_LOCATOR = struct.Struct("<4sLQL")
_LOCATOR_MAGIC = b"PK\x06\x07"
_END_RECORD_64 = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED = 0x1
_RATIO_COUNTS_FROM = 1 * MEGABYTE  # a small part of one repeated letter is no bomb

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD_TYPES = {_MAIN_TYPE, _MAIN_TYPE.replace("document.main", "template.main")}


class Package:
    """A DOCX whose directory has passed the checks. Use it as a context manager."""

    def __init__(self, path: Path, settings: IngestSettings) -> None:
        """Check the directory of the file at ``path``.

        Raises:
            TooLarge: too many entries, too much when unpacked, or too high a ratio.
            EncryptedFile: an entry needs a password.
            DamagedFile: it is no zip file, or an entry's name points outside.
        """
        self._zip = check_zip(path, settings)
        self._names = {name.lower(): name for name in self._zip.namelist()}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def main_part(self) -> str:
        """Return the name of the part that holds the text.

        Raises UnsupportedFormat when the package is not a Word document.
        """
        types = self.read("[Content_Types].xml")
        if types is None:
            raise UnsupportedFormat("This zip file is not a Word document.")
        stated = {
            override.get("PartName", "").lstrip("/"): override.get("ContentType")
            for override in types.iterfind(f"{CONTENT_TYPES}Override")
        }
        target = self.related("", "officeDocument", "word/document.xml")
        if self.has(target) and stated.get(target, _MAIN_TYPE) in _WORD_TYPES:
            return target
        for name, kind in stated.items():
            if kind in _WORD_TYPES and self.has(name):
                return name
        raise UnsupportedFormat(f"This Office file is not a Word document: {_describe(types)}.")

    def has(self, name: str) -> bool:
        """Return whether the package holds the part ``name``."""
        return name.lower() in self._names

    def related(self, part: str, kind: str, default: str) -> str:
        """Return the name of the part that ``part`` refers to as ``kind``, else ``default``."""
        folder, name = posixpath.split(part)
        root = self.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return default
        for relation in root.iterfind(f"{RELATIONSHIPS}Relationship"):
            if (
                relation.get("Type", "").endswith(f"/{kind}")
                and relation.get("TargetMode") != "External"
            ):
                target = relation.get("Target", "")
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return default

    def read(self, name: str) -> etree._Element | None:
        """Return the root of the XML part ``name``, or None if there is no such part.

        Raises DamagedFile for broken XML or a document type declaration, TooLarge for too many
        tags.
        """
        stored = self._names.get(name.lower())
        if stored is None:
            return None
        try:
            data = self._zip.read(stored)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise DamagedFile(f"The part {stored} cannot be unpacked: {error}.") from error
        return parse_part(data, stored)


def parse_part(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML part, its names in the transitional namespaces."""
    if data.count(b"<") > MAX_TAGS:
        raise TooLarge(f"The part {name} has more than {MAX_TAGS} tags.")
    for strict, transitional in zip(STRICT_NAMESPACES, TRANSITIONAL_NAMESPACES, strict=True):
        data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(f"The part {name} is not well-formed: {error}.") from error
    # Office never writes one; it is where entity bombs and external files come in.
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFile(f"The part {name} declares a document type, which Office never does.")
    return root


# --- before anything is unpacked --------------------------------------------------------------


def check_zip(path: Path, settings: IngestSettings) -> zipfile.ZipFile:
    """Return the opened zip file after checking its directory; nothing is unpacked yet."""
    try:
        with path.open("rb") as file:
            entries = _count_entries(file)
        if entries > settings.max_zip_entries:
            raise TooLarge(
                f"The file has {entries} parts; at most {settings.max_zip_entries} are read."
            )
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise DamagedFile(f"The file is a broken zip file: {error}.") from error
    try:
        _check_entries(archive.infolist(), settings)
    except BaseException:
        archive.close()
        raise
    return archive


def _count_entries(file: BinaryIO) -> int:
    """Return the number of entries that the end record states, without reading the directory.

    ``zipfile`` reads the whole directory when it opens a file: seconds for a million entries. A
    record that understates them is caught by the size of the directory, 46 bytes an entry.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_RECORD.size - _LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) - at < _END_RECORD.size:
        raise zipfile.BadZipFile("it has no directory at its end")
    record = _END_RECORD.unpack_from(tail, at)
    count, directory = record[4], record[5]
    if at >= _LOCATOR.size and tail[at - _LOCATOR.size :].startswith(_LOCATOR_MAGIC):
        offset = _LOCATOR.unpack_from(tail, at - _LOCATOR.size)[2]
        if offset + _END_RECORD_64.size > size:
            raise zipfile.BadZipFile("its directory lies outside the file")
        file.seek(offset)
        record_64 = _END_RECORD_64.unpack(file.read(_END_RECORD_64.size))
        count, directory = record_64[7], record_64[8]
    return max(int(count), _entries_in(int(directory)))


def _entries_in(directory: int) -> int:
    """Return how many entries a directory of so many bytes must hold, were their names long."""
    generous = 46 + 1024  # header, name and extra field; real ones take about 80 bytes
    return directory // generous


def _check_entries(entries: list[zipfile.ZipInfo], settings: IngestSettings) -> None:
    if len(entries) > settings.max_zip_entries:
        raise TooLarge(
            f"The file has {len(entries)} parts; at most {settings.max_zip_entries} are read."
        )
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry, settings)
        if entry.filename.lower() in seen:
            raise DamagedFile(f"The file holds the part {entry.filename} twice.")
        seen.add(entry.filename.lower())
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > settings.max_zip_total_mb * MEGABYTE:
        raise TooLarge(
            f"The file takes {unpacked / MEGABYTE:.0f} MB when unpacked; at most"
            f" {settings.max_zip_total_mb:.0f} MB are read."
        )
    _check_ratio(unpacked, packed, settings.max_zip_ratio)


def _check_entry(entry: zipfile.ZipInfo, settings: IngestSettings) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise EncryptedFile(f"The part {entry.filename} is encrypted.")
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        raise DamagedFile("A part of the file has a name that points outside of it.")
    if entry.file_size > MAX_PART_MB * MEGABYTE:
        raise TooLarge(
            f"The part {entry.filename} takes {entry.file_size / MEGABYTE:.0f} MB when unpacked;"
            f" at most {MAX_PART_MB} MB are read."
        )
    _check_ratio(entry.file_size, entry.compress_size, settings.max_zip_ratio)


def _check_ratio(unpacked: int, packed: int, limit: float) -> None:
    if unpacked > _RATIO_COUNTS_FROM and unpacked > limit * max(packed, 1):
        raise TooLarge(
            f"The file, or a part of it, unpacks to more than {limit:.0f} times its size."
        )


def _describe(types: etree._Element) -> str:
    named = " ".join(
        element.get("ContentType", "") for element in types.iterfind(f"{CONTENT_TYPES}Override")
    )
    if "ms-word" in named and "macroEnabled" in named:
        return "it carries macros; save it as .docx"
    if "spreadsheetml" in named:
        return "it is a workbook"
    if "presentationml" in named:
        return "it is a presentation"
    return "it names no main document"
