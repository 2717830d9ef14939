"""What the search does with words that the model translates."""

import pytest

from config.settings import SearchSettings, Settings
from evaluation.faults.documents import file_of, make_document
from index.embedders.static import StaticEmbedder
from index.generation import open_current
from index.search import Searcher
from index.types import Query
from index.writer import Writer


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A French index that holds a word of no glossary, and the model."""
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    embedder = StaticEmbedder()
    parsed = make_document(
        "CWS/90/4", "fr", ["La bibliothèque ferme à midi.", "Le jardin reste ouvert."]
    )
    with Writer(settings, embedder) as writer:
        writer.put(file_of(parsed), parsed)
        writer.publish()
    generation = open_current(settings.home, settings.store).generation
    yield generation, embedder
    generation.close()


def lexical(library, text, language, **settings):
    searcher = Searcher(*library, SearchSettings(**settings))
    hits = searcher.search(Query(text, language)).hits
    return {hit.passage.locator: hit.scores["lexical"] for hit in hits}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is the library?", "en"),
        ("¿Dónde está la biblioteca?", "es"),
        ("Где находится библиотека?", "ru"),
        ("أين المكتبة؟", "ar"),
        ("图书馆在哪里？", "zh"),
    ],
)
def test_a_question_meets_the_words_of_another_language_unless_switched_off(
    library, text, language
):
    on = lexical(library, text, language)
    off = lexical(library, text, language, nearest_translation=False)
    assert on["p1"] > on["p2"]
    assert set(off.values()) == {0.0}


def test_a_question_in_the_language_of_the_documents_is_left_as_it_is(library):
    question = "Quand ferme la bibliothèque ?"
    on = lexical(library, question, "fr")
    assert on == lexical(library, question, "fr", nearest_translation=False)
