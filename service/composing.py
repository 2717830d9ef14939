"""The text of an answer: statements with their markers, and our own words around them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.types import Language
from service.messages import messages
from service.types import Citation, Draft, Refusal, Statement


def answer_text(
    outcome: Draft | Refusal,
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    language: Language,
) -> str:
    """Return the text of an answer in ``language``, each statement followed by its markers.

    Words of a document in another language are announced once, before the first of them.
    """
    if isinstance(outcome, Refusal):
        return " ".join([outcome.message, *(_marker(c.n) for c in citations)])
    texts = messages(language)
    told_in = {citation.n: citation.language for citation in citations}
    lines = [outcome.note] if outcome.note else []
    before = language
    for statement in statements:
        # What a model worded is in the reader's language, whatever it rests on.
        spoken = outcome.worded or told_in[statement.citations[0]]
        if spoken != before and spoken != language:
            lines.append(texts.lead_in[spoken])
        before = spoken
        markers = " ".join(_marker(n) for n in statement.citations)
        lines.append(f"{statement.text} {markers}")
    drafts = {c.version for c in citations if c.version and c.version.startswith("Prov")}
    lines += [texts.notes["provisional"].format(version=version) for version in sorted(drafts)]
    return ("\n" if outcome.as_list else " ").join(lines)


def _marker(n: int) -> str:
    return f"[{n}]"
