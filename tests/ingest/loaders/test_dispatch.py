from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.errors import (
    DamagedFile,
    EmptyDocument,
    EncryptedFile,
    IngestError,
    TooLarge,
    UnsupportedFormat,
)
from ingest.loaders import load

WordFile = Callable[..., Path]
PARAGRAPH = "<w:p><w:r><w:t>The Committee took note.</w:t></w:r></w:p>"
PAGE = "<!DOCTYPE html><html><body><p>The Committee took note.</p></body></html>"
SETTINGS = IngestSettings()


def compound(*names: str, stream: bytes = b"") -> bytes:
    """Return a container of old Office files with streams of these names.

    Sector 0 is the table of sectors, 1 and 2 the directory, from 3 on the first stream.
    """
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", header, 44, 1, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = [0xFFFFFFFD, 2, 0xFFFFFFFE] + [0xFFFFFFFF] * 125
    entries = b""
    for name in ("Root Entry", *names):
        entry = bytearray(128)
        encoded = name.encode("utf-16-le")
        entry[: len(encoded)] = encoded
        kind = 5 if name == "Root Entry" else 2
        struct.pack_into("<HB", entry, 64, len(encoded) + 2, kind)
        struct.pack_into("<II", entry, 116, 3, 8192)
        entries += entry
    return bytes(header) + struct.pack("<128I", *table) + entries.ljust(1024, b"\0") + stream


def word_stream(flags: int) -> bytes:
    return struct.pack("<H8xH", 0xA5EC, flags).ljust(512, b"\0")


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.txt", "a", "a.xlsx"])
def test_a_word_file_is_read_under_any_name(word_file: WordFile, name: str) -> None:
    path = word_file(PARAGRAPH).rename(word_file(PARAGRAPH).parent / name)
    loaded = load(path, SETTINGS)
    assert (loaded.format, loaded.text) == ("docx", "The Committee took note.")


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "a.docx", "a.doc"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_web_page_is_read_under_any_name(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(PAGE.encode(encoding))
    loaded = load(path, SETTINGS)
    assert (loaded.format, loaded.text) == ("html", "The Committee took note.")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.text", "a"])
def test_a_text_is_read_by_the_text_loader(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Комитет принял документ к сведению.\n", encoding="utf-8")
    assert load(path, SETTINGS).format == "text"


def test_a_pdf_is_read_by_the_pdf_loader(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="needs reportlab")
    path = tmp_path / "a.docx"
    drawn = canvas.Canvas(str(path))
    drawn.drawString(72, 700, "The Committee took note of the document.")
    drawn.save()
    loaded = load(path, SETTINGS)
    assert loaded.format == "pdf"
    assert "took note" in loaded.text


def test_a_fragment_named_html_is_a_page_and_a_text_about_tags_is_none(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("Plain words, <b>no</b> frame", encoding="utf-8")
    assert load(page, SETTINGS).text == "Plain words, no frame"
    text = tmp_path / "a.txt"
    text.write_text("The tag <html> begins a page.", encoding="utf-8")
    assert load(text, SETTINGS).format == "text"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.rtf", rb"{\rtf1 words}", "Rich Text"),
        ("a.doc", rb"{\rtf1 words}", "Rich Text"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "image"),
        ("a.txt", b"words\0\x01\x02\x03 not text", "not a text"),
        ("a.gz", b"\x1f\x8b\x08\x00", "archive"),
        ("a.xls", compound("Workbook"), "Excel"),
        ("a.ppt", compound("PowerPoint Document"), "PowerPoint"),
        ("a.msg", compound("__properties_version1.0"), "Outlook"),
        ("a.bin", compound("Something"), "old Office"),
    ],
)
def test_other_kinds_are_refused_by_name(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnsupportedFormat, match=reason):
        load(path, SETTINGS)


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ({"xl/workbook.xml": ""}, "Excel"),
        ({"ppt/presentation.xml": ""}, "PowerPoint"),
        ({"mimetype": "application/epub+zip"}, "e-book"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument"),
        ({"a.pdf": "", "b.pdf": ""}, "zip archive"),
    ],
)
def test_other_packages_are_refused_by_name(
    tmp_path: Path, inside: dict[str, str], reason: str
) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in inside.items():
            archive.writestr(name, data)
    with pytest.raises(UnsupportedFormat, match=reason):
        load(path, SETTINGS)


def test_a_word_file_with_macros_is_refused(word_file: WordFile) -> None:
    path = word_file(PARAGRAPH, main_type="application/vnd.ms-word.document.macroEnabled.main+xml")
    with pytest.raises(UnsupportedFormat, match="macros"):
        load(path, SETTINGS)


@pytest.mark.parametrize(
    "data",
    [
        compound("EncryptedPackage", "EncryptionInfo"),
        compound("WordDocument", stream=word_stream(0x0100)),
    ],
)
def test_a_protected_office_file_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(EncryptedFile):
        load(path, SETTINGS)


def test_an_old_word_file_without_an_office_program_says_what_to_install(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(compound("WordDocument", stream=word_stream(0)))
    with pytest.raises(UnsupportedFormat, match="LibreOffice"):
        load(path, IngestSettings(office="no-such-program"))


@pytest.mark.parametrize("size", [8, 100, 511, 600, 1100])
def test_a_cut_container_is_damaged_or_of_no_known_kind(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(compound("EncryptedPackage")[:size])
    with pytest.raises((DamagedFile, UnsupportedFormat)):
        load(path, SETTINGS)


def test_a_container_whose_sectors_run_in_a_circle_ends(tmp_path: Path) -> None:
    data = bytearray(compound("Workbook"))
    struct.pack_into("<I", data, 512 + 4 * 2, 1)
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    with pytest.raises(UnsupportedFormat, match="Excel"):
        load(path, SETTINGS)


def test_text_under_the_name_of_a_binary_format_is_damage(tmp_path: Path) -> None:
    for name in ("a.docx", "a.pdf", "a.doc"):
        path = tmp_path / name
        path.write_text("only words", encoding="utf-8")
        with pytest.raises(DamagedFile, match="is no"):
            load(path, SETTINGS)


def test_an_empty_file_a_huge_one_a_folder_a_pipe_and_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    sparse = tmp_path / "sparse.txt"
    with sparse.open("wb") as file:
        file.truncate(5_000_000_000)
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path, error in (
        (empty, EmptyDocument),
        (sparse, TooLarge),
        (tmp_path, UnsupportedFormat),
        (pipe, UnsupportedFormat),
        (tmp_path / "missing.txt", DamagedFile),
    ):
        with pytest.raises(error):
            load(path, SETTINGS)


@pytest.mark.parametrize("seed", range(40))
def test_a_mutated_word_file_is_read_or_refused(word_file: WordFile, seed: int) -> None:
    path = word_file(PARAGRAPH * 5, footnotes="", styles="", numbering="")
    data = bytearray(path.read_bytes())
    for step in range(1 + seed % 5):
        data[(seed * 7919 + step * 104_729) % len(data)] ^= 1 << (seed % 8)
    path.write_bytes(data)
    try:
        assert load(path, SETTINGS).text
    except IngestError as error:
        assert str(error)
