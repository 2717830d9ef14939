"""A summary as a Word file: real footnotes, marked as a draft, with the data to check it again.

Written with lxml: no library that is kept up writes footnotes. The same summary and template give
the same bytes.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from ingest.errors import IngestError
from service.errors import BadTemplate
from service.export_docx.body import Body
from service.export_docx.data import CitedWords, DraftData, sha256_of, to_xml
from service.export_docx.names import (
    BODY,
    DATA,
    DOCUMENT,
    DRAFT_NS,
    FOOTNOTE_REFERENCE,
    FOOTNOTE_TEXT,
    HEADING,
    HYPERLINK,
    MARK,
    NOTE,
    SHIPPED,
    SOURCE,
    TITLE,
    W,
)
from service.export_docx.notes import Notes
from service.export_docx.package import Parts
from service.export_docx.properties import add_properties
from service.summaries.types import Summary

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_NAMED = {name.lower() for name in (TITLE, HEADING, BODY, NOTE, SOURCE, MARK, FOOTNOTE_TEXT)}
_NAMED |= {name.lower() for name in (FOOTNOTE_REFERENCE, HYPERLINK)}
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def to_docx(summary: Summary, *, template: Path | None = None, base_url: str = "") -> bytes:
    """Return ``summary`` as a Word file.

    ``template`` is a DOCX or DOTX whose styles and page are used instead of the shipped ones;
    ``base_url`` is where the reader is served, so that footnotes link to the paragraph.

    Raises:
        BadTemplate: if the template cannot be used.
    """
    source = template or SHIPPED
    parts = Parts(source)
    try:
        styles = _complete(parts)
        body = Body(parts, styles, summary)
        body.write(Notes(parts, styles, summary.language, base_url))
        data = _data(summary, body)
        _embed(parts, data)
        add_properties(parts, data)
    except IngestError as error:  # a part that is read only now
        raise BadTemplate(f"{source}: {error}") from error
    return parts.to_bytes()


def _complete(parts: Parts) -> dict[str, str]:
    """Return the ids of all styles by name; those that a template lacks are added to it."""
    if not parts.has("word/styles.xml"):
        root = etree.Element(f"{W}styles")
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
        parts.put("word/styles.xml", root, kind)
        parts.relate(DOCUMENT, "styles", "styles.xml")
    known = parts.style_ids()
    missing = _NAMED - known.keys()
    if not missing:
        return known
    taken = set(known.values())
    for style in Parts(SHIPPED).tree("word/styles.xml").iterfind(f"{W}style"):
        name = style.find(f"{W}name")
        if name is None or name.get(f"{W}val", "").lower() not in missing:
            continue
        added = deepcopy(style)
        for inherited in (*added.iterfind(f"{W}basedOn"), *added.iterfind(f"{W}next")):
            added.remove(inherited)
        for numbered in added.findall(f"{W}pPr/{W}numPr"):
            numbered.getparent().remove(numbered)  # type: ignore[union-attr]
        while added.get(f"{W}styleId") in taken:
            added.set(f"{W}styleId", f"{added.get(f'{W}styleId')}Draft")
        parts.tree("word/styles.xml").append(added)
    return parts.style_ids()


def _data(summary: Summary, body: Body) -> DraftData:
    hashes = {(source.key, source.language): source.sha256 for source in summary.sources}
    return DraftData(
        subject=summary.subject,
        title=summary.title,
        language=summary.language,
        mode=summary.mode,
        made_at=summary.made_at,
        generation=summary.searched.generation,
        searched=asdict(summary.searched),
        sources=tuple(asdict(source) for source in summary.sources),
        furniture=tuple(body.furniture),
        citations=tuple(
            CitedWords(
                n=each.n,
                key=each.key,
                language=each.language,
                symbol=each.symbol,
                version=each.version,
                paragraph=each.paragraph,
                annex=each.annex,
                page=each.page,
                status=each.status,
                url=each.url,
                href=each.href,
                quote=each.quote,
                quote_sha256=sha256_of(each.quote),
                source_sha256=hashes.get((each.key.partition("#")[0], each.language)),
            )
            for each in summary.citations
        ),
        statements=tuple(body.statements),
    )


def _embed(parts: Parts, data: DraftData) -> None:
    """Put the data into the first free place for custom XML."""
    number = 1
    while parts.has(DATA.replace("1", str(number))):
        number += 1
    name = DATA.replace("1", str(number))
    parts.put(name, to_xml(data))
    parts.relate(DOCUMENT, "customXml", f"../{name}")
    props = etree.Element(f"{{{_DATASTORE}}}datastoreItem", nsmap={"ds": _DATASTORE})
    props.set(f"{{{_DATASTORE}}}itemID", f"{{{str(uuid5(NAMESPACE_URL, DRAFT_NS)).upper()}}}")
    references = etree.SubElement(props, f"{{{_DATASTORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_DATASTORE}}}schemaRef").set(f"{{{_DATASTORE}}}uri", DRAFT_NS)
    parts.put(
        name.replace("item", "itemProps"),
        props,
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    parts.relate(name, "customXmlProps", name.replace("customXml/item", "itemProps"))
