"""Sentences against one paragraph, without any index."""

import pytest

from service.checks.basis import Basis
from service.checks.claims import fault_of


@pytest.fixture(scope="session")
def fault(make_report):
    """Return a function that names the fault of a sentence about a paragraph, or says None.

    ``told_in`` is the language of the sentence, if it is not that of the paragraph.
    """

    def check(text, passage, language="en", *, status="other", told_in=None):
        report = make_report(("p1", status, "", passage), language=language)
        found = fault_of(text, Basis((report.held[0],), (passage,), told_in or language))
        return found.value if found else None

    return check
