"""Properties of a draft that a word processor shows, and keeps when it saves the file anew."""

from __future__ import annotations

from typing import Final

from lxml import etree

from service.export_docx.data import DraftData
from service.export_docx.package import Parts
from service.export_docx.texts import draft_texts

_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_TERMS: Final = "http://purl.org/dc/terms/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
CUSTOM_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of all properties that users define


def add_properties(parts: Parts, data: DraftData) -> None:
    """Put title, date and the mark of a draft into the file."""
    parts.put(
        "docProps/core.xml",
        _core(data),
        "application/vnd.openxmlformats-package.core-properties+xml",
    )
    parts.relate("", "core-properties", "docProps/core.xml")
    parts.put(
        "docProps/custom.xml",
        _custom(data),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    )
    parts.relate("", "custom-properties", "docProps/custom.xml")


def _core(data: DraftData) -> etree._Element:
    names = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=names)
    for name, value in (
        (f"{{{_DC}}}title", data.title),
        (f"{{{_DC}}}subject", data.subject),
        (f"{{{_DC}}}creator", "wipo-rag"),
        (f"{{{_DC}}}description", draft_texts(data.language).mark),
        (f"{{{_DC}}}language", data.language),
        (f"{{{_CORE}}}contentStatus", "Draft"),
    ):
        etree.SubElement(root, name).text = _printable(value)
    if data.made_at:
        created = etree.SubElement(root, f"{{{_TERMS}}}created")
        created.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        created.text = data.made_at
    return root


def _custom(data: DraftData) -> etree._Element:
    root = etree.fromstring(f'<Properties xmlns="{CUSTOM_NS}" xmlns:vt="{TYPES_NS}"/>')
    _add(root, "Draft", "bool", "true")
    _add(root, "Draft notice", "lpwstr", draft_texts(data.language).mark)
    return root


def _add(root: etree._Element, name: str, kind: str, value: str) -> None:
    made = etree.SubElement(root, f"{{{CUSTOM_NS}}}property")
    made.set("fmtid", _FORMAT)
    made.set("pid", str(len(root) + 1))
    made.set("name", name)
    etree.SubElement(made, f"{{{TYPES_NS}}}{kind}").text = _printable(value)


def _printable(text: str) -> str:
    return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe")
