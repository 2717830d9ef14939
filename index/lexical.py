"""Words: one tantivy index per language, scored with BM25.

Each language has an index of its own rather than a field in a shared one, because the statistics
that BM25 rests on (how many passages there are, how long they are) must be those of the language.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import tantivy

from index import analysis
from index.analysis import Term
from index.errors import RetrievalError
from index.selection import Selection
from index.stores.base import Ids, Scores
from ingest.types import Language

_CONTEXT_BOOST = 0.7  # title, headings, column names
_CODE_BOOST = 2.5
_MOST_TERMS = 48  # of one question; the rarest are kept
_HEAP_BYTES = 64_000_000
_CONTEXTS_IN_MEMORY = 256
_ANALYSED = "analysed"  # names a tokenizer in files that are there already
_PRESENT = ("meta.json", ".managed.json")


class Entry(NamedTuple):
    """What is indexed of one passage; ``id`` and ``document`` are numbers in the catalogue."""

    id: int
    document: int
    status: str
    text: str
    context: str


class LexicalQuery(NamedTuple):
    """A question as terms of one language and as codes."""

    terms: list[Term]
    codes: list[str]

    def widened(self, more: Iterable[Term]) -> LexicalQuery:
        """Return the query with further terms; one that it has keeps its higher weight."""
        weights = dict(self.terms)
        for term, weight in more:
            weights[term] = max(weight, weights.get(term, 0.0))
        return self._replace(terms=[Term(term, weight) for term, weight in weights.items()])


def analyse(text: str, language: Language) -> LexicalQuery:
    """Return what to look for: terms in the way of ``language``, and codes as they stand."""
    return LexicalQuery(analysis.query_terms(text, language), analysis.codes(text))


class LexicalIndex:
    """Searches one language; safe to use from several threads."""

    def __init__(self, folder: Path, language: Language) -> None:
        """Open the index that ``LexicalWriter`` wrote.

        Raises:
            RetrievalError: if it is not there or tantivy cannot read it.
        """
        self.language = language
        if not all((folder / name).is_file() for name in _PRESENT):
            raise RetrievalError(f"{folder}: no lexical index")
        try:
            opened = tantivy.Index.open(str(folder))
            opened.config_reader("manual")
            opened.register_tokenizer(_ANALYSED, _at_blanks())
            self._schema = opened.schema
            self._searcher = opened.searcher()
        except (ValueError, OSError) as error:
            raise RetrievalError(f"{folder}: {error}") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, query: LexicalQuery, k: int, selection: Selection | None = None
    ) -> tuple[Ids, Scores]:
        """Return at most ``k`` passage ids and BM25 scores, best first, equal scores by id."""
        wanted = self._wanted(query)
        if not wanted or k < 1:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        whole = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in wanted])
        if selection is not None and not selection.keeps_all:
            whole = self._restricted(whole, selection)
        hits = self._searcher.search(whole, limit=k, count=False).hits
        if not hits:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        ids = np.array(
            self._searcher.fast_field_values("id", [address for _, address in hits]), np.int64
        )
        scores = np.array([score for score, _ in hits], np.float32)
        order = np.lexsort((ids, -scores))
        return ids[order], scores[order]

    def _wanted(self, query: LexicalQuery) -> list[tantivy.Query]:
        found = [
            (text, weight, self._searcher.doc_freq("text", text))
            for text, weight in dict(query.terms).items()
        ]
        rarest = sorted(found, key=lambda term: (term[2] == 0, term[2], term[0]))[:_MOST_TERMS]
        parts = []
        for text, weight, _ in rarest:
            parts.append(self._term("text", text, weight))
            parts.append(self._term("context", text, weight * _CONTEXT_BOOST))
        return parts + [self._term("codes", code, _CODE_BOOST) for code in query.codes]

    def _term(self, field: str, text: str, boost: float) -> tantivy.Query:
        # Terms are built one by one: what a person typed never reaches a query parser.
        return tantivy.Query.boost_query(
            tantivy.Query.term_query(self._schema, field, text, "freq"), boost
        )

    def _restricted(self, query: tantivy.Query, selection: Selection) -> tantivy.Query:
        fewer = min(selection.documents, selection.others, key=len)
        documents = tantivy.Query.const_score_query(
            tantivy.Query.term_set_query(self._schema, "document", sorted(fewer)), 0.0
        )
        keep = fewer is selection.documents
        parts = [(tantivy.Occur.Must, query)]
        if selection.others:
            parts.append((tantivy.Occur.Must if keep else tantivy.Occur.MustNot, documents))
        if selection.statuses:
            statuses = tantivy.Query.term_set_query(
                self._schema, "status", [str(status) for status in selection.statuses]
            )
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(statuses, 0.0)))
        return tantivy.Query.boolean_query(parts)


class LexicalWriter:
    """Writes the index of one language into an existing folder."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._language = language
        made = tantivy.Index(_schema(), path=str(folder))
        made.register_tokenizer(_ANALYSED, _at_blanks())
        self._writer = made.writer(heap_size=_HEAP_BYTES, num_threads=1)

    def add(self, entry: Entry) -> None:
        """Index one passage."""
        document = tantivy.Document()
        document.add_unsigned("id", entry.id)
        document.add_unsigned("document", entry.document)
        document.add_text("status", entry.status)
        document.add_text("text", analysis.analysed(entry.text, self._language))
        context, context_codes = _context(entry.context, self._language)
        document.add_text("context", context)
        for code in dict.fromkeys((*analysis.codes(entry.text), *context_codes)):
            document.add_text("codes", code)
        self._writer.add_document(document)

    def save(self) -> None:
        """Bring to disk what was added; nothing can be added after it."""
        self._writer.commit()
        self._writer.wait_merging_threads()


@lru_cache(_CONTEXTS_IN_MEMORY)
def _context(context: str, language: Language) -> tuple[str, list[str]]:
    """Return a context as it is indexed, and its codes; passages of a section share theirs."""
    return analysis.analysed(context, language), analysis.codes(context)


def _at_blanks() -> tantivy.TextAnalyzer:
    # Tantivy is given terms: it would stem each word of each passage anew.
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", fast=True)
    builder.add_unsigned_field("document", indexed=True)
    builder.add_text_field("status", tokenizer_name="raw", index_option="basic")
    for name in ("text", "context"):
        builder.add_text_field(name, tokenizer_name=_ANALYSED, index_option="freq")
    builder.add_text_field("codes", tokenizer_name="raw", index_option="basic")
    return builder.build()
