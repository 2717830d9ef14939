"""Command line: ``python -m evaluation.datasets.sample.build [--no-pdf]``."""

from __future__ import annotations

import argparse

from evaluation.datasets.sample.build.corpus import HOME, build


def main() -> None:
    """Build the sample corpus in place and print what was done."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.datasets.sample.build",
        description="Build the sample corpus from its YAML sources.",
    )
    parser.add_argument("--no-pdf", action="store_true", help="leave the PDF files as they are")
    arguments = parser.parse_args()
    done = build(HOME, with_pdf=not arguments.no_pdf)
    print(", ".join(f"{number} {what}" for what, number in done.items()))


if __name__ == "__main__":
    main()
