"""How well cited sentences support what a model words.

Two things are measured: which share of the words of a claim its sources hold (in one language),
and how near they are in meaning by the token vectors of the embedder (in any). The levels were
fitted on paraphrases of the sample corpus (``evaluation/faults/lying_models/dev.toml``). They keep
out what is about something else; that a verb was invented about the right thing is seen by a
cross-encoder at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.analysis import query_terms
from service.checks.basis import Basis

Likeness = Callable[[str, Sequence[str]], Sequence[float]]
Scores = Callable[[str, Sequence[str]], Iterable[float]]
"""Of a cross-encoder: how well each text answers a sentence, in [0, 1]."""

MEANT = 0.45  # likeness below which a source is about something else
MEANT_ABROAD = 0.34  # the same, where a source is in another language
HELD = 0.35  # share of the words of a claim that its sources hold in the same language
READ = 0.50  # what a cross-encoder must give


@dataclass(frozen=True)
class Support:
    """What measures support: either may be missing, and without both nothing is refused."""

    likeness: Likeness | None = None
    scores: Scores | None = None

    def holds(self, text: str, basis: Basis) -> bool:
        """Say whether the passages support a sentence."""
        if self.scores is not None:
            read = list(self.scores(text, [t.text for t in basis.texts]))
            if max(read, default=0.0) < READ:
                return False
        meant, held = self.measure(text, basis)
        if meant is not None and meant < (MEANT_ABROAD if basis.is_foreign else MEANT):
            return False
        return held is None or held >= HELD

    def measure(self, text: str, basis: Basis) -> tuple[float | None, float | None]:
        """Return the likeness of the best sentence, and the share of words that are held."""
        texts = [*basis.sentences, *(t.text for t in basis.texts)]
        likes = list(self.likeness(text, texts)) if self.likeness else []
        return max(likes) if likes else None, self._held(text, basis)

    def _held(self, text: str, basis: Basis) -> float | None:
        language = basis.language
        if language is None or basis.is_foreign:
            return None
        terms = query_terms(text, language)
        total = sum(term.weight for term in terms)
        held = sum(term.weight for term in terms if basis.has(term.text, 1))
        return held / total if total else None
