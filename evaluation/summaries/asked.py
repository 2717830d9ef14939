"""The ten summaries that are made and checked: six languages, all four kinds, two corpora.

Documents of the seeds without a symbol in their text are named by their file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.catalogue import Catalogue
from ingest.types import LANGUAGES
from service.summaries.types import SummaryRequest

_ITEMS = 12

Corpus = Literal["sample", "seeds"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One summary: over which documents, and what of."""

    corpus: Corpus
    request: SummaryRequest

    @property
    def name(self) -> str:
        """What it is of, in a few words, as a file may be named."""
        request = self.request
        kind = "topic" if request.topic else "meeting" if request.meeting else "document"
        named = request.topic or request.meeting or request.symbol or ""
        item = f" item {request.agenda_item}" if request.agenda_item else ""
        plain = "".join(c if c.isalnum() else "-" for c in f"{named}{item}")
        return f"{self.corpus}-{kind}-{plain}-{request.language}"


ASKED = (
    Asked("sample", SummaryRequest(meeting="CDIP/89", language="en")),
    Asked("sample", SummaryRequest(meeting="CWS/89", language="ar")),
    Asked("sample", SummaryRequest(meeting="CDIP/90", language="es")),
    Asked("sample", SummaryRequest(meeting="CDIP/89", agenda_item="6", language="zh")),
    Asked("sample", SummaryRequest(topic="الترجمة الآلية", language="ar")),
    Asked("sample", SummaryRequest(symbol="C. WILD 9", language="ru")),
    Asked("seeds", SummaryRequest(symbol="002_ea4467e61e134c61", language="fr")),
    Asked("seeds", SummaryRequest(symbol="003_76007d4753a8bb27", language="en")),
    Asked("seeds", SummaryRequest(symbol="000_dca6dd8ca916b80a", language="es")),
    Asked("seeds", SummaryRequest(topic="intelligence artificielle", language="fr")),
)


def everything(catalogue: Catalogue) -> Iterator[SummaryRequest]:
    """Yield every document, every meeting and its first items, each in the six languages."""
    current = [entry for entry in catalogue.documents if entry.in_force]
    symbols = sorted({entry.key for entry in current})
    meetings = sorted({f"{e.body}/{e.session}" for e in current if e.body and e.session})
    for language in LANGUAGES:
        for symbol in symbols:
            yield SummaryRequest(symbol=symbol, language=language)
        for meeting in meetings:
            yield SummaryRequest(meeting=meeting, language=language)
            for item in range(1, _ITEMS + 1):
                yield SummaryRequest(meeting=meeting, agenda_item=str(item), language=language)
