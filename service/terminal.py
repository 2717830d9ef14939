"""An Answer as text for a terminal.

Words of documents are data: control characters are taken out of them, so that no document can
move the cursor or change colours. Symbols are isolated (U+2068, U+2069), so that Arabic around
them does not reorder "CWS/13/9 Rev.".
"""

from __future__ import annotations

import textwrap

from ingest.types import Language
from ingest.typography import clean
from service.messages import Messages, messages
from service.types import Answer, Citation, Retrieved

_ISOLATE, _POP = "\u2068", "\u2069"
_NEAREST = 3  # passages shown when there is no answer
_EXCERPT = 240  # characters of each


def render_answer(answer: Answer, width: int = 88) -> str:
    """Return ``answer`` with its numbered citations, lines at most ``width`` cells wide."""
    texts = messages(answer.language)
    lines = [_wrapped(line, width) for line in answer.answer.splitlines()]
    if answer.citations:
        lines += ["", texts.labels["sources"]]
        lines += [_citation(citation, texts, width) for citation in answer.citations]
    if answer.abstained and answer.retrieved:
        lines += ["", texts.labels["nearest"]]
        lines += [_nearest(each, texts, width) for each in answer.retrieved[:_NEAREST]]
    return "\n".join([*lines, "", _searched(answer, texts)])


def plain(text: str) -> str:
    """Return ``text`` on one line, without anything that a terminal would obey."""
    return " ".join(clean(text).split())


def isolated(text: str) -> str:
    """Return ``text`` so that its direction does not depend on what stands around it."""
    return f"{_ISOLATE}{plain(text)}{_POP}"


def _citation(citation: Citation, texts: Messages, width: int) -> str:
    symbol = f"{citation.symbol} {citation.version}" if citation.version else citation.symbol
    place = [isolated(symbol)]
    if citation.annex is not None:
        label = texts.labels["annex" if citation.annex else "only_annex"]
        place.append(label.format(number=isolated(citation.annex)))
    if citation.paragraph:
        place.append(texts.labels["paragraph"].format(number=isolated(citation.paragraph)))
    elif citation.section:
        place.append(plain(citation.section[-1]))
    if citation.page:
        place.append(texts.labels["page"].format(number=citation.page))
    place.append(f"{citation.language} · {texts.status[citation.status]}")
    head = f"[{citation.n}] {_comma(texts.language).join(place)}"
    lines = [head, _wrapped(f"“{plain(citation.quote)}”", width, "    ")]
    if citation.parallel:
        languages = ", ".join(sorted(citation.parallel))
        lines.append("    " + texts.labels["also_in"].format(languages=languages))
    return "\n".join(lines)


def _comma(language: Language) -> str:
    return {"ar": "، ", "zh": "，"}.get(language, ", ")


def _nearest(passage: Retrieved, texts: Messages, width: int) -> str:
    words = plain(passage.text)
    excerpt = words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rstrip()}…"
    head = f"- {isolated(passage.key)} ({passage.language} · {texts.status[passage.status]})"
    return f"{head}\n{_wrapped(excerpt, width, '    ')}"


def _searched(answer: Answer, texts: Messages) -> str:
    searched = answer.searched
    return texts.labels["searched"].format(
        passages=searched.passages,
        documents=searched.documents,
        languages=", ".join(searched.languages),
        milliseconds=round(answer.timings_ms["total"]),
    )


def _wrapped(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(
        plain(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
