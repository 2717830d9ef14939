"""The child that parses: reads requests on standard input, answers on standard output.

A request is one line of JSON; an answer is eight bytes of length and as many bytes of JSON. The
child has limits of memory, CPU time, file size and open files, cannot gain privileges and, where
the system allows it, has no network. Its parent kills it when a file takes too long.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import struct
import sys
from pathlib import Path
from typing import IO, Any

import orjson

from config.settings import IngestSettings
from ingest.codec import encode
from ingest.errors import IngestError
from ingest.types import Parsed, Rejection

MEGABYTE = 1 << 20
CLONE_NEWNET = 0x40000000
PR_SET_NO_NEW_PRIVS = 38
LENGTH = struct.Struct(">Q")


def main() -> int:
    """Serve requests until standard input ends."""
    # Whatever a parser prints must not be taken for an answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    settings = IngestSettings(**orjson.loads(sys.stdin.buffer.readline()))
    _preload()
    confine(settings)
    for line in sys.stdin.buffer:
        _answer(answers, _parse(orjson.loads(line), settings))
    return 0


def confine(settings: IngestSettings) -> None:
    """Give up what a parser does not need. Memory is counted beyond what is loaded already."""
    memory = settings.memory_mb * MEGABYTE
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 256 * MEGABYTE,  # LibreOffice writes a converted copy
        resource.RLIMIT_NOFILE: 128,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.unshare(CLONE_NEWNET)


def _preload() -> None:
    """Import the parsers now: afterwards the limits might not leave room for it."""
    import ingest.loaders.docx
    import ingest.loaders.html
    import ingest.loaders.pdf
    import ingest.loaders.text
    import ingest.parse  # noqa: F401


def _parse(request: dict[str, Any], settings: IngestSettings) -> Parsed | Rejection:
    from ingest.parse import parse_file

    path = Path(request["path"])
    _limit_cpu(settings.seconds_per_file)
    try:
        return parse_file(path, settings, request["metadata"], sha256=request["sha256"])
    except IngestError as error:
        return Rejection(path.name, error.code, str(error))
    except MemoryError:
        return Rejection(path.name, "limit", f"parsing needs over {settings.memory_mb} MB")
    except RecursionError:
        return Rejection(path.name, "damaged", "the file is nested too deeply")
    except OSError as error:
        return Rejection(path.name, "unreadable", f"the file cannot be read: {error.strerror}")
    except Exception as error:
        # Parsers of foreign formats raise anything; one file must never end the run.
        return Rejection(
            path.name, "damaged", f"the parser failed: {type(error).__name__}: {error}"
        )


def _limit_cpu(seconds: float) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, hard))


def _answer(answers: IO[bytes], result: Parsed | Rejection) -> None:
    data = encode(result)
    answers.write(LENGTH.pack(len(data)))
    answers.write(data)
    answers.flush()


if __name__ == "__main__":
    sys.exit(main())
