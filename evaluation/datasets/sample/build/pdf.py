"""Turns Word files into PDF with LibreOffice, a few at a time."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROCESSES = 2
TIMEOUT_S = 600


class NoConverter(RuntimeError):
    """LibreOffice is not installed, or left a file out."""


def convert(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the PDF of each Word file: name without suffix -> bytes.

    Raises:
        NoConverter: LibreOffice is missing or failed.
    """
    if not files:
        return {}
    program = shutil.which("soffice")
    if program is None:
        raise NoConverter("soffice is not on the path; install LibreOffice to make PDF files")
    names = sorted(files)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in names:
            (root / f"{name}.docx").write_bytes(files[name])
        shares = [names[start::PROCESSES] for start in range(PROCESSES)]
        with ThreadPoolExecutor(PROCESSES) as pool:
            jobs = [pool.submit(_run, program, root, share) for share in shares if share]
            for job in jobs:
                job.result()
        missing = [name for name in names if not (root / f"{name}.pdf").is_file()]
        if missing:
            raise NoConverter(f"soffice made no PDF of {', '.join(missing)}")
        return {name: (root / f"{name}.pdf").read_bytes() for name in names}


def _run(program: str, root: Path, names: Sequence[str]) -> None:
    # Two instances cannot share a profile.
    profile = (root / f"profile-{names[0]}").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(root)]
    command += [str(root / f"{name}.docx") for name in names]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)
