"""Names of Word's XML and of our own part in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SHIPPED: Final = Path(__file__).resolve().parent.parent / "templates" / "draft.docx"
"""The template that is used where no other is set; ``service.templates.build`` makes it."""

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
XML_NS: Final = "http://www.w3.org/XML/1998/namespace"
DRAFT_NS: Final = "urn:wipo-rag:draft:1"

W: Final = f"{{{W_NS}}}"
R: Final = f"{{{R_NS}}}"

DOCUMENT: Final = "word/document.xml"
FOOTNOTES: Final = "word/footnotes.xml"
TYPES: Final = "[Content_Types].xml"
PACKAGE_RELS: Final = "_rels/.rels"
DATA: Final = "customXml/item1.xml"

# Names of styles, not their ids: word processors write ids anew.
TITLE: Final = "Title"
HEADING: Final = "heading 1"
BODY: Final = "Draft statement"
NOTE: Final = "Draft note"  # what we say about the draft itself
SOURCE: Final = "Draft source"
MARK: Final = "Draft mark"  # the header
FOOTNOTE_TEXT: Final = "footnote text"
FOOTNOTE_REFERENCE: Final = "footnote reference"
HYPERLINK: Final = "Hyperlink"
