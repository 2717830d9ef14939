"""What the child sends is what the parent gets."""

import pytest

from ingest.codec import decode, encode
from ingest.types import (
    Block,
    BlockKind,
    Cell,
    Document,
    NoteRef,
    Parsed,
    Passage,
    Rejection,
    Span,
    Status,
)

TEXT = "الفقرة 1 – 第1段 “é”"
PARSED = Parsed(
    Document(
        key="CWS/90/4 Rev.",
        symbol="CWS/90/4",
        version="Rev.",
        language="ar",
        title="عنوان",
        body="CWS",
        session="90",
        date="2031-03-14",
        kind="report",
        source="a.docx",
        url=None,
        meeting_id="1",
        doc_id=None,
        sha256="00",
        format="docx",
        pages=None,
        text=TEXT,
        warnings=("one",),
    ),
    (
        Block(
            BlockKind.ROW,
            (Span(0, 4),),
            section=("A", "B"),
            cells=(Cell((Span(0, 2), Span(2, 4)), 0, 2), Cell((), 2)),
            context=("Column",),
            locator="t1/r1",
            notes=(NoteRef(2, "fn1"),),
        ),
    ),
    (
        Passage(
            key="CWS/90/4 Rev.#t1/r1",
            document="CWS/90/4 Rev.",
            language="ar",
            locator="t1/r1",
            text=TEXT[:4],
            spans=(Span(0, 4),),
            status=Status.DELEGATION,
            kind=BlockKind.ROW,
            order=0,
            section=("A",),
            context=("عنوان",),
        ),
    ),
)


def test_a_document_comes_back_equal():
    assert decode(encode(PARSED)) == PARSED


def test_a_rejection_comes_back_equal():
    rejection = Rejection("a.pdf", "damaged", "the file ends early")
    assert decode(encode(rejection)) == rejection


@pytest.mark.parametrize("data", [b"", b"[]", b'{"document": {}}', b"\xff"])
def test_other_data_is_refused(data):
    with pytest.raises((ValueError, KeyError, TypeError)):
        decode(data)
