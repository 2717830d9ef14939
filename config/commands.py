"""What a folder's ``commands.py`` offers to the command line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from config.settings import Settings

DONE, FAILED, WRONG_USAGE, PARTLY = 0, 1, 2, 3
"""Exit codes; PARTLY: done, but some inputs were rejected."""


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand of ``wipo-rag``.

    ``configure`` adds its arguments to a parser that already knows ``--home`` and ``--json``;
    ``run`` does the work and returns an exit code. Heavy imports belong inside ``run``.
    """

    name: str
    help: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Settings], int]
