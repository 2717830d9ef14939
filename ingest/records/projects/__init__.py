"""Extracts projects: their forms, lists of them, and what the text tells of one."""

from __future__ import annotations

from ingest.records.projects.form import read_form
from ingest.records.projects.forms import find_forms
from ingest.records.projects.lists import read_lists
from ingest.records.projects.told import read_told
from ingest.records.proofs import Source
from ingest.records.types import Project


def extract_projects(source: Source) -> list[Project]:
    """Return the projects of a document: forms first, then lists, then running text.

    In a document with a form the running text is about the form, and is read with it.
    """
    forms = [project for form in find_forms(source) if (project := read_form(source, form))]
    lists = read_lists(source)
    return [*forms, *lists, *([] if forms else read_told(source, lists))]
