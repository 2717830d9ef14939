"""How a footnote names its source: symbol, version, place and page, as UN documents do."""

from __future__ import annotations

import re

from ingest.types import Language
from service.export_docx.texts import DraftTexts, draft_texts
from service.messages import messages
from service.types import Citation

LONGEST_QUOTE = 400  # characters; the whole quote is kept in the data of the draft
ELLIPSIS = " […] "
_KEPT = (LONGEST_QUOTE - len(ELLIPSIS)) // 2
_TABLE_ROW = re.compile(r"t(\d+)/r(\d+)\Z")
_RECOMMENDATION = re.compile(r"(?:\A|/)rec-(\d+)(?:/(\w+))?\Z")
_FOOTNOTE = re.compile(r"(?:\A|/)fn(\w+)\Z")
_SECTION = re.compile(r"(?:\A|/)sec-([\d.]+)")


def document_name(citation: Citation) -> str:
    """Return symbol and version."""
    return f"{citation.symbol} {citation.version}" if citation.version else citation.symbol


def place_of(citation: Citation, language: Language) -> str:
    """Return where in its document a citation stands, in words of ``language``; "" if unknown."""
    labels, texts = messages(language).labels, draft_texts(language)
    parts = []
    if citation.annex is not None:
        name = "annex" if citation.annex else "only_annex"
        parts.append(labels[name].format(number=citation.annex))
    parts.append(_inside(citation, labels["paragraph"], texts))
    if citation.page is not None:
        parts.append(labels["page"].format(number=citation.page))
    if citation.language != language:
        parts.append(texts.in_language[citation.language])
    return texts.place["join"].join(filter(None, parts))


def _inside(citation: Citation, paragraph: str, texts: DraftTexts) -> str:
    """Return the paragraph or, where nothing is numbered, what else names the place."""
    locator = citation.key.partition("#")[2]
    if found := _RECOMMENDATION.search(locator):
        name = "action" if found[2] else "recommendation"
        return texts.place[name].format(number=found[1], letter=found[2])
    if found := _TABLE_ROW.search(locator):
        return texts.place["row"].format(table=found[1], row=found[2])
    if found := _FOOTNOTE.search(locator):
        return texts.place["footnote"].format(number=found[1])
    if citation.paragraph is not None:
        return paragraph.format(number=citation.paragraph)
    if found := _SECTION.search(locator):
        return texts.place["section"].format(number=found[1])
    if citation.section:
        return texts.place["under"].format(heading=" ".join(citation.section[-1].split()))
    return ""


def shortened(quote: str) -> str:
    """Return a quote on one line; of a long one its two ends, with a marked ellipsis."""
    line = " ".join(quote.split())
    if len(line) <= LONGEST_QUOTE:
        return line
    return f"{_whole_words(line[:_KEPT], line[_KEPT])}{ELLIPSIS}{_last_words(line)}"


def _whole_words(front: str, following: str) -> str:
    if following == " " or " " not in front[-40:]:
        return front.rstrip()
    return front[: front.rindex(" ")]


def _last_words(line: str) -> str:
    back = line[-_KEPT:]
    if line[-_KEPT - 1] == " " or " " not in back[:40]:
        return back.lstrip()
    return back[back.index(" ") + 1 :]
