"""Small real Word files, written part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
PARTS = ("numbering", "styles", "footnotes", "endnotes", "settings")

WordFile = Callable[..., Path]


@pytest.fixture
def word_file(tmp_path: Path) -> WordFile:
    """Return a function that writes a .docx from the inside of its parts."""

    def write(body: str, *, main_type: str = MAIN_TYPE, core: str = "", **parts: str) -> Path:
        path = tmp_path / "file.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "[Content_Types].xml",
                f'<Types xmlns="{PACKAGE}/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
            )
            archive.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r"'
                f' Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            )
            archive.writestr(
                "word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
            )
            for name, inside in parts.items():
                assert name in PARTS
                archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{inside}</w:{name}>")
            if core:
                archive.writestr(
                    "docProps/core.xml",
                    f'<p:coreProperties xmlns:p="{PACKAGE}/metadata/core-properties"'
                    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
                    f' xmlns:dcterms="http://purl.org/dc/terms/">{core}</p:coreProperties>',
                )
        return path

    return write
