"""Gives every piece its section and its locator: the address that a citation will carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.structure.numbering import NUMBERED, restarts
from ingest.structure.parts import Part
from ingest.structure.pieces import Piece
from ingest.types import BlockKind

LONG_LIST = 2500
"""Characters (of Latin text) above which the items of an unnumbered list stand alone."""

SHORT_LEAD = 40
"""A lead-in shorter than this ("Activities:") says nothing without the paragraph before it."""


class SectionStack:
    """The headings above the current place, outermost first, with their ordinals."""

    def __init__(self) -> None:
        self.levels: list[int] = []
        self.titles: list[str] = []
        self.ordinals: list[int] = []
        self.numbers: list[str | None] = []
        self._counts: Counter[tuple[int, ...]] = Counter()

    def push(self, level: int, title: str, number: str | None) -> None:
        """Enter the section under a heading."""
        while self.levels and self.levels[-1] >= level:
            self._pop()
        parent = tuple(self.ordinals)
        self._counts[parent] += 1
        self.levels.append(level)
        self.titles.append(title)
        self.numbers.append(number)
        self.ordinals.append(self._counts[parent])

    def _pop(self) -> None:
        for stack in (self.levels, self.titles, self.ordinals, self.numbers):
            stack.pop()

    @property
    def path(self) -> str:
        """Return ``sec-1.5`` under a numbered form field, else the ordinals: ``s2.1``."""
        if self.numbers and self.numbers[-1] is not None:
            return f"sec-{self.numbers[-1]}"
        return "s" + (".".join(map(str, self.ordinals)) or "0")


def locate(pieces: Sequence[Piece], part: Part, *, dense_script: bool) -> None:
    """Set ``section`` and ``locator`` on the pieces of one part.

    ``dense_script``: a Chinese text says in a third of the characters what others say.
    """
    _Walker(pieces, part, 3 if dense_script else 1).walk()


class _Walker:
    def __init__(self, pieces: Sequence[Piece], part: Part, density: int) -> None:
        self.pieces = pieces
        self.prefix = part.prefix
        self.long_list = LONG_LIST // density
        self.short_lead = SHORT_LEAD // density
        self.sections = SectionStack()
        self.restarts = restarts(pieces)
        self.current = ""  # locator that unnumbered text joins
        self.in_number = False
        self.previous: Piece | None = None
        self.counts: defaultdict[str, int] = defaultdict(int)
        self.tables: dict[int | None, int] = {}
        self.used: Counter[str] = Counter()
        self.action = ""

    def walk(self) -> None:
        long_items = self._long_items()
        for position, piece in enumerate(self.pieces):
            if piece.kind is BlockKind.HEADING and piece.spans:
                self.sections.push(piece.level or 1, piece.text, piece.number)
                self.current, self.in_number, self.previous = "", False, None
            piece.section = tuple(self.sections.titles)
            if piece.kind is BlockKind.FOOTNOTE:
                piece.locator = self._unique(f"fn{piece.number}") if piece.number else ""
            elif piece.kind is BlockKind.PARAGRAPH or (piece.kind is BlockKind.ROW and piece.spans):
                piece.locator = self._locator(piece, stands_alone=position in long_items)
                self.previous = piece

    def _locator(self, piece: Piece, *, stands_alone: bool) -> str:
        if piece.record is not None:
            return self._record(piece)
        if piece.number is not None and piece.kind in NUMBERED:
            path = f"{self.sections.path}/" if self.restarts else ""
            self.current = self._unique(f"{path}p{piece.number}")
            self.in_number = True
            return self.current
        if piece.kind is BlockKind.ROW:
            return self._row(piece)
        if self.current and not stands_alone and (self.in_number or self._joins(piece)):
            return self.current
        self.counts[self.sections.path] += 1
        self.current = f"{self.prefix}{self.sections.path}/{self.counts[self.sections.path]}"
        return self.current

    def _joins(self, piece: Piece) -> bool:
        """Return whether an unnumbered paragraph belongs to the one before it."""
        before = self.previous
        if piece.label:
            return True
        if before is None or piece.column != before.column:
            return False
        if self._is_lead(piece):
            # "Activities:" joins the paragraph that it follows, so that its items say of what.
            return True
        leads = before.text[-1:] in ":："
        return leads and (self._is_lead(before) or "://" in piece.text)

    def _is_lead(self, piece: Piece) -> bool:
        return len(piece.text) < self.short_lead and piece.text[-1:] in ":："

    def _record(self, piece: Piece) -> str:
        own = f"{self.prefix}rec-{piece.record}"
        if piece.level == 0:
            self.current = own
            return own
        if piece.level == 1 and piece.letter:
            self.action = f"{own}/{piece.letter}"
        return self.action if self.action.startswith(f"{own}/") else own

    def _row(self, piece: Piece) -> str:
        table = piece.element.table
        if table not in self.tables:
            self.tables[table] = len(self.tables) + 1
        name = f"t{self.tables[table]}"
        self.counts[name] += 1
        self.current, self.in_number = "", False
        return self._unique(f"{name}/r{self.counts[name]}")

    def _unique(self, locator: str) -> str:
        """Return ``locator`` with the prefix of the part; a repeated number gets ``.2``."""
        full = f"{self.prefix}{locator}"
        self.used[full] += 1
        return full if self.used[full] == 1 else f"{full}.{self.used[full]}"

    def _long_items(self) -> set[int]:
        """Return the positions of list items that are paragraphs in their own right."""
        alone: set[int] = set()
        run: list[int] = []
        numbered = any(p.number is not None and p.kind in NUMBERED for p in self.pieces)
        for position, piece in enumerate([*self.pieces, None]):
            if piece is not None and piece.kind is BlockKind.FOOTNOTE:
                continue
            if piece is not None and piece.kind is BlockKind.PARAGRAPH and piece.label:
                run.append(position)
                continue
            if sum(len(self.pieces[p].text) for p in run) > self.long_list and not numbered:
                alone.update(run)
            run = []
        return alone
