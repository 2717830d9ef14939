from __future__ import annotations

import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.errors import DamagedFile, ParserLimit, UnsupportedFormat
from ingest.loaders import legacy_doc, load

WordFile = Callable[..., Path]
TEXTS = (
    "أحاطت اللجنة علما",
    "The Committee took note",
    "El Comité tomó nota",
    "Le comité a pris note",
    "Комитет принял к сведению",
    "委员会注意到",
)
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def program(folder: Path, script: str) -> IngestSettings:
    path = folder / "office"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return IngestSettings(office=str(path), seconds_per_file=1)


def test_a_missing_program_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"x")
    with pytest.raises(UnsupportedFormat, match=r"LibreOffice: install it"):
        legacy_doc.load(path, IngestSettings(office="no-such-program"))


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_program_that_hangs_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"x")
    started = tmp_path / "started"
    settings = program(tmp_path, f"sleep 300 & echo $! > {started}; wait")
    with pytest.raises(ParserLimit):
        legacy_doc.load(path, settings)
    process = int(started.read_text(encoding="utf-8"))
    for _ in range(200):
        if not is_alive(process):
            break
        time.sleep(0.01)
    assert not is_alive(process)


def test_a_program_that_makes_nothing_means_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"x")
    with pytest.raises(DamagedFile):
        legacy_doc.load(path, program(tmp_path, "exit 0"))


def test_the_name_of_the_file_never_reaches_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "--convert-to=x.doc"
    path.write_bytes(b"x")
    seen = tmp_path / "seen"
    with pytest.raises(DamagedFile):
        legacy_doc.load(path, program(tmp_path, f'printf "%s\\n" "$@" > {seen}'))
    arguments = seen.read_text(encoding="utf-8").splitlines()
    assert arguments[-1].endswith("/source.doc")
    assert not any("convert-to=" in argument for argument in arguments)


@needs_office
def test_an_old_word_file_is_read_with_its_numbers_and_notes(
    word_file: WordFile, tmp_path: Path
) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = "".join(
        f"<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r>{mark if at == 1 else ''}</w:p>"
        for at, text in enumerate(TEXTS)
    )
    source = word_file(
        body,
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        footnotes='<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>Note.</w:t></w:r></w:p></w:footnote>",
    )
    with_relations(source)
    subprocess.run(
        [
            shutil.which("soffice") or "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path / "old")),
            str(source),
        ],
        check=True,
        capture_output=True,
    )
    loaded = load(tmp_path / "old" / "file.doc", IngestSettings())
    lines = loaded.text.split("\n")
    assert [line for line in lines if line != "Note."] == [
        f"{at}. {text}" for at, text in enumerate(TEXTS, start=1)
    ]
    assert lines[2] == "Note."
    assert "converted from .doc by LibreOffice" in loaded.warnings


def with_relations(path: Path) -> None:
    """Add the list of parts that other programs need to find notes and numbers."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="{name}" Type="{kind}/{name}" Target="{name}.xml"/>'
        for name in ("numbering", "footnotes")
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>",
        )
