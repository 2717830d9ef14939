"""Edits drafts as a person would, and looks whether ``verify-draft`` lists just what it should.

    python -m evaluation.faults.edited_drafts

Of the sample corpus one draft is made in each language; twenty edits change facts in it, others
change none (``draft_edits/*.toml``). Verified are the draft as it was made, the edited one, and the
edited one after LibreOffice opened and saved it, before and after the edits. Prints a line for
each, and ends with 1 if anything was missed or listed without reason.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from config.settings import HashingEmbedderSettings, IngestSettings, Settings
from evaluation.faults.editing_drafts import DraftFile
from evaluation.faults.sample_drafts import sample_summary
from index.generation import open_current
from index.ingestion import ingest
from ingest.types import LANGUAGES, Language
from service.export_docx import to_docx
from service.library import Library
from service.sentences import tell
from service.serving import CatalogueLibrary
from service.verify_draft import Finding, verify_draft

_SECONDS = 300
_SAMPLE = Path(__file__).resolve().parents[1] / "datasets" / "sample" / "documents"
_WORKS = ("cdip_89_10_", "cws_90_9_", "cdip_90_6_", "scp_90_inf_2_")
_ONE_WORKER = IngestSettings(workers=1)

Edit = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of one draft. ``missed`` are kinds of edits, ``extra`` sentences."""

    language: Language
    state: str
    edits: int
    listed: int
    missed: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Say whether everything was listed, and nothing else."""
        return not self.missed and not self.extra


def edits_in(language: Language) -> dict[str, Any]:
    """Return the edits of one language: ``typo``, ``facts``, ``editorial``."""
    source = files("evaluation").joinpath("faults", "draft_edits", f"{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def make_draft(library: Library, language: Language, path: Path) -> None:
    """Write a draft with a slip of spelling in it, where a language has any."""
    typo = edits_in(language).get("typo")
    told = partial(_misspelled, typo) if typo else tell
    path.write_bytes(to_docx(sample_summary(library, language, told=told)))


def _misspelled(typo: Sequence[str], quote: str) -> str:
    return tell(quote).replace(typo[0], typo[1])


def edit(source: Path, target: Path, language: Language) -> dict[str, tuple[str, ...]]:
    """Write an edited draft; return the sentences that have to be listed, by kind of edit."""
    draft, edits = DraftFile(source, language), edits_in(language)
    for each in (*edits["editorial"], *edits["facts"]):
        _apply(each, draft)
    draft.write(target)
    return {each["kind"]: tuple(_expected(each, draft)) for each in edits["facts"]}


def _apply(each: Edit, draft: DraftFile) -> None:
    match each:
        case {"at": at, "find": find, "put": put}:
            draft.replace(at, find, put)
        case {"in_note": at, "find": find, "put": put}:
            draft.replace_in_note(at, find, put)
        case {"swap": [one, other]}:
            draft.exchange_notes(one, other)
        case {"drop": [at, place]}:
            draft.drop_note(at, place)
        case {"bare": at}:
            draft.drop_notes(at)
        case {"add": at, "put": put}:
            draft.add_sentence(at, put)
        case {"new": at, "put": put}:
            draft.add_paragraph(at, put)
        case {"first": at}:
            draft.put_first_sentence_last(at)
        case {"move": at}:
            draft.move(at)
        case {"heading": find, "put": put}:
            draft.replace_heading(find, put)
        case _:
            raise ValueError(f"what is to be edited? {dict(each)}")


def _expected(each: Edit, draft: DraftFile) -> Iterator[str]:
    match each:
        case {"at": at, "put": put}:
            yield from (sentence for sentence in draft.sentences(at) if put in sentence)
        case {"in_note": at}:
            yield draft.text(at)
        case {"swap": numbers}:
            yield from (sentence for at in numbers for sentence in draft.sentences(at))
        case {"drop": [at, place]}:
            yield draft.sentences(at)[place - 1]
        case {"bare": at}:
            yield from draft.sentences(at)
        case {"put": put}:
            yield put


def judge(
    findings: Sequence[Finding],
    expected: Mapping[str, Sequence[str]],
    language: Language,
    state: str,
) -> Outcome:
    """Return which edits were missed, and what was listed without reason."""
    listed = [finding.sentence for finding in findings]
    wanted = {sentence for sentences in expected.values() for sentence in sentences}
    return Outcome(
        language=language,
        state=state,
        edits=len(expected),
        listed=len(listed),
        missed=tuple(
            kind for kind, told in expected.items() if not told or not set(told) <= set(listed)
        ),
        extra=tuple(sentence for sentence in listed if sentence not in wanted),
    )


def outcomes(
    library: Library,
    languages: Sequence[Language],
    folder: Path,
    resave: Callable[[Sequence[Path], Path], None] | None,
) -> Iterator[Outcome]:
    """Yield what is found in each state of each draft; ``resave`` is a word processor."""
    settings = Settings().ingest
    made = {language: folder / f"{language}.docx" for language in languages}
    for language, path in made.items():
        make_draft(library, language, path)
        report = verify_draft(path, settings, library, "sample")
        yield judge(report.findings, {}, language, "as it was made")
    (folder / "edited").mkdir()
    expected = {at: edit(path, folder / "edited" / path.name, at) for at, path in made.items()}
    states = {"edited": folder / "edited"}
    if resave is not None:
        resave([*made.values()], folder / "saved")
        (folder / "saved edited").mkdir()
        for language, path in made.items():
            edit(folder / "saved" / path.name, folder / "saved edited" / path.name, language)
        resave([folder / "edited" / p.name for p in made.values()], folder / "edited saved")
        states |= {
            "saved by LibreOffice": folder / "saved",
            "saved by LibreOffice, then edited": folder / "saved edited",
            "edited, then saved by LibreOffice": folder / "edited saved",
        }
    for state, place in states.items():
        for language, path in made.items():
            report = verify_draft(place / path.name, settings, library, "sample")
            wanted = expected[language] if "edited" in state else {}
            yield judge(report.findings, wanted, language, state)


def libreoffice() -> Callable[[Sequence[Path], Path], None] | None:
    """Return what saves Word files anew; None if LibreOffice is not installed."""
    office = shutil.which(Settings().ingest.office)
    return None if office is None else partial(_resave, office)


def _resave(office: str, paths: Sequence[Path], target: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        command = [office, "--headless", f"-env:UserInstallation={Path(profile).as_uri()}"]
        command += ["--convert-to", "docx", "--outdir", str(target), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the outcomes; return 1 if one is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--home", type=Path, help="an index of the sample corpus")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or ingested(Path(folder) / "home")
        library = CatalogueLibrary(open_current(home, Settings().store).generation.catalogue)
        resave, wrong = libreoffice(), 0
        if resave is None:
            print("LibreOffice is not installed: nothing is saved by it")
        work = Path(folder) / "drafts"
        work.mkdir()
        for outcome in outcomes(library, LANGUAGES, work, resave):
            wrong += not outcome.is_right
            found = outcome.edits - len(outcome.missed)
            print(f"{outcome.language}  {outcome.state:34} {found:2} of {outcome.edits:2} edits"
                  f" listed, {len(outcome.extra)} sentences without reason")  # fmt: skip
            for kind in outcome.missed:
                print(f"    missed: {kind}")
            for sentence in outcome.extra:
                print(f"    without reason: {sentence}")
    return 1 if wrong else 0


def ingested(home: Path) -> Path:
    """Index what the drafts are made of."""
    settings = Settings(
        home=home, embedder=HashingEmbedderSettings(kind="hashing", dim=64), ingest=_ONE_WORKER
    )
    found = sorted(_SAMPLE.iterdir())
    ingest(settings, [p for p in found if p.name.startswith(_WORKS) and p.suffix != ".json"])
    return home


if __name__ == "__main__":
    sys.exit(main())
