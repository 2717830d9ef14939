"""A document made of invented paragraphs, as the extractors see it."""

import pytest

from ingest.records.outcomes import extract_outcomes
from ingest.records.proofs import Source
from ingest.status import status_of
from ingest.types import Block, BlockKind, Document, Passage, Span


@pytest.fixture
def read():
    """Return the outcomes of paragraphs; a paragraph is a text, or a lead-in and its items."""

    def read(language, *paragraphs, kind="working_document", body=None, session=None):
        text, blocks, cuts = "", [], []
        for number, paragraph in enumerate(paragraphs, 1):
            begin = len(text)
            pieces = (paragraph,) if isinstance(paragraph, str) else paragraph
            for place, piece in enumerate(pieces):
                label = piece.split(")")[0].strip("(") if place else None
                span = Span(len(text), len(text) + len(piece))
                sort = BlockKind.ITEM if place else BlockKind.PARAGRAPH
                blocks.append(Block(kind=sort, spans=(span,), label=label, locator=f"p{number}"))
                text += f"{piece}\n"
            cuts.append(Span(begin, len(text) - 1))
        document = Document(
            key="X/1/2", symbol="X/1/2", version=None, language=language, title="", body=body,
            session=session, date=None, kind=kind, source="x", url=None, meeting_id=None,
            doc_id=None, sha256="", format="text", pages=None, text=text,
        )  # fmt: skip
        passages = []
        for order, span in enumerate(cuts):
            locator = f"p{order + 1}"
            first = next(block for block in blocks if block.locator == locator)
            words = text[span.start : span.end]
            passages.append(
                Passage(
                    key=f"X/1/2#{locator}", document="X/1/2", language=language, locator=locator,
                    text=words, spans=(span,), kind=BlockKind.PARAGRAPH, order=order,
                    status=status_of(document, first, locator, words), paragraph=str(order + 1),
                )
            )  # fmt: skip
        return extract_outcomes(Source(document, tuple(blocks), tuple(passages)))

    return read
