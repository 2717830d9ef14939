"""Language versions compared over a whole catalogue."""

from evaluation.faults.documents import make_document
from index.generation import open_current
from index.parallel import differing_versions


def differences(publish, settings, french: str):
    publish(
        make_document("CDIP/90/1", "en", ["The budget is 40,000 francs.", "It has 24 parts."]),
        make_document("CDIP/90/1", "fr", french.split("|")),
        make_document("CDIP/90/2", "fr", ["Ce document n’existe qu’en une langue : 99."]),
    )
    return differing_versions(open_current(settings.home, settings.store).generation.catalogue)


def test_tells_which_document_and_passage_differ(publish, settings):
    french = "Le budget est de 41\u00a0000 francs.|Il compte 24 parties."
    ((key, found),) = differences(publish, settings, french)
    assert key == "CDIP/90/1"
    assert found.languages == ("en", "fr")
    assert found.message == "p1: figures only in en: 40000; only in fr: 41000"


def test_tells_of_a_passage_that_is_missing(publish, settings):
    ((key, found),) = differences(publish, settings, "Le budget est de 40\u00a0000 francs.")
    assert (key, found.locator) == ("CDIP/90/1", "p2")


def test_versions_that_agree_are_not_told(publish, settings):
    french = "Le budget est de 40\u00a0000 francs.|Il compte 24 parties."
    assert differences(publish, settings, french) == []
