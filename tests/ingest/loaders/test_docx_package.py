from __future__ import annotations

import random
import struct
import zipfile
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.errors import DamagedFile, EncryptedFile, IngestError, TooLarge
from ingest.loaders.docx.package import check_zip

SETTINGS = IngestSettings(max_zip_entries=20, max_zip_total_mb=3, max_zip_ratio=100)


def write(path: Path, parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_an_ordinary_file_passes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", {"word/document.xml": b"<a/>", "b": b"text " * 300_000})
    with check_zip(path, IngestSettings(max_zip_ratio=1000)) as archive:
        assert archive.read("word/document.xml") == b"<a/>"


@pytest.mark.parametrize(
    ("parts", "error", "reason"),
    [
        ({str(n): b"" for n in range(21)}, TooLarge, "21 parts"),
        ({"big": b"\0" * 2_000_000}, TooLarge, "times its size"),
        ({"../../etc/x": b""}, DamagedFile, "outside"),
        ({"a/../../x": b""}, DamagedFile, "outside"),
        ({"/x": b""}, DamagedFile, "outside"),
        ({"C:\\x": b""}, DamagedFile, "outside"),
        ({"Word/a": b"", "word/a": b""}, DamagedFile, "twice"),
    ],
)
def test_a_dangerous_directory_is_refused(
    tmp_path: Path, parts: dict[str, bytes], error: type[IngestError], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        check_zip(write(tmp_path / "a.docx", parts), SETTINGS)


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    parts = {str(n): bytes(range(256)) * 4000 for n in range(4)}
    path = write(tmp_path / "a.docx", parts, zipfile.ZIP_STORED)
    with pytest.raises(TooLarge, match="4 MB when unpacked"):
        check_zip(path, SETTINGS)


def test_a_high_ratio_is_found_in_one_part_and_in_many_small_ones(tmp_path: Path) -> None:
    noise = random.Random(0).randbytes(900_000)
    one = write(tmp_path / "one.docx", {"bomb": b"\0" * 1_500_000, "noise": noise})
    many = write(tmp_path / "many.docx", {str(n): b"\0" * 900_000 for n in range(3)})
    for path in (one, many):
        with pytest.raises(TooLarge, match="times its size"):
            check_zip(path, SETTINGS)


def test_one_part_above_fifty_megabytes_is_refused_by_its_stated_size(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", {"word/document.xml": b"x" * 100}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<LL", data, at + 20, 60_000_000, 60_000_000)
    path.write_bytes(data)
    with pytest.raises(TooLarge, match="60 MB"):
        check_zip(path, IngestSettings())


def test_a_directory_of_many_entries_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", {"x": b""})
    data = bytearray(path.read_bytes())
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HHL", data, end + 8, 65_000, 65_000, 3_000_000)
    path.write_bytes(data)
    with pytest.raises(TooLarge, match="65000 parts"):
        check_zip(path, IngestSettings())


def test_a_directory_that_understates_its_entries_is_refused_by_its_size(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", {str(n): b"" for n in range(30)})
    data = bytearray(path.read_bytes())
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HHL", data, end + 8, 1, 1, 50_000_000)
    path.write_bytes(data)
    with pytest.raises(TooLarge, match="parts"):
        check_zip(path, SETTINGS)


def test_an_encrypted_part_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", {"word/document.xml": b"secret"})
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(EncryptedFile):
        check_zip(path, SETTINGS)


@pytest.mark.parametrize("cut", [4, 30, 60, 100, -1, -10])
def test_a_cut_file_is_damaged(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path / "a.docx", {"word/document.xml": b"<a/>"})
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(DamagedFile):
        check_zip(path, SETTINGS)
