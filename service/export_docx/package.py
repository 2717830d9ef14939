"""The zip file of a draft: the parts of a template with ours put in, always the same bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from pathlib import Path
from typing import Final

from lxml import etree

from config.settings import IngestSettings
from ingest.errors import IngestError
from ingest.loaders.docx.package import check_zip, parse_part
from service.errors import BadTemplate
from service.export_docx.names import (
    DOCUMENT,
    PACKAGE_RELS,
    RELS_NS,
    TYPES,
    TYPES_NS,
    W,
)

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE: Final = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_WORDML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT_TYPE: Final = f"{_WORDML}document.main+xml"


class Parts:
    """The parts of a Word file by name; XML parts are read when asked for."""

    def __init__(self, path: Path) -> None:
        """Read a template.

        Raises:
            BadTemplate: if it is no Word file, or a damaged or dangerous one.
        """
        try:
            with check_zip(path, IngestSettings()) as archive:
                self._parts = {name: archive.read(name) for name in archive.namelist()}
            self._trees: dict[str, etree._Element] = {}
            types = self.tree(TYPES)
            self.tree(DOCUMENT)
        except (IngestError, KeyError, OSError, zipfile.BadZipFile) as error:
            raise BadTemplate(f"{path}: {error}") from error
        for override in types.iterfind(f"{{{TYPES_NS}}}Override"):
            if override.get("PartName") == f"/{DOCUMENT}":
                override.set("ContentType", _DOCUMENT_TYPE)  # a .dotx becomes a document

    def has(self, name: str) -> bool:
        """Say whether there is such a part."""
        return name in self._parts

    def tree(self, name: str) -> etree._Element:
        """Return the root of an XML part, to be changed in place.

        Raises KeyError if there is no such part.
        """
        if name not in self._trees:
            self._trees[name] = parse_part(self._parts[name], name)
        return self._trees[name]

    def put(
        self,
        name: str,
        content: etree._Element | bytes,
        content_type: str | None = None,
    ) -> None:
        """Add or replace a part, and say of what type it is."""
        self._trees.pop(name, None)
        if isinstance(content, bytes):
            self._parts[name] = content
        else:
            self._parts[name] = b""
            self._trees[name] = content
        if content_type is None:
            return
        types = self.tree(TYPES)
        for known in types.findall(f"{{{TYPES_NS}}}Override"):
            if known.get("PartName") == f"/{name}":
                types.remove(known)
        override = etree.SubElement(types, f"{{{TYPES_NS}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a new relationship of ``part`` ("": of the package).

        Of another part of one of these kinds there can be only one: the old one goes.
        """
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/") if part else PACKAGE_RELS
        if not self.has(rels):
            self.put(rels, etree.fromstring(f'<Relationships xmlns="{RELS_NS}"/>'))
        root = self.tree(rels)
        full = _CORE if kind == "core-properties" else f"{_OFFICE}{kind}"
        if kind in ("footnotes", "core-properties", "custom-properties"):
            for old in root.findall(f"{{{RELS_NS}}}Relationship"):
                if old.get("Type") == full:
                    root.remove(old)
        made = etree.SubElement(root, f"{{{RELS_NS}}}Relationship")
        taken = {each.get("Id") for each in root}
        number = len(root)
        while f"rId{number}" in taken:
            number += 1
        made.set("Id", f"rId{number}")
        made.set("Type", full)
        made.set("Target", target)
        if external:
            made.set("TargetMode", "External")
        return f"rId{number}"

    def target(self, part: str, name: str) -> str | None:
        """Return the part that a relationship of ``part`` points to; None if there is none."""
        folder, _, base = part.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels"
        for each in self.tree(rels) if self.has(rels) else ():
            if each.get("Id") == name:
                found = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
                return found.lstrip("/") if self.has(found.lstrip("/")) else None
        return None

    def style_ids(self) -> dict[str, str]:
        """Return the ids of the styles by their names in lower case."""
        found = {}
        for style in self.tree("word/styles.xml").iterfind(f"{W}style"):
            name = style.find(f"{W}name")
            if name is not None:
                found[name.get(f"{W}val", "").lower()] = style.get(f"{W}styleId", "")
        return found

    def to_bytes(self) -> bytes:
        """Return the file: parts in a fixed order, without the time of making."""
        for name, tree in self._trees.items():
            self._parts[name] = etree.tostring(
                tree, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        buffer = io.BytesIO()
        first = [TYPES, PACKAGE_RELS]
        names = first + sorted(name for name in self._parts if name not in first)
        with zipfile.ZipFile(buffer, "w") as archive:
            for name in names:
                if name.endswith("/"):
                    continue
                entry = zipfile.ZipInfo(name, _DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, self._parts[name], compresslevel=6)
        return buffer.getvalue()
