"""On which machine, with which versions, and beside how much other work something was measured."""

from __future__ import annotations

import os
import platform
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = (
    "numpy", "faiss-cpu", "tantivy", "tokenizers", "txtai", "langchain-core", "langchain-classic",
    "langchain-community", "rank-bm25", "bm25s", "model2vec", "torch",
    "transformers", "fastapi", "uvicorn",
)  # fmt: skip


def heading() -> str:
    """Return two sentences: the machine and load, and the versions and command."""
    load = os.getloadavg()[0]
    module = Path(sys.argv[0]).stem
    command = " ".join([f"python -m evaluation.benchmarks.peers.{module}", *sys.argv[1:]])
    versions = ", ".join(f"{name} {found}" for name in _PACKAGES if (found := _version(name)))
    return (
        f"`{command}` on {time.strftime('%d %B %Y, %H:%M', time.gmtime())} UTC:"
        f" {os.cpu_count()} cores of {_processor()}, {_memory_gb():.0f} GB,"
        f" load average {load:.1f} at the start."
        f"\nPython {platform.python_version()}, {versions}. One thread a system.\n"
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gb() -> float:
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemTotal"):
            return int(line.split()[1]) / 1024**2
    return 0.0


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
