"""Play scripted chat models against the checks and print what came of it.

    python -m evaluation.faults.lying_models

The sample corpus is indexed, and a document with instructions to models in it. A real HTTP server
plays models that are good, lying, lazy, obedient, slow, broken, in the wrong language or fond of
markup; every question goes through ``POST /v1/ask``, every third one streamed. Ends with 1 if
anything reached the client that should not have, or if fewer than 0.95 of the good sentences did.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from pathlib import Path

from config.settings import Settings
from evaluation.faults.lying_models.playing import Played
from evaluation.faults.lying_models.report import kept, print_report
from evaluation.faults.lying_models.run import indexed, play_all

_LEAST_KEPT = 0.95


def main() -> int:
    """Run the harness; return 0 if nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="an index made by this command before")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="wipo-rag-models-") as folder:
        settings = Settings(home=given.home or Path(folder) / "home")
        if not (settings.home / "CURRENT").exists():
            indexed(settings)
        played: list[Played] = play_all(settings)
    print_report(played)
    good, offered = kept(played)
    return 0 if good >= _LEAST_KEPT * offered and not any(p.faults for p in played) else 1


if __name__ == "__main__":
    sys.exit(main())
