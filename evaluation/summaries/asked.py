"""The ten summaries that are made and checked: six languages, all four kinds, two corpora.

Documents of the seeds without a symbol in their text are named by their file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.summaries.types import SummaryRequest

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
