"""Builds small PDF files by hand, so that the tests need no program that makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

HALF, FULL = 0.5, 1.0  # advance of a letter, of a Chinese one, in sizes


def is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\uffef"


def width(text: str, size: float) -> float:
    return sum(FULL if is_wide(char) else HALF for char in text) * size


@dataclass
class PdfMaker:
    """Pages of A4 on which letters and lines are put at places (points, from the lower left).

    Every letter is half as wide as it is high, every Chinese one as wide as high. The file tells
    the letters by a ToUnicode map and holds no font: nothing but the places is read.
    """

    folder: Path
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    codes: dict[str, int] = field(default_factory=dict)
    info: dict[str, str] = field(default_factory=dict)
    labels: str = ""
    told: Callable[[str], str] = str  # what the file says that a letter is

    def page(self) -> PdfMaker:
        """Begin the next page."""
        self.pages.append([])
        return self

    def text(
        self, x: float, y: float, text: str, size: float = 10, *, bold: bool = False, mode: int = 0
    ) -> float:
        """Put letters from the left; return where they end."""
        font = "F2" if bold else "F1"
        hexes = "".join(f"{self._code(char):04x}" for char in text)
        self.pages[-1].append(f"BT {mode} Tr /{font} {size} Tf {x:.3f} {y:.3f} Td <{hexes}> Tj ET")
        return x + width(text, size)

    def lines(self, x: float, y: float, *lines: str, size: float = 10, pitch: float = 12) -> float:
        """Put lines below each other; return where the next would stand."""
        for line in lines:
            self.text(x, y, line, size)
            y -= pitch
        return y

    def rtl(self, x: float, y: float, *runs: str, size: float = 10) -> float:
        """Put runs from the right end ``x`` leftwards, Arabic ones letter by letter."""
        for run in runs:
            x -= width(run, size)
            arabic = any("\u0600" <= char <= "\u06ff" for char in run)
            self.text(x, y, run[::-1] if arabic else run, size)
        return x

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a ruled line."""
        self.pages[-1].append(f"0.5 w {x0} {y0} m {x1} {y1} l S")

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Draw the lines of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

    def save(self, name: str = "made.pdf") -> Path:
        path = self.folder / name
        path.write_bytes(self._bytes())
        return path

    def _code(self, char: str) -> int:
        return self.codes.setdefault(char, len(self.codes) + 1)

    def _bytes(self) -> bytes:
        kids = [10 + 2 * i for i in range(len(self.pages))]
        info = "".join(f"/{key} <feff{_utf16(text)}>" for key, text in self.info.items())
        objects = {
            1: f"<</Type/Catalog/Pages 2 0 R/Lang(fr){self.labels}>>",
            2: f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>",
            3: _font("Plain", 5),
            4: _font("Plain-Bold", 8),
            5: self._descendant("Plain"),
            6: _stream(self._map()),
            7: f"<<{info}>>",
            8: self._descendant("Plain-Bold"),
        }
        for kid, content in zip(kids, self.pages, strict=True):
            objects[kid] = (
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources"
                f"<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents {kid + 1} 0 R>>"
            )
            objects[kid + 1] = _stream("\n".join(content))
        return _file(objects)

    def _descendant(self, name: str) -> str:
        wide = " ".join(f"{code} [1000]" for char, code in self.codes.items() if is_wide(char))
        return (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW 500"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/W[{wide}]/FontDescriptor<</Type/FontDescriptor/FontName/{name}/Flags 4"
            "/Ascent 800/Descent -200/CapHeight 700/ItalicAngle 0/StemV 80"
            "/FontBBox[0 -200 1000 800]>>>>"
        )

    def _map(self) -> str:
        rows = [f"<{code:04x}> <{_utf16(self.told(char))}>" for char, code in self.codes.items()]
        blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
        body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{body}\nendcmap end end"
        )


def _font(name: str, descendant: int) -> str:
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode 6 0 R>>"
    )


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _file(objects: dict[int, str]) -> bytes:
    out = b"%PDF-1.7\n"
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    last = max(objects)
    out += f"xref\n0 {last + 1}\n0000000000 65535 f \n".encode()
    for number in range(1, last + 1):
        place = places.get(number)
        out += (f"{place:010} 00000 n \n" if place else "0000000000 65535 f \n").encode()
    out += (
        f"trailer\n<</Size {last + 1}/Root 1 0 R/Info 7 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out


@pytest.fixture
def pdf(tmp_path: Path) -> Iterator[PdfMaker]:
    """An empty A4 page on which to put letters and lines."""
    yield PdfMaker(tmp_path)
