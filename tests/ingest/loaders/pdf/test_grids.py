from __future__ import annotations

import pytest

from ingest.loaders.pdf.grids import find_grids
from ingest.loaders.pdf.shapes import Stroke


def ruled(xs: list[float], ys: list[float]) -> list[Stroke]:
    across = [Stroke(xs[0], y, xs[-1], y) for y in ys]
    return across + [Stroke(x, ys[0], x, ys[-1]) for x in xs]


def test_a_point_lies_in_the_cell_of_its_row_and_column():
    (grid,) = find_grids(ruled([0, 100, 300], [0, 20, 60]))
    upper_right = grid.cells[grid.cell_at(200, 50)]
    assert (upper_right.top, upper_right.bottom) == (0, 1)
    assert (upper_right.left, upper_right.right) == (1, 2)
    assert grid.cell_at(400, 50) is None


def test_fields_without_a_line_between_them_are_one_cell():
    strokes = [Stroke(0, y, 300, y) for y in (0, 20, 40)]
    strokes += [Stroke(0, 0, 0, 40), Stroke(300, 0, 300, 40), Stroke(100, 20, 100, 40)]
    (grid,) = find_grids(strokes)
    assert grid.cell_at(50, 10) == grid.cell_at(250, 10)
    assert grid.cell_at(50, 30) != grid.cell_at(250, 30)


def test_pieces_of_a_line_are_one_line():
    xs = [0.0, 100.0, 300.0]
    strokes = [Stroke(a, y, b, y) for y in (0, 20, 40) for a, b in ((0, 100), (100, 300))]
    strokes += [Stroke(x, y, x, y + 20) for x in xs for y in (0, 20)]
    (grid,) = find_grids(strokes)
    assert len(grid.cells) == 4


def test_a_table_without_outer_lines_reaches_as_far_as_its_inner_ones():
    (grid,) = find_grids([Stroke(0, 20, 300, 20), Stroke(100, 0, 100, 40)])
    assert grid.xs == (0, 100, 300)
    assert grid.ys == (40, 20, 0)


@pytest.mark.parametrize(
    "strokes",
    [
        [],
        [Stroke(0, 0, 150, 0)],  # the line above notes
        ruled([0, 300], [0, 400]),  # a frame around text
    ],
)
def test_what_has_no_two_cells_is_no_table(strokes):
    assert find_grids(strokes) == []


def test_two_tables_apart_are_two_and_one_inside_another_is_part_of_it():
    first, second = ruled([0, 50, 100], [100, 120, 140]), ruled([0, 50, 100], [0, 20, 40])
    assert len(find_grids(first + second)) == 2
    inner = ruled([110, 150, 190], [110, 120, 130])
    assert len(find_grids(ruled([0, 100, 300], [100, 120, 140]) + first)) == 1
    assert len(find_grids(ruled([0, 100, 300], [0, 50, 200]) + inner)) == 1


def test_a_drawing_of_very_many_lines_is_given_up():
    many = [Stroke(0, y * 3.0, 9000, y * 3.0) for y in range(700)]
    many += [Stroke(x * 3.0, 0, x * 3.0, 9000) for x in range(700)]
    assert find_grids(many) == []
