"""Hostile and broken files in one run beside good ones: each costs one rejection with a reason.

    python -m evaluation.faults.hostile_files [--count 300] [--seed 1]

Every file made here is certainly unusable, so "read without complaint" is a failure, too.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from config.settings import IngestSettings, Settings
from index.ingestion import IngestReport, ingest
from index.types import Outcome

SAMPLE = Path(__file__).resolve().parent.parent / "datasets" / "sample" / "documents"

Maker = Callable[[random.Random, bytes], bytes]
"""Makes the bytes of one bad file out of those of a good one of the same format."""

_DOCUMENT = "word/document.xml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)


# --- PDF --------------------------------------------------------------------------------------


def _cut(rng: random.Random, good: bytes) -> bytes:
    return good[: rng.randrange(20, max(21, len(good) // 3))]


def _noise_behind_header(rng: random.Random, good: bytes) -> bytes:
    return good[:9] + rng.randbytes(rng.randrange(100, 20_000))


def _zeros_over_body(rng: random.Random, good: bytes) -> bytes:
    return good[:15] + bytes(len(good) - 15) + rng.randbytes(3)


def _locked_pdf(rng: random.Random, good: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.add_page(PdfReader(BytesIO(good)).pages[0])
    writer.encrypt(user_password=f"p{rng.random()}", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _scan(rng: random.Random, good: bytes) -> bytes:
    from pypdf import PdfWriter

    del good
    writer = PdfWriter()
    for _ in range(rng.randrange(1, 4)):
        writer.add_blank_page(width=595, height=842)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _pages_in_a_circle(rng: random.Random, good: bytes) -> bytes:
    del good
    pages = f"2 0 obj<</Type/Pages/Kids[2 0 R]/Count {rng.randrange(1, 10**9)}>>endobj\n"
    return _pdf(pages.encode(), size=3)


def _page_of_noise(rng: random.Random, good: bytes) -> bytes:
    del good
    stream = rng.randbytes(5000)
    head = f"4 0 obj<</Length {len(stream)}/Filter/FlateDecode>>stream\n".encode()
    return _pdf(
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n",
        head + stream + b"\nendstream endobj\n",
        size=5,
    )


def _pdf(*objects: bytes, size: int) -> bytes:
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    tail = f"trailer<</Root 1 0 R/Size {size}>>\nstartxref\n0\n%%EOF".encode()
    return head + b"".join(objects) + tail


# --- DOCX -------------------------------------------------------------------------------------


def _zip(**parts: str | bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def _docx(document: str | bytes) -> bytes:
    return _zip(**{"[Content_Types].xml": _TYPES, _DOCUMENT: document})


def _no_document_part(rng: random.Random, good: bytes) -> bytes:
    del good
    return _zip(**{"[Content_Types].xml": _TYPES, "word/other.xml": f"<a>{rng.random()}</a>"})


def _entity_bomb(rng: random.Random, good: bytes) -> bytes:
    del good
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return _docx(
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "{rng.random()}">{entities}]>'
        f"<w:document {_W}><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>"
    )


def _external_entity(rng: random.Random, good: bytes) -> bytes:
    del good
    return _docx(
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd?{rng.random()}">]>'
        f"<w:document {_W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )


def _zip_bomb(rng: random.Random, good: bytes) -> bytes:
    del good
    size = rng.randrange(30_000_000, 45_000_000)
    return _docx(f"<w:document {_W}>".encode() + b" " * size + b"</w:document>")


def _wide_zip(rng: random.Random, good: bytes) -> bytes:
    del good
    return _zip(**{f"media/{n}.bin": b"x" for n in range(rng.randrange(2500, 3500))})


def _path_out(rng: random.Random, good: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _zip(**{**parts, f"../../escaped{rng.randrange(99)}.txt": b"x"})


def _broken_xml(rng: random.Random, good: bytes) -> bytes:
    del good
    return _docx(f"<w:document {_W}><w:body><w:p>{'<w:r>' * rng.randrange(1, 50)}")


def _a_million_empty_paragraphs(rng: random.Random, good: bytes) -> bytes:
    del good
    count = rng.randrange(900_000, 1_100_000)
    return _docx(f"<w:document {_W}><w:body>{'<w:p/>' * count}</w:body></w:document>")


def _office_lock(rng: random.Random, good: bytes) -> bytes:
    del good
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + rng.randbytes(3000)


# --- HTML -------------------------------------------------------------------------------------


def _only_scripts(rng: random.Random, good: bytes) -> bytes:
    del good
    script = "x=1;" * rng.randrange(10, 5000)
    return f"<html><script>{script}</script><style>p{{}}</style></html>".encode()


def _deep(rng: random.Random, good: bytes) -> bytes:
    del good
    return b"<div>" * rng.randrange(150_000, 250_000)


def _binary(rng: random.Random, good: bytes) -> bytes:
    del good
    return b"\x7fELF\x02\x01\x01" + bytes(9) + rng.randbytes(4000)


def _hidden_words(rng: random.Random, good: bytes) -> bytes:
    del good
    return f"<html><body><p style='display:none'>word {rng.random()}</p></body></html>".encode()


def _nothing(rng: random.Random, good: bytes) -> bytes:
    del rng, good
    return b""


MAKERS: dict[str, tuple[Maker, ...]] = {
    ".pdf": (
        _cut, _noise_behind_header, _zeros_over_body, _locked_pdf, _scan, _pages_in_a_circle,
        _page_of_noise, _nothing,
    ),
    ".docx": (
        _cut, _no_document_part, _entity_bomb, _external_entity, _zip_bomb, _wide_zip, _path_out,
        _broken_xml, _a_million_empty_paragraphs, _office_lock, _nothing,
    ),
    ".html": (_only_scripts, _deep, _binary, _hidden_words, _nothing),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a run: the files that were read although they are bad, and the others."""

    report: IngestReport
    bad: int
    good: int
    read_although_bad: tuple[str, ...]
    without_reason: tuple[str, ...]
    good_but_rejected: tuple[str, ...]
    codes: Counter[str]

    @property
    def holds(self) -> bool:
        """Return whether each bad file was rejected with a reason and each good one served."""
        return not (self.read_although_bad or self.without_reason or self.good_but_rejected)


def make_hostile(folder: Path, count: int, seed: int) -> list[Path]:
    """Write ``count`` bad files into ``folder``, every kind in turn, and return their paths."""
    rng = random.Random(seed)
    kinds = [(suffix, maker) for suffix, makers in MAKERS.items() for maker in makers]
    examples = {suffix: sorted(SAMPLE.glob(f"*{suffix}")) for suffix in MAKERS}
    made: list[Path] = []
    for number in range(count):
        suffix, maker = kinds[number % len(kinds)]
        good = rng.choice(examples[suffix]).read_bytes()
        path = folder / f"bad_{number:03}_{maker.__name__.strip('_')}{suffix}"
        path.write_bytes(maker(rng, good))
        made.append(path)
    return made


def run(home: Path, count: int, seed: int) -> Verdict:
    """Ingest ``count`` bad files beside the French sample documents."""
    folder = home / "input"
    folder.mkdir(parents=True)
    bad = {str(path) for path in make_hostile(folder, count, seed)}
    good: set[str] = set()
    for path in sorted(SAMPLE.glob("*_fr.*")):
        copied = shutil.copy(path, folder)
        if not path.name.endswith(".json"):
            good.add(str(copied))
    settings = Settings(home=home / "index", ingest=IngestSettings(seconds_per_file=20))
    report = ingest(settings, [folder])
    rejected = {e.file.path: e for e in report.files if e.outcome is Outcome.REJECTED}
    return Verdict(
        report=report,
        bad=len(bad),
        good=len(good),
        read_although_bad=tuple(sorted(bad - rejected.keys())),
        without_reason=tuple(p for p, e in rejected.items() if not (e.code and e.message)),
        good_but_rejected=tuple(sorted(good & rejected.keys())),
        codes=Counter(e.code or "none" for e in rejected.values()),
    )


def main() -> int:
    """Run it and print what became of the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        verdict = run(Path(home), arguments.count, arguments.seed)
    print(f"{verdict.bad} bad files, {verdict.good} good ones")
    print("rejected by reason:", dict(verdict.codes.most_common()))
    print(f"documents served: {verdict.report.documents} of {verdict.good}")
    for name in ("read_although_bad", "without_reason", "good_but_rejected"):
        for path in getattr(verdict, name):
            print(f"{name}: {Path(path).name}")
    print("holds" if verdict.holds else "FAILS")
    return 0 if verdict.holds else 1


if __name__ == "__main__":
    sys.exit(main())
