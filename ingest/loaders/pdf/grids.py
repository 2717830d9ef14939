"""Ruled tables: which lines of a page form a grid, and which cell a point lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.loaders.pdf.shapes import Box, Stroke

_TOUCH = 3.0  # points between lines that meet
_SAME = 2.0  # points between lines that are one
_MAX_PAIRS = 400_000  # of horizontal and vertical lines on one page
_MAX_FIELDS = 20_000  # of one grid
_COVER = 1.0


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: rows and columns are half-open ranges counted from the top left, from 0."""

    top: int
    bottom: int
    left: int
    right: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page. ``xs`` grow to the right, ``ys`` fall from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owner: tuple[int, ...]  # per field of the grid, row by row: which cell it belongs to

    @property
    def box(self) -> Box:
        """The outline."""
        return Box(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the position in ``cells`` of the one that holds a point, if one does."""
        if not self.box.holds(x, y):
            return None
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        rising = self.ys[::-1]
        row = len(rising) - 1 - min(bisect_right(rising, y), len(rising) - 1)
        return self.owner[row * (len(self.xs) - 1) + column]


def find_grids(strokes: Sequence[Stroke]) -> list[Grid]:
    """Return the tables of a page from top to bottom; one inside another is part of it."""
    across = _merged([(s.y0, s.x0, s.x1) for s in strokes if s.y0 == s.y1])
    down = _merged([(s.x0, s.y0, s.y1) for s in strokes if s.y0 != s.y1])
    if len(across) * len(down) > _MAX_PAIRS:
        return []
    grids = [
        grid
        for rows, columns in _connected(across, down)
        if (grid := _grid(rows, columns)) is not None
    ]
    outer = [g for g in grids if not any(o is not g and _inside(g.box, o.box) for o in grids)]
    return sorted(outer, key=lambda grid: -grid.ys[0])


Rule = tuple[float, float, float]
"""A line: where it stands across its direction, where it begins, where it ends."""


def _merged(rules: list[Rule]) -> list[Rule]:
    """Return the lines with pieces of one line joined."""
    merged: list[Rule] = []
    level: list[Rule] = []
    for rule in sorted(rules):
        if level and rule[0] - level[0][0] > _SAME:
            merged.extend(_joined(level))
            level = []
        level.append(rule)
    merged.extend(_joined(level))
    return merged


def _joined(level: list[Rule]) -> Iterable[Rule]:
    place, start, end = 0.0, 0.0, -1e9
    for at, begin, stop in sorted(level, key=lambda rule: rule[1]):
        if begin <= end + _TOUCH:
            end = max(end, stop)
            continue
        if end > -1e9:
            yield place, start, end
        place, start, end = at, begin, stop
    if end > -1e9:
        yield place, start, end


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return groups of lines that meet each other, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, (y, x0, x1) in enumerate(across):
        for j, (x, y0, y1) in enumerate(down):
            if x0 - _TOUCH <= x <= x1 + _TOUCH and y0 - _TOUCH <= y <= y1 + _TOUCH:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(rule)
    return list(groups.values())


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    if not across or not down:
        return None
    xs = _places([x for x, _, _ in down], [min(r[1] for r in across), max(r[2] for r in across)])
    ys = _places([y for y, _, _ in across], [min(r[1] for r in down), max(r[2] for r in down)])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or not 2 <= columns * rows <= _MAX_FIELDS:
        return None
    falling = ys[::-1]
    owner = _owners(xs, falling, across, down)
    names = {root: n for n, root in enumerate(dict.fromkeys(owner))}
    if len(names) < 2:
        return None
    owner = [names[root] for root in owner]
    return Grid(tuple(xs), tuple(falling), _cells(xs, falling, owner), tuple(owner))


def _places(lines: list[float], ends: list[float]) -> list[float]:
    """Return the distinct places of lines, and the ends where no line closes the table."""
    kept: list[float] = []
    for place in sorted(lines):
        if not kept or place - kept[-1] > _TOUCH:
            kept.append(place)
    for end in ends:
        if all(abs(end - place) > 2 * _TOUCH for place in kept):
            kept.append(end)
    return sorted(kept)


def _owners(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[int]:
    """Return for each field the field that names its cell: fields without a line between join."""
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(columns * rows))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: int, j: int) -> None:
        low, high = sorted((root(i), root(j)))
        parent[high] = low

    borders = {j: [r for r in down if abs(r[0] - xs[j]) <= _TOUCH] for j in range(1, columns)}
    levels = {i: [r for r in across if abs(r[0] - ys[i]) <= _TOUCH] for i in range(1, rows)}
    for i in range(rows):
        for j in range(columns):
            if j and not _covers(borders[j], ys[i + 1], ys[i]):
                join(i * columns + j - 1, i * columns + j)
            if i and not _covers(levels[i], xs[j], xs[j + 1]):
                join((i - 1) * columns + j, i * columns + j)
    return [root(i) for i in range(columns * rows)]


def _covers(rules: list[Rule], start: float, end: float) -> bool:
    middle = (start + end) / 2
    return any(r[1] - _COVER <= middle <= r[2] + _COVER for r in rules)


def _cells(xs: list[float], ys: list[float], owner: list[int]) -> tuple[GridCell, ...]:
    columns = len(xs) - 1
    fields: dict[int, list[int]] = {}
    for field, cell in enumerate(owner):
        fields.setdefault(cell, []).append(field)
    cells: list[GridCell] = []
    for cell in range(len(fields)):
        rows = [field // columns for field in fields[cell]]
        places = [field % columns for field in fields[cell]]
        top, bottom, left, right = min(rows), max(rows) + 1, min(places), max(places) + 1
        box = Box(xs[left], ys[bottom], xs[right], ys[top])
        cells.append(GridCell(top, bottom, left, right, box))
    return tuple(cells)


def _inside(inner: Box, outer: Box) -> bool:
    return (
        outer.x0 - _SAME <= inner.x0
        and outer.y0 - _SAME <= inner.y0
        and inner.x1 <= outer.x1 + _SAME
        and inner.y1 <= outer.y1 + _SAME
    )
