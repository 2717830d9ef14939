"""The command ``mcp``: tools for an assistant on this machine. Imports nothing of the extra."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from importlib.util import find_spec

from config.commands import DONE, FAILED, Command
from config.settings import Settings


def installed() -> bool:
    """Say whether the [mcp] extra is installed, without importing it."""
    return find_spec("mcp") is not None and find_spec("mcp_types") is not None


def _configure(parser: ArgumentParser) -> None:
    parser.epilog = "Speaks the protocol on standard input and output; `serve` has it at /mcp."


def _run(arguments: Namespace, settings: Settings) -> int:
    del arguments
    if not installed():
        sys.stderr.write("wipo-rag: this needs the [mcp] extra: pip install 'wipo-rag[mcp]'\n")
        return FAILED
    from service.mcp.stdio import serve_stdio

    serve_stdio(settings)
    return DONE


COMMAND = Command("mcp", "offer search and records as tools to an assistant", _configure, _run)
