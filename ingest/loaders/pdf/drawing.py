"""Ruled lines and filled areas of a page, from its path objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import byref, c_float, c_int, c_uint
from itertools import pairwise

import pypdfium2.raw as pdfium

from ingest.loaders.pdf.shapes import (
    MAX_FILLS_PER_PAGE,
    MAX_OBJECTS_PER_PAGE,
    MAX_STROKES_PER_PAGE,
    Box,
    Stroke,
)

Place = Callable[[float, float], tuple[float, float]]
"""From the coordinates of the file to those of the displayed page."""

_THIN = 2.6  # points: a filled area so thin is a ruled line
_STRAIGHT = 0.5  # points that a line may lean
_MIN_STROKE = 3.0
_MAX_DEPTH = 4  # of forms within forms
_MAX_SEGMENTS = 2_000  # of one path; a drawing, not a ruled line, has more
_WHITE = 250

Point = tuple[float, float]


def read_drawing(page: pdfium.FPDF_PAGE, place: Place) -> tuple[list[Stroke], list[Box]]:
    """Return the ruled lines and the coloured areas of a page."""
    strokes: list[Stroke] = []
    fills: list[Box] = []
    for path, matrix in _paths(page):
        points = _subpaths(path, matrix, place)
        mode, stroked = c_int(), c_int()
        if not pdfium.FPDFPath_GetDrawMode(path, byref(mode), byref(stroked)):
            continue
        filled = mode.value != 0 and _visible(path)
        for subpath in points:
            if filled:
                _add_filled(subpath, strokes, fills)
            if stroked.value:
                strokes.extend(_straight(subpath))
        if len(strokes) > MAX_STROKES_PER_PAGE:
            # A map or a chart: nothing in it is the grid of a table.
            return [], fills[:MAX_FILLS_PER_PAGE]
    return strokes, fills[:MAX_FILLS_PER_PAGE]


def _paths(page: pdfium.FPDF_PAGE) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, pdfium.FS_MATRIX]]:
    """Yield the path objects, also those inside forms, with the matrix to the page."""
    count = min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS_PER_PAGE)
    identity = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    stack = [(pdfium.FPDFPage_GetObject(page, i), identity, 0) for i in reversed(range(count))]
    seen = 0
    while stack and seen < MAX_OBJECTS_PER_PAGE:
        item, outer, depth = stack.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        inner = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, byref(inner))
        matrix = _product(inner, outer)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield item, matrix
        elif depth < _MAX_DEPTH:
            parts = min(pdfium.FPDFFormObj_CountObjects(item), MAX_OBJECTS_PER_PAGE - seen)
            stack.extend(
                (pdfium.FPDFFormObj_GetObject(item, i), matrix, depth + 1)
                for i in reversed(range(max(parts, 0)))
            )


def _product(m: pdfium.FS_MATRIX, n: pdfium.FS_MATRIX) -> pdfium.FS_MATRIX:
    return pdfium.FS_MATRIX(
        m.a * n.a + m.b * n.c,
        m.a * n.b + m.b * n.d,
        m.c * n.a + m.d * n.c,
        m.c * n.b + m.d * n.d,
        m.e * n.a + m.f * n.c + n.e,
        m.e * n.b + m.f * n.d + n.f,
    )


def _visible(path: pdfium.FPDF_PAGEOBJECT) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium.FPDFPageObj_GetFillColor(
        path, byref(red), byref(green), byref(blue), byref(alpha)
    ):
        return False
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _subpaths(path: pdfium.FPDF_PAGEOBJECT, m: pdfium.FS_MATRIX, place: Place) -> list[list[Point]]:
    """Return the points of the straight subpaths; one with a curve in it is left out."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 0 < count <= _MAX_SEGMENTS:
        return []
    found: list[list[Point]] = []
    curved = False
    x, y = c_float(), c_float()
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = place(m.a * x.value + m.c * y.value + m.e, m.b * x.value + m.d * y.value + m.f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not found:
            if curved:
                found.pop()
            curved = False
            found.append([])
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        found[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            found[-1].append(found[-1][0])
    if curved:
        found.pop()
    return found


def _add_filled(points: list[Point], strokes: list[Stroke], fills: list[Box]) -> None:
    """Add a filled rectangle as a ruled line if it is thin, else as an area."""
    xs, ys = {round(x, 1) for x, _ in points}, {round(y, 1) for _, y in points}
    if len(points) > 6 or len(xs) > 2 or len(ys) > 2 or len(points) < 2:
        return
    box = Box(min(xs), min(ys), max(xs), max(ys))
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if height <= _THIN and width >= _MIN_STROKE:
        middle = (box.y0 + box.y1) / 2
        strokes.append(Stroke(box.x0, middle, box.x1, middle))
    elif width <= _THIN and height >= _MIN_STROKE:
        middle = (box.x0 + box.x1) / 2
        strokes.append(Stroke(middle, box.y0, middle, box.y1))
    elif width > _THIN and height > _THIN:
        fills.append(box)


def _straight(points: list[Point]) -> Iterator[Stroke]:
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ay - by) <= _STRAIGHT and abs(ax - bx) >= _MIN_STROKE:
            middle = (ay + by) / 2
            yield Stroke(min(ax, bx), middle, max(ax, bx), middle)
        elif abs(ax - bx) <= _STRAIGHT and abs(ay - by) >= _MIN_STROKE:
            middle = (ax + bx) / 2
            yield Stroke(middle, min(ay, by), middle, max(ay, by))
