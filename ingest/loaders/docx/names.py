"""XML names of WordprocessingML, in lxml's notation."""

from __future__ import annotations

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

W = f"{{{WORD}}}"
M = f"{{{MATH}}}"
MC = f"{{{COMPATIBILITY}}}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# "Strict" files use other names for the same things; they are renamed when a part is read.
STRICT_NAMESPACES = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math",
)
TRANSITIONAL_NAMESPACES = (WORD.encode(), MATH.encode())

VAL = f"{W}val"
_OFF = {"0", "false", "off", "none"}


def value(element: etree._Element | None, path: str) -> str | None:
    """Return the ``w:val`` of the child at ``path`` ("w:" is implied), or None."""
    if element is None:
        return None
    child = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if child is None else child.get(VAL)


def number(element: etree._Element | None, path: str) -> int | None:
    """Return ``value`` as a whole number, or None where it is missing or is none."""
    return as_number(value(element, path))


def as_number(text: str | None) -> int | None:
    """Return ``text`` as a whole number of at most nine digits, or None."""
    if text is None or len(text) > 10:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def toggle(element: etree._Element | None, name: str) -> bool | None:
    """Return whether the on/off property ``name`` is on, or None where nothing is said."""
    if element is None:
        return None
    child = element.find(f"{W}{name}")
    if child is None:
        return None
    return child.get(VAL, "true").lower() not in _OFF
