"""Drafts of the sample corpus in six languages, over an index made once."""

import zipfile

import pytest
from lxml import etree

from config.settings import Settings
from evaluation.faults.edited_drafts import ingested
from evaluation.faults.sample_drafts import sample_summary
from index.generation import open_current
from service.export_docx import to_docx
from service.serving import CatalogueLibrary


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    return ingested(tmp_path_factory.mktemp("drafts") / "home")


@pytest.fixture(scope="session")
def library(home):
    return CatalogueLibrary(open_current(home, Settings().store).generation.catalogue)


@pytest.fixture(scope="session")
def summaries(library):
    """Return the summary in a language."""
    made = {}

    def summary(language):
        if language not in made:
            made[language] = sample_summary(library, language)
        return made[language]

    return summary


@pytest.fixture
def draft(summaries, tmp_path):
    """Write the draft in a language."""

    def write(language="en", **options):
        path = tmp_path / f"{language}.docx"
        path.write_bytes(to_docx(summaries(language), **options))
        return path

    return write


@pytest.fixture(scope="session")
def part():
    """Return the root of an XML part of a file."""

    def read(path, name):
        with zipfile.ZipFile(path) as archive:
            return etree.fromstring(archive.read(name))

    return read


@pytest.fixture(scope="session")
def with_parts():
    """Write a copy of a file in which some parts are others (None: missing)."""

    def write(path, parts, name="changed.docx"):
        target = path.with_name(name)
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as made:
            kept = {each: source.read(each) for each in source.namelist()}
            for each, content in {**kept, **parts}.items():
                if content is not None:
                    made.writestr(each, content)
        return target

    return write
