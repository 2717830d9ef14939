"""Old Word files (.doc): converted to .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from config.settings import IngestSettings
from ingest.errors import DamagedFile, ParserLimit, UnsupportedFormat
from ingest.loaders import docx
from ingest.types import Loaded

_SHARE_OF_TIME = 0.75
"""Of ``seconds_per_file``: LibreOffice must be stopped before the parser itself is killed."""

_NO_NETWORK = dict.fromkeys(
    ("http_proxy", "https_proxy", "all_proxy", "ftp_proxy"), "http://127.0.0.1:9"
)


def load(path: Path, settings: IngestSettings | None = None) -> Loaded:
    """Return the Word 97-2003 document at ``path`` as read.

    Raises:
        UnsupportedFormat: LibreOffice is not installed.
        ParserLimit: it took too long.
        DamagedFile: it could not convert the file.
    """
    settings = settings or IngestSettings()
    office = shutil.which(settings.office)
    if office is None:
        raise UnsupportedFormat(
            "Old Word files (.doc) are read with LibreOffice: install it, or name its program in"
            " the setting ingest.office, or save the file as .docx."
        )
    with tempfile.TemporaryDirectory(prefix="wipo-rag-doc-") as folder:
        converted = _convert(path, Path(folder), office, settings.seconds_per_file * _SHARE_OF_TIME)
        loaded = docx.load(converted, settings)
    return replace(loaded, warnings=(*loaded.warnings, "converted from .doc by LibreOffice"))


def _convert(path: Path, folder: Path, office: str, seconds: float) -> Path:
    """Return the .docx that LibreOffice makes of ``path`` in ``folder``."""
    # A name of our own: that of the file might begin with a dash.
    source = folder / "source.doc"
    shutil.copyfile(path, source)
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        *("--convert-to", "docx", "--outdir", str(folder), str(source)),
    ]
    # It starts programs of its own; a group can be stopped as a whole.
    process = subprocess.Popen(  # noqa: S603 - the program is the user's setting, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_NO_NETWORK, "HOME": str(folder)},
        cwd=folder,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise ParserLimit(f"LibreOffice took more than {seconds:.0f} seconds.") from error
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    converted = folder / "source.docx"
    if not converted.is_file():
        raise DamagedFile("LibreOffice could not read the old Word file.")
    return converted
