"""Recommendations of a table or list: the passages that structure labels ``rec-3``, ``rec-3/a``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from config.recommendation_words import RecommendationWords, recommendation_words
from ingest.records.proofs import Source
from ingest.records.recommendations.addressees import find_addressee
from ingest.records.recommendations.cells import Notes, part_codes, part_results
from ingest.records.recommendations.labels import Label, item_label, read_label
from ingest.records.recommendations.sets import set_of_list
from ingest.records.recommendations.standing import proposed_by
from ingest.records.types import Action, ExpectedResult, Fact, Recommendation, SubItem
from ingest.types import Block, BlockKind, Passage, Span

_LOCATOR = re.compile(r"(?P<record>(?:.*/)?rec-\d+)(?:/(?P<action>[a-z]))?")


def read_lists(source: Source) -> Iterator[Recommendation]:
    """Yield the recommendations whose passages structure found, in reading order."""
    held: dict[str, list[tuple[str | None, Passage]]] = {}
    for passage in source.passages:
        if match := _LOCATOR.fullmatch(passage.locator):
            held.setdefault(match["record"], []).append((match["action"], passage))
    blocks: dict[str, list[Block]] = {}
    for block in source.blocks:
        blocks.setdefault(block.locator, []).append(block)
    drafts = [_Draft.of(source, locator, parts, blocks) for locator, parts in held.items()]
    told = [draft for draft in drafts if draft is not None and draft.text]
    sets = [set_of_list(source, draft.passage) for draft in told]
    marking = {of for of, draft in zip(sets, told, strict=True) if draft.label.marked}
    for of, draft in zip(sets, told, strict=True):
        yield draft.record(of, marks=of in marking)


@dataclass(slots=True)
class _Draft:
    """What the passages of one recommendation hold, sorted by column."""

    source: Source
    words: RecommendationWords
    notes: Notes
    passage: Passage
    label: Label
    label_span: Span
    links_results: bool
    text: list[Span] = field(default_factory=list)
    sub_items: list[tuple[str, list[Span]]] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    codes: list[Fact[str]] = field(default_factory=list)
    is_new: Fact[bool] | None = None
    results: list[tuple[Span, list[Span]]] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        source: Source,
        locator: str,
        parts: Sequence[tuple[str | None, Passage]],
        blocks: dict[str, list[Block]],
    ) -> _Draft | None:
        """Return the parts of one recommendation; None if it has no label."""
        own = blocks.get(locator, [])
        passage = next((passage for action, passage in parts if action is None), None)
        if passage is None or not own or not own[0].spans:
            return None
        span = own[0].spans[0]
        label = read_label(source.text(span), source.language)
        if label is None:
            return None
        words = recommendation_words(source.language)
        above = (*passage.section, *own[0].context)
        draft = cls(
            source,
            words,
            Notes.of(source, locator),
            passage,
            label,
            Span(span.start, span.start + label.end),
            any(words.results.search(heading) for heading in above),
        )
        draft.read([Span(span.start + label.text, span.end), *own[0].spans[1:]], own[0])
        for block in own[1:]:
            draft.read(block.spans, block)
        for letter, part in parts:
            if letter is not None:
                draft.read_action(letter, part, blocks[part.locator])
        return draft

    def read(self, spans: Sequence[Span], block: Block) -> None:
        """Take in a block of the recommendation itself."""
        for span in spans:
            text = self.source.text(span)
            if not text.strip():
                continue
            if remark := self._remark(span):
                self.is_new = self.source.fact(True, self.passage, *remark)
                continue
            for rest in self.take_codes(self.passage, span):
                self._take(rest, block)

    def _remark(self, span: Span) -> list[Span]:
        """Return the slices of the remark that nothing older corresponds, if ``span`` ends it."""
        for lines in range(min(3, len(self.text)), -1, -1):
            spans = [*self.text[len(self.text) - lines :], span]
            if self.words.is_new.fullmatch(" ".join(map(self.source.text, spans)).strip()):
                del self.text[len(self.text) - lines :]
                return spans
        return []

    def _take(self, span: Span, block: Block) -> None:
        if self.links_results:
            before, results = part_results(self.source, span)
            for rest in before:
                self._place(rest, block)
            self.results += [(code, self.cut(text)) for code, text in results]
        else:
            self._place(span, block)

    def _place(self, span: Span, block: Block) -> None:
        before = self.sub_items[-1][0] if self.sub_items else None
        label = item_label(self.source.text(span), before)
        if label and block.kind is BlockKind.ITEM:
            text = Span(span.start + label[1], span.end)
            self.sub_items.append((label[0], self.cut(text)))
            return
        goes_on = self.source.text(span).strip()[:1].islower()
        if self.results and goes_on:
            self.results[-1][1].extend(self.cut(span))
        elif self.sub_items and goes_on:
            self.sub_items[-1][1].extend(self.cut(span))
        else:
            self.text += self.cut(span)

    def read_action(self, letter: str, passage: Passage, blocks: Sequence[Block]) -> None:
        """Take in the blocks of one action."""
        text: list[Span] = []
        items: list[tuple[str, list[Span]]] = []
        for block in blocks:
            for span in block.spans:
                for rest in self.take_codes(passage, span):
                    label = item_label(self.source.text(rest), items[-1][0] if items else None)
                    if label is None:
                        (items[-1][1] if items else text).extend(self.cut(rest))
                        continue
                    own = self.cut(Span(rest.start + label[1], rest.end))
                    if block.level > 1:
                        items.append((label[0], own))
                    else:
                        text += own
        if not text:
            return
        self.actions.append(
            Action(
                letter,
                self.source.told(passage, *text),
                self.told_items(passage, items),
                find_addressee(self.source, passage, text[0], self.words.addressee),
            )
        )

    def take_codes(self, passage: Passage, span: Span) -> list[Span]:
        """Keep the codes of older recommendations in ``span``; return what is left of it."""
        parted = part_codes(self.source, span, self.words)
        self.codes += [self.source.fact(code, passage, at) for code, at in parted.codes]
        return parted.text

    def cut(self, span: Span) -> list[Span]:
        """Return ``span`` without marks of footnotes."""
        return self.notes.cut_marks(self.source, span)

    def told_items(
        self, passage: Passage, items: Sequence[tuple[str, list[Span]]]
    ) -> tuple[SubItem, ...]:
        """Return sub-items that have a text."""
        return tuple(
            SubItem(label, self.source.told(passage, *spans)) for label, spans in items if spans
        )

    def record(self, of: str, *, marks: bool) -> Recommendation:
        """Return the record; ``marks``: whether its list marks some for immediate action."""
        sub_items = self.told_items(self.passage, self.sub_items)
        actions = tuple(self.actions)
        if of == "DA":  # its recommendations have no actions: lettered items are its own
            sub_items += tuple(SubItem(a.letter, a.text) for a in actions)
            actions = ()
        start = self.label_span.start
        label = Span(start, start + self.label.named)
        fact, told = self.source.fact, self.source.told
        return Recommendation(
            document=self.source.document.key,
            language=self.source.language,
            set=of,
            number=fact(self.label.number, self.passage, label),
            text=told(self.passage, *self.text),
            sub_items=sub_items,
            actions=actions,
            corresponds_to=tuple(self.codes),
            is_new=self.is_new,
            expected_results=tuple(
                ExpectedResult(told(self.passage, code), told(self.passage, *text))
                for code, text in self.results
                if text
            ),
            addressee=find_addressee(self.source, self.passage, self.text[0], self.words.addressee),
            immediate=fact(self.label.marked, self.passage, self.label_span) if marks else None,
            status=proposed_by(self.source, self.passage),
        )
