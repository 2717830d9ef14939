"""The command ``wipo-rag``: finds the commands that each folder brings, and runs one."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path

from config.commands import FAILED, WRONG_USAGE, Command

# Two spinning threads on a shared machine cost up to 70 times the CPU of one; our own work is
# spread over requests and languages instead. Must be set before NumPy and FAISS are loaded.
for name, value in (
    ("OMP_WAIT_POLICY", "passive"),
    ("OMP_NUM_THREADS", "1"),
    ("OPENBLAS_NUM_THREADS", "1"),
    ("TOKENIZERS_PARALLELISM", "false"),
):
    os.environ.setdefault(name, value)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = build_parser(_commands())
    arguments = parser.parse_args(argv)
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    from pydantic import ValidationError

    from config.settings import Settings

    try:
        settings = Settings() if arguments.home is None else Settings(home=arguments.home)
    except ValidationError as error:
        sys.stderr.write(f"wipo-rag: settings: {error}\n")
        return WRONG_USAGE
    command: Command = arguments.command
    try:
        return command.run(arguments, settings)
    except KeyboardInterrupt:
        sys.stderr.write("wipo-rag: stopped\n")
        return FAILED
    except BrokenPipeError:
        # The reader of our output went away (``| head``); there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def build_parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    """Return the parser of all ``commands``; each takes ``--home`` and ``--json`` too."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--home", type=Path, default=argparse.SUPPRESS, help=HOME_HELP)
    shared.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser = argparse.ArgumentParser(
        prog="wipo-rag", description="Cited answers from meeting documents, in six languages."
    )
    parser.add_argument("--home", type=Path, default=None, help=HOME_HELP)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in commands:
        sub = subparsers.add_parser(command.name, help=command.help, parents=[shared])
        sub.set_defaults(command=command)
        command.configure(sub)
    return parser


HOME_HELP = "where the index lives (default ./var, or WIPO_RAG_HOME)"


def _commands() -> list[Command]:
    found: list[Command] = []
    for entry in sorted(entry_points(group="wipo_rag.commands"), key=lambda e: e.name):
        found.extend(entry.load())
    return found


if __name__ == "__main__":
    sys.exit(main())
