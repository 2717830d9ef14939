"""What a document says besides: the passages that matter most, and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from config.profiles import profile
from config.recommendation_words import recommendation_words
from ingest.records.number_lists import find_lists
from ingest.symbols import find_symbols
from ingest.types import BlockKind, Passage, Status
from service.messages import messages
from service.questions import code_spans
from service.sentences import Sentence, sentences_of
from service.summaries.lines import Line, items_after, lead_of, leads, line_of, understood
from service.summaries.material import Source
from service.summaries.opening import opening
from service.summaries.telling import Telling
from service.words import blank, numbers, search_key

_POINTS = 10
_FIGURES = 6
_LENGTH = 500  # characters of a paragraph that is told whole
_MOST_SENTENCES = 3  # of a long paragraph that speak of the topic
_SHORT = 50  # characters; less is no sentence of any weight
_SUM = 4  # digits of an amount of money
_NEAR = 60  # characters behind paragraph numbers in which their document may be named
_PERCENT = re.compile(r"\d\s?[%٪％]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_POINTS = (
    Status.DECISION,
    Status.INVITATION,
    Status.DELEGATION,
    Status.RECOMMENDATION,
    Status.PROJECT,
)


def main_points(telling: Telling) -> list[Line]:
    """Return what a document says that is no outcome.

    Those are the paragraphs that its invitation refers to, and how each of its sections begins.
    A report is told by its decisions and statements.
    """
    lines: list[Line] = []
    for source in telling.full:
        if telling.request.topic is not None:
            chosen: Iterable[Passage] = source.passages
        elif source.is_report:
            continue
        else:
            chosen = _most_important(source)
        points = (_beginning(telling, source, p) for p in _untold(telling, chosen))
        lines += [telling.mark(line) for line in islice(filter(None, points), _POINTS)]
    return lines[: 2 * _POINTS]


def _untold(telling: Telling, passages: Iterable[Passage]) -> Iterator[Passage]:
    for passage in passages:
        is_text = passage.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        first = sentences_of(passage)[:1]
        if not is_text or not first or passage.status in _NO_POINTS or not _is_prose(passage):
            continue
        if not telling.is_told(passage, first[0]):
            yield passage


def _is_prose(passage: Passage) -> bool:
    """Say whether a passage is more than a date, a name or a note that something is enclosed."""
    ends = profile(passage.language).sentences.ends
    last = sentences_of(passage)[-1]
    return len(passage.text) >= _SHORT and (
        last.item > 0 or last.text.rstrip("*”»\"' ")[-1:] in ends
    )


def _most_important(source: Source) -> list[Passage]:
    referred = _referred(source)
    others = [p for p in _beginnings(source) if p not in referred]
    kept = [*referred, *others[: max(0, _POINTS - len(referred))]]
    return sorted(kept, key=lambda passage: passage.order)


def _referred(source: Source) -> list[Passage]:
    """Return the paragraphs of a document that it invites to decide on."""
    words = recommendation_words(source.document.language)
    named: set[str] = set()
    for passage in source.passages:
        if passage.status is not Status.INVITATION:
            continue
        symbols = find_symbols(passage.text)
        for listed in find_lists(passage.text, words.paragraphs, words):
            end = listed.span.end
            if not any(end <= symbol.start <= end + _NEAR for symbol in symbols):
                named.update(map(str, listed.numbers))
    return [p for p in source.passages if p.paragraph in named and p.annex is None]


def _beginnings(source: Source) -> list[Passage]:
    """Return the first paragraph of each section; of the highest sections, where there are many.

    What stands before the opening is a salutation or a note on the document.
    """
    begins = opening(source)
    after = begins.order if begins else -1
    text = [
        p
        for p in source.passages
        if p.kind is BlockKind.PARAGRAPH and p.annex is None and p.order > after
    ]
    for depth in (None, 2, 1):
        firsts = [next(own) for _, own in groupby(text, key=lambda p: p.section[:depth])]
        if len(firsts) <= _POINTS:
            break
    return firsts if len(firsts) > 1 else text


def _beginning(telling: Telling, source: Source, passage: Passage) -> Line | None:
    """Return a short paragraph whole, of a long one what it begins with, or says of the topic."""
    sentences = sentences_of(passage)
    told = [telling.is_told(passage, sentence) for sentence in sentences]
    left = list(range(told.index(True) if any(told) else len(sentences)))
    if sum(len(sentences[n].text) for n in left) <= _LENGTH:
        chosen = left
    elif telling.topic is None:
        chosen = [0, *items_after(sentences, 0)] if leads(sentences, 0) else [0]
    else:
        chosen = [n for n in left if telling.topic.speaks(sentences[n].text, passage.language)]
        leading = [lead for n in chosen if (lead := lead_of(sentences, n)) is not None]
        chosen = sorted({*chosen[:_MOST_SENTENCES], *leading})
    return line_of(source, passage, understood(passage, chosen))


# --- figures ----------------------------------------------------------------------------------


def figures(telling: Telling) -> list[Line]:
    """Return the sentences with most figures, money and shares first, that are not yet told."""
    lines: list[Line] = []
    for source in telling.full:
        weighed = [
            (weight, n, passage, place)
            for n, passage in enumerate(source.passages)
            if passage.kind is BlockKind.PARAGRAPH and passage.status not in _NO_POINTS
            for place, sentence in enumerate(sentences_of(passage))
            if (weight := figures_in(passage, sentence)) > 1
            and not (sentence.introduces or sentence.item or len(sentence.text) > _LENGTH)
            and not _is_outcome(source, sentence)
            and not telling.is_told(passage, sentence)
            and (telling.topic is None or telling.topic.speaks(sentence.text, passage.language))
        ]
        best = sorted(weighed, key=lambda each: (-each[0], *each[1:2], each[3]))[:_FIGURES]
        best.sort(key=lambda each: (each[1], each[3]))
        for _, group in groupby(best, key=lambda each: each[1]):
            of_passage = list(group)
            passage = of_passage[0][2]
            line = line_of(source, passage, _clear(passage, [each[3] for each in of_passage]))
            if line is not None:
                lines.append(telling.mark(line))
    return lines


def _clear(passage: Passage, places: Sequence[int]) -> list[int]:
    """Return the places of sentences with those that they lean on, or none at all."""
    found: set[int] = set()
    for place in places:
        found.update(understood(passage, [place], strictly=True))
    return sorted(found)


def figures_in(passage: Passage, sentence: Sentence) -> int:
    """Return how many figures a sentence tells; dates, symbols and codes are none.

    Sums of money and shares count more.
    """
    text = sentence.text
    dates = profile(passage.language).dates.formats
    spans = [m.span() for pattern in dates for m in pattern.finditer(text)]
    spans += [m.span() for m in _YEAR.finditer(text)]
    found = numbers(blank(text, [*code_spans(text), *spans]))
    is_money = messages(passage.language).evidence["currency"].search(search_key(text)) is not None
    has_sum = is_money and any(len(number) >= _SUM for number in found)
    return len(found) + 2 * has_sum + 2 * bool(_PERCENT.search(text))


def _is_outcome(source: Source, sentence: Sentence) -> bool:
    """Say whether a sentence is one of those that other sections choose from."""
    start, end = sentence.pieces[0].span.start, sentence.pieces[-1].span.end
    return any(
        start < proof.span.end and proof.span.start < end
        for outcome, _ in source.outcomes
        for proof in outcome.text.proofs
    )
