"""Finds the passages that answer a query, over all languages at once.

Each language is searched in itself, with words and with vectors; what its scores mean is set
against the other candidates of the same language, so that no language hides another; and the
versions of one paragraph vote for it. What the question names outright ("paragraph 45 of
CWS/11/28") comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

import numpy as np

from config.settings import SearchSettings, Settings
from index.embedders import build_embedder
from index.embedders.base import Embedder, TokenEmbedder, Tokens, TokenSequences
from index.errors import ModelMismatch
from index.fusion import Candidate, Paragraph, Sides, in_order, raised, top, vote
from index.generation import Generation, open_current
from index.lexical import LexicalQuery, analyse
from index.lookup import References, find_references
from index.named import Scope, at_places, named_passages
from index.part import Part
from index.reranking import Reranking, build_reranking, read_text
from index.selection import Selection, select, spelling
from index.translation import WordTranslator, expansion, nearest
from index.types import Filters, Hit, Query, Searched, SearchResult, Vector
from ingest.types import Document, Language, Passage

_LATE_SHARE = 0.8  # of late interaction, the rest is the cosine of the pooled vectors
_NAMED_DOCUMENT = 0.25  # added to passages of a document that the question names
_LOOKED_UP = 0.9  # passages that the question names outright have at least this score
_NAMED_CANDIDATES = 20  # taken from named documents, beside those taken from all
_NAMED_NUMBER = 0.6  # added for a paragraph number, in the document that fits the question best
_NAMED_ANNEX = 0.2  # added for passages of an annex that the question names
_RAISED = 100  # best paragraphs that are looked at for the annex they are in
_SELECTIONS_IN_MEMORY = 16


class Searcher:
    """Searches one generation; safe to use from several threads."""

    def __init__(
        self,
        generation: Generation,
        embedder: Embedder,
        settings: SearchSettings | None = None,
        reranking: Reranking | None = None,
    ) -> None:
        """Prepare to search.

        Raises:
            ModelMismatch: if the vectors of the generation are not those of ``embedder``.
        """
        made_by = (generation.manifest.embedder, generation.manifest.dim)
        if made_by != (embedder.name, embedder.dim):
            raise ModelMismatch(
                f"the vectors of generation {generation.name} were made by {made_by[0]!r}, the"
                f" settings name {embedder.name!r}: run wipo-rag ingest again, or change them"
            )
        self.generation = generation
        self._embedder = embedder
        self._settings = settings or SearchSettings()
        self._reranking = reranking
        # Asking an object whether it keeps a protocol takes longer than asking it a word.
        self._token_model = embedder if isinstance(embedder, TokenEmbedder) else None
        self._translator = embedder if isinstance(embedder, WordTranslator) else None
        self._selections = lru_cache(_SELECTIONS_IN_MEMORY)(self._select)

    def search(self, query: Query) -> SearchResult:
        """Return at most ``query.top_k`` hits, best first, and what they were searched in.

        Each paragraph is one hit, however many of its language versions were found; it is shown
        in the query's language where that version may be found, else in the best one. The same
        query on the same generation gives the same hits in the same order.
        """
        references = find_references(query.text)
        selections = self._selections(query.filters, references.symbols)
        scope = Scope(query, references, selections, self._named(selections, references))
        paragraphs = vote(self._placed(self._candidates(scope)))
        self._rerank(scope, paragraphs)
        self._raise_places(scope, paragraphs)
        self._look_up(scope, paragraphs)
        hits = self._hits(scope, in_order(paragraphs.values())[: query.top_k])
        return SearchResult(hits, self._searched(selections))

    def varied(self, settings: SearchSettings) -> Searcher:
        """Return a searcher of the same generation with other settings, and no cross-encoder."""
        return Searcher(self.generation, self._embedder, settings)

    def likeness(self, text: str, others: Sequence[str]) -> list[float]:
        """Return how much each of ``others`` says what ``text`` says, in any language, in [-1, 1].

        Only an embedder with token vectors is quick enough to be asked about every sentence of an
        answer; with another one the result is empty.
        """
        model = self._token_model
        if model is None or not others:
            return []
        laid = TokenSequences.of(model.tokens_of(others))
        found: list[float] = model.maxsim(model.token_ids(text), laid).tolist()
        return found

    def searched(self, filters: Filters) -> Searched:
        """Return what a query with these filters is searched in."""
        return self._searched(self._selections(filters, frozenset()))

    def _searched(self, selections: Mapping[Language, Selection]) -> Searched:
        passages = 0
        for language, selection in selections.items():
            part = self.generation.parts[language]
            allowed = part.allowed(selection)
            passages += len(part) if allowed is None else len(allowed)
        return Searched(
            documents=sum(len(selection.documents) for selection in selections.values()),
            passages=passages,
            languages=tuple(selections),
            generation=self.generation.name,
        )

    def _select(self, filters: Filters, symbols: frozenset[str]) -> dict[Language, Selection]:
        held = select(self.generation.catalogue.documents, filters, symbols)
        return {
            language: selection
            for language, selection in held.items()
            if language in self.generation.parts
        }

    def _named(
        self, selections: Mapping[Language, Selection], references: References
    ) -> dict[Language, frozenset[int]]:
        if not references.symbols:
            return {}
        named = {
            entry.id
            for entry in self.generation.catalogue.documents
            if {spelling(entry.key), spelling(entry.symbol)} & references.symbols
        }
        found = {language: held.documents & named for language, held in selections.items()}
        return {language: documents for language, documents in found.items() if documents}

    # --- candidates of each language ----------------------------------------------------------

    def _candidates(self, scope: Scope) -> list[Candidate]:
        raw = self._sides(scope)
        best_words = max((top(words) for words, _ in raw.values()), default=0.0)
        best_vectors = max((top(vectors) for _, vectors in raw.values()), default=0.0)
        return [
            candidate
            for language, (words, vectors) in raw.items()
            for candidate in self._fused(
                scope, language, Sides.of(words, vectors, best_words, best_vectors)
            )
        ]

    def _sides(self, scope: Scope) -> dict[Language, tuple[dict[int, float], dict[int, float]]]:
        text, count = scope.query.text, self._settings.candidates
        vector = self._embedder.encode_query(text)
        tokens = self._tokens(text)
        sides: dict[Language, tuple[dict[int, float], dict[int, float]]] = {}
        for language, selection in scope.selections.items():
            part = self.generation.parts[language]
            query = self._asked_in(language, scope.query)
            sides[language] = _search_part(part, query, vector, selection, count)
            if named := scope.named.get(language):
                narrow = Selection(named, selection.documents - named | selection.others)
                narrow = replace(narrow, statuses=selection.statuses)
                more = _search_part(part, query, vector, narrow, _NAMED_CANDIDATES)
                for side, added in zip(sides[language], more, strict=True):
                    side.update(added)
            if tokens is not None:
                self._interact(part, tokens, sides[language][1])
        return sides

    def _asked_in(self, language: Language, query: Query) -> LexicalQuery:
        """Return the query as terms of ``language``, translated if it is another."""
        text, own = query.text, query.language
        found = analyse(text, language).widened(expansion(text, own, language))
        if self._translator and self._settings.nearest_translation and language != own:
            found = found.widened(nearest(text, own, language, self._translator))
        return found

    def _tokens(self, text: str) -> Tokens | None:
        if self._settings.late_interaction and self._token_model is not None:
            return self._token_model.token_ids(text)
        return None

    def _interact(self, part: Part, tokens: Tokens, vectors: dict[int, float]) -> None:
        """Replace cosines by the blend of late interaction and cosine, in place."""
        if part.tokens is None or not vectors or self._token_model is None:
            return
        ids = sorted(vectors)
        late = part.tokens.scores(self._token_model, tokens, ids)
        for identifier, score in zip(ids, late.tolist(), strict=True):
            cosine = vectors[identifier]
            vectors[identifier] = _LATE_SHARE * score + (1 - _LATE_SHARE) * cosine

    def _fused(self, scope: Scope, language: Language, sides: Sides) -> list[Candidate]:
        part = self.generation.parts[language]
        ids = sorted(sides.words.keys() | sides.vectors.keys())
        words, vectors = sides.words, sides.vectors
        candidates = [
            Candidate(
                identifier,
                language,
                score,
                {"lexical": words.get(identifier, 0.0), "dense": vectors.get(identifier, 0.0)},
            )
            for identifier, score in zip(
                ids, sides.scores(ids, self._settings.lexical_weight), strict=True
            )
        ]
        if named := scope.named.get(language):
            for candidate, document in zip(candidates, part.documents(ids), strict=True):
                if document in named:
                    candidate.scores["lookup"] = _NAMED_DOCUMENT
                    candidate.score = raised(candidate.score, _NAMED_DOCUMENT)
        return candidates

    # --- one list -----------------------------------------------------------------------------

    def _placed(self, candidates: Iterable[Candidate]) -> Iterator[tuple[int, Candidate]]:
        for language, found in groupby(candidates, key=attrgetter("language")):
            group = list(found)
            places = self.generation.parts[language].keys([each.id for each in group])
            yield from zip(places, group, strict=True)

    def _rerank(self, scope: Scope, paragraphs: dict[int, Paragraph]) -> None:
        if self._reranking is None:
            return
        ranked = in_order(paragraphs.values())
        best = ranked[: self._reranking.top_n]
        texts = [read_text(passage, held.title) for passage, held in self._shown(scope, best)]
        self._reranking.apply(scope.query.text, best, texts)
        self._reranking.lower(ranked[len(best) :])

    def _look_up(self, scope: Scope, paragraphs: dict[int, Paragraph]) -> None:
        """Add the paragraphs that the question names outright, and put them before all others."""
        for place, candidate in self._placed(named_passages(self.generation, scope)):
            paragraph = paragraphs.setdefault(place, Paragraph(place, [candidate]))
            paragraph.looked_up = True
        if not any(paragraph.looked_up for paragraph in paragraphs.values()):
            return
        for paragraph in paragraphs.values():
            paragraph.score *= 1 - _LOOKED_UP if paragraph.looked_up else _LOOKED_UP
            if paragraph.looked_up:
                paragraph.score += _LOOKED_UP
                for candidate in paragraph.found:
                    candidate.scores["lookup"] = 1.0

    def _raise_places(self, scope: Scope, paragraphs: dict[int, Paragraph]) -> None:
        """Raise paragraphs by a number or annex that the question names without a document.

        The number is taken for one of the document that fits the question best, which only its
        other words tell; so it raises, and does not put before all others.
        """
        references, catalogue = scope.references, self.generation.catalogue
        if scope.named or not paragraphs or not (references.paragraphs or references.annexes):
            return
        ranked = in_order(paragraphs.values())[:_RAISED]
        best = catalogue.by_id(each.found[0].id for each in ranked)
        for paragraph in ranked:
            if best[paragraph.found[0].id].annex in references.annexes:
                paragraph.score = raised(paragraph.score, _NAMED_ANNEX)
        leading = best[ranked[0].found[0].id].document
        held = [entry for entry in catalogue.documents if entry.key == leading]
        numbered = (
            candidate
            for entry in held
            if references.paragraphs and entry.language in scope.selections
            for candidate in at_places(self.generation, scope, entry.language, [entry.id])
        )
        for place, candidate in self._placed(numbered):
            paragraph = paragraphs.setdefault(place, Paragraph(place, [candidate]))
            if candidate.language == paragraph.found[0].language:
                paragraph.score = raised(paragraph.score, _NAMED_NUMBER)

    def _hits(self, scope: Scope, ranked: Sequence[Paragraph]) -> tuple[Hit, ...]:
        shown = zip(ranked, self._shown(scope, ranked), strict=True)
        return tuple(
            Hit(
                passage=passage,
                document=document,
                score=round(min(1.0, max(0.0, paragraph.score)), 6),
                rank=rank,
                languages=tuple(candidate.language for candidate in paragraph.found),
                scores=paragraph.found[0].scores,
            )
            for rank, (paragraph, (passage, document)) in enumerate(shown, start=1)
        )

    def _shown(
        self, scope: Scope, ranked: Sequence[Paragraph]
    ) -> Iterator[tuple[Passage, Document]]:
        """Yield the version of each paragraph that a reader sees."""
        catalogue = self.generation.catalogue
        best = catalogue.by_id(paragraph.found[0].id for paragraph in ranked)
        # What was found in the language of the query is shown as it is.
        other = [
            each.found[0].id for each in ranked if each.found[0].language != scope.query.language
        ]
        asked = self._in_language_asked(scope, [best[identifier].key for identifier in other])
        for paragraph in ranked:
            passage = best[paragraph.found[0].id]
            passage = asked.get(passage.key, passage)
            document = catalogue.document(passage.document, passage.language)
            assert document is not None  # noqa: S101 - a passage refers to its document
            yield passage, document

    def _in_language_asked(self, scope: Scope, keys: Sequence[str]) -> dict[str, Passage]:
        language = scope.query.language
        selection = scope.selections.get(language)
        if selection is None or not keys:
            return {}
        part, catalogue = self.generation.parts[language], self.generation.catalogue
        ids = [
            each
            for each in catalogue.ids_of(keys, language).values()
            if part.holds(each, selection)
        ]
        return {passage.key: passage for passage in catalogue.by_id(ids).values()}


def _search_part(
    part: Part, query: LexicalQuery, vector: Vector, selection: Selection, count: int
) -> tuple[dict[int, float], dict[int, float]]:
    """Return raw scores by passage: of words, and of vectors for all that either side found."""
    ids, scores = part.lexical.search(query, count, selection)
    words = dict(zip(ids.tolist(), scores.tolist(), strict=True))
    ids, scores = part.vectors.search(vector, count, part.allowed(selection))
    vectors = dict(zip(ids.tolist(), scores.tolist(), strict=True))
    only_words = np.array(sorted(words.keys() - vectors.keys()), np.int64)
    if len(only_words):
        ids, scores = part.vectors.search(vector, len(only_words), only_words)
        vectors.update(zip(ids.tolist(), scores.tolist(), strict=True))
    return words, vectors


def open_searcher(settings: Settings) -> Searcher:
    """Return a searcher of the current generation, for one process that asks and ends.

    Raises:
        RetrievalError: see ``open_current`` and ``Searcher``.
    """
    opened = open_current(settings.home, settings.store)
    embedder, reranking = build_embedder(settings.embedder), build_reranking(settings.reranker)
    return Searcher(opened.generation, embedder, settings.search, reranking)
