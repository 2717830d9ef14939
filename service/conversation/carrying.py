"""Searching on: what the answer before rested on leads to what is asked next.

The documents that it cited are searched for themselves, too, so that "and who pays?" finds the
neighbour of what was told; what they hold is raised among what all documents hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.types import Hit, Query, SearchResult
from ingest.types import Passage
from service.conversation.understanding import Understood
from service.library import Library, Search
from service.questions import Question
from service.support import weigh

_DOCUMENTS = 3  # that were cited most
_RAISED = 0.25  # how far a passage of theirs is raised towards the best score
_RAISED_CITED = 0.4  # the same of one that was itself cited
_HELD = 0.7  # the least share of a question for which documents are taken to be meant
_SHARE = 0.9  # what a score among them alone is worth among all


def search_on(
    search: Search, library: Library, query: Query, understood: Understood
) -> tuple[SearchResult, Understood]:
    """Return the hits of ``query``, those of the documents carried forward raised.

    ``query`` is returned as standing alone where ``understood`` says that it may, and other
    documents hold more of it.
    """
    documents = _documents(understood.carried)
    narrowed = replace(query, filters=replace(query.filters, symbol=documents))
    if understood.alone is not None:
        alone = Understood(understood.alone)
        by_itself = search.search(replace(query, text=alone.question.text))
        if not documents or query.filters.symbol:
            return by_itself, alone
        near = search.search(replace(narrowed, text=alone.question.text)).hits
        most = _most_held(alone.question, near, library)
        if most < _HELD or most < _most_held(alone.question, by_itself.hits, library):
            return by_itself, alone
    wide = search.search(query)
    if not documents or query.filters.symbol:
        return wide, understood
    cited = {passage.key for passage in understood.carried}
    found = {hit.passage.key: hit for hit in wide.hits}
    for hit in search.search(narrowed).hits:
        key = hit.passage.key
        if hit.passage.document not in documents:
            continue
        known = found.get(key)
        least = max(hit.score * _SHARE, known.score if known else 0.0)
        raised = _RAISED_CITED if key in cited else _RAISED
        found[key] = replace(known or hit, score=1 - (1 - least) * (1 - raised))
    return replace(wide, hits=_ranked(found.values(), query.top_k)), understood


def _most_held(question: Question, hits: Sequence[Hit], library: Library) -> float:
    """Return the largest share of the question that a passage in its language holds."""
    weighed = weigh(question, hits, library)
    return max((each.coverage for each in weighed if not each.foreign), default=0.0)


def ways_to_judge(
    question: Question, hits: Sequence[Hit], understood: Understood
) -> Iterator[tuple[Question, Sequence[Hit]]]:
    """Yield how ``question`` may be judged, the best way first: by itself on all ``hits``.

    A follow-up may also be judged for what it adds, on what was found in the documents that were
    cited before.
    """
    whole = question, hits
    documents = _documents(understood.carried)
    near = [hit for hit in hits if hit.passage.document in documents]
    if understood.near is None or not near:
        yield whole
        return
    narrow = replace(understood.near, reply=question.reply), near
    yield from (narrow, whole) if understood.near_first else (whole, narrow)


def _documents(carried: Sequence[Passage]) -> tuple[str, ...]:
    counted = Counter(passage.document for passage in carried)
    return tuple(key for key, _ in counted.most_common(_DOCUMENTS))


def _ranked(hits: Iterable[Hit], count: int) -> tuple[Hit, ...]:
    ordered = sorted(hits, key=lambda hit: (-hit.score, hit.rank))
    return tuple(
        replace(hit, rank=rank, score=round(hit.score, 6))
        for rank, hit in enumerate(ordered[:count], start=1)
    )
