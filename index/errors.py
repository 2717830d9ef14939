"""Errors raised by index/.

* RetrievalError                     nothing can be searched, or the index cannot be changed
    - NoGeneration                   nothing has been ingested yet
    - DamagedGeneration(problems)    files on disk are not what the manifest says
    - UnknownFormat                  written by a newer version of this program
    - ModelMismatch                  the vectors were made by another embedder
    - LockedByWriter(pid)            another process is changing the index
    - NoEarlierGeneration            there is no intact generation to go back to
    - UnknownDocument                no document has this symbol
    - ExtraMissing(extra)            an optional part of the installation is needed
    - ModelUnavailable               the model of an embedder or reranker cannot be loaded
"""

from __future__ import annotations

from collections.abc import Sequence


class RetrievalError(Exception):
    """The index cannot be searched or changed as asked; the message says what to do."""


class NoGeneration(RetrievalError):
    """Nothing has been ingested yet."""


class DamagedGeneration(RetrievalError):
    """Files of a generation are not what its manifest says, and nothing intact is left.

    ``problems`` names each file and what is wrong with it.
    """

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        self.name = name
        self.problems = tuple(problems)
        more = f" (and {len(problems) - 3} more)" if len(problems) > 3 else ""
        super().__init__(f"generation {name} is damaged: {'; '.join(problems[:3])}{more}")


class UnknownFormat(RetrievalError):
    """The index was written by a newer version of this program."""


class ModelMismatch(RetrievalError):
    """The vectors of the index were made by another embedder than the settings name."""


class LockedByWriter(RetrievalError):
    """Another process is changing the index; ``pid`` is its number, 0 if unknown."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        who = f"process {pid}" if pid else "another process"
        super().__init__(f"the index is being changed by {who}; try again when it is done")


class NoEarlierGeneration(RetrievalError):
    """There is no intact generation before the one in use."""


class UnknownDocument(RetrievalError):
    """No document in the index has this symbol or key."""


class ExtraMissing(RetrievalError):
    """An optional part of the installation is needed; ``extra`` is its name."""

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(f"{purpose} needs the extra [{extra}]: pip install 'wipo-rag[{extra}]'")


class ModelUnavailable(RetrievalError):
    """The model of an embedder or reranker is not there, or cannot be loaded."""
