from __future__ import annotations

import pytest

from ingest.errors import UnreadableText
from ingest.loaders.pdf.document import Writer
from ingest.loaders.pdf.flow import read_flow
from ingest.loaders.pdf.opening import open_pdf
from ingest.loaders.pdf.plain import read_plain

LONG = (
    "The Secretariat presented the document and recalled that the Committee had asked for a plan,"
)


def test_the_words_of_a_file_that_only_pypdf_opens_become_paragraphs(pdf):
    pdf.lines(70, 700, "1. " + LONG, "which is ready, and was glad to do so.")
    pdf.lines(70, 640, "2. It took note.")
    flow = read_flow(list(read_plain(open_pdf(pdf.save()))))
    assert Writer(flow).write(1, {}, ()).text.split("\n") == [
        "1. " + LONG + " which is ready, and was glad to do so.",
        "2. It took note.",
    ]


def test_refuses_arabic_that_pypdf_reads(pdf):
    pdf.rtl(525, 700, "عرضت الأمانة الوثيقة")
    with pytest.raises(UnreadableText):
        list(read_plain(open_pdf(pdf.save())))
