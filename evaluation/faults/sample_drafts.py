"""Summaries of the sample corpus, put together by hand: what drafts are made of in tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from index.types import Searched
from ingest.types import Document, Language, Passage
from service.library import Library
from service.sentences import sentences_of, tell, unnumbered
from service.summaries.types import SourceFile, Summary, SummarySection
from service.to_json import place
from service.types import Citation, Statement

REPORT = "CDIP/89/10"
OUTCOMES = "CWS/90/9"
PROPOSAL = "CDIP/90/6"
REVIEW = "SCP/90/INF/2"

Chosen = Mapping[str, Sequence[str]]
"""Passage keys by name of the section."""

SECTIONS: Chosen = {
    "decisions": tuple(f"{REPORT}#p{n}" for n in (6, 8, 16, 20, 25)),
    "positions": tuple(f"{REPORT}#p{n}" for n in (10, 11, 14)),
    "invitations": (f"{OUTCOMES}#p17", f"{PROPOSAL}#p3"),
    "facts": (
        *(f"{REPORT}#p{n}" for n in (15, 27)),
        *(f"{OUTCOMES}#p{n}" for n in (3, 7, 8, 15, 16)),
        *(f"{REVIEW}#p{n}" for n in (4, 6, 8, 9)),
    ),
}

# Headings as a summary has them.
HEADINGS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "title": "Summary of the sample meetings",
        "decisions": "Decisions",
        "positions": "Positions of delegations",
        "invitations": "Points for decision",
        "facts": "Figures and dates",
    },
    "ar": {
        "title": "ملخص الاجتماعات النموذجية",
        "decisions": "القرارات",
        "positions": "مواقف الوفود",
        "invitations": "نقاط معروضة لاتخاذ قرار",
        "facts": "أرقام وتواريخ",
    },
    "es": {
        "title": "Resumen de las reuniones de muestra",
        "decisions": "Decisiones",
        "positions": "Posiciones de las delegaciones",
        "invitations": "Puntos para decisión",
        "facts": "Cifras y fechas",
    },
    "fr": {
        "title": "Résumé des réunions d’exemple",
        "decisions": "Décisions",
        "positions": "Positions des délégations",
        "invitations": "Points appelant une décision",
        "facts": "Chiffres et dates",
    },
    "ru": {
        "title": "Резюме примерных заседаний",
        "decisions": "Решения",
        "positions": "Позиции делегаций",
        "invitations": "Пункты для принятия решения",
        "facts": "Цифры и даты",
    },
    "zh": {
        "title": "样本会议摘要",
        "decisions": "决定",
        "positions": "各代表团的立场",
        "invitations": "有待决定的事项",
        "facts": "数字和日期",
    },
}


def sample_summary(
    library: Library,
    language: Language,
    chosen: Chosen = SECTIONS,
    *,
    told: Callable[[str], str] = tell,
) -> Summary:
    """Return a summary whose statements are passages of the sample corpus, as they are told.

    Each sentence of a passage is a citation of its own, so that statements have several.
    """
    citations: list[Citation] = []
    sources: dict[str, SourceFile] = {}
    sections = []
    names = HEADINGS[language]
    for name, keys in chosen.items():
        statements = []
        for key in keys:
            passage = library.passage(key, language)
            document = library.document(key.partition("#")[0], language)
            if passage is None or document is None:
                raise LookupError(f"{key} ({language}) is not held")
            sources.setdefault(document.key, _source(document))
            made = _cite(passage, document, len(citations))
            citations.extend(made)
            text = told(unnumbered(passage))
            statements.append(Statement(text, tuple(each.n for each in made)))
        sections.append(SummarySection(name, names[name], tuple(statements)))
    return Summary(
        title=names["title"],
        subject=REPORT,
        language=language,
        mode="extractive",
        reason=None,
        sections=tuple(sections),
        citations=tuple(citations),
        sources=tuple(sources.values()),
        searched=Searched(54, 1566, (language,), "000001"),
        made_at="2031-06-30T09:00:00Z",
    )


def _source(document: Document) -> SourceFile:
    return SourceFile(
        key=document.key,
        language=document.language,
        title=document.title,
        source=document.source,
        sha256=document.sha256,
        url=document.url,
    )


def _cite(passage: Passage, document: Document, count: int) -> list[Citation]:
    sentences = sentences_of(passage)
    whole = any(sentence.item for sentence in sentences)  # a list is quoted as a whole
    quotes = [unnumbered(passage)] if whole else [s.text for s in sentences]
    return [
        Citation(n=count + number, quote=quote, score=1.0, parallel={}, **place(passage, document))
        for number, quote in enumerate(quotes, 1)
    ]
