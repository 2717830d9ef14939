from concurrent.futures import ThreadPoolExecutor

import pytest

from config.settings import Settings
from service import serving as serving_module
from service.errors import NotReady
from service.serving import CatalogueLibrary, Current, open_serving
from service.types import AskRequest


def test_the_real_index_answers_as_the_small_library_does(settings, answerer):
    served = open_serving(settings).answerer
    for question in ("Who proposed the pilot project?", "五项主要行动是什么？", "And?"):
        one, other = served.ask(AskRequest(question)), answerer.ask(AskRequest(question))
        assert one.answer == other.answer
        assert one.reason == other.reason


def test_the_library_of_a_catalogue_keeps_the_contract(settings, library):
    held = CatalogueLibrary(open_serving(settings).catalogue)
    assert held.document("CWS/91/2", "ru") == library.document("CWS/91/2", "ru")
    assert held.document("CWS/91/3", "ru") is None
    assert list(held.passages("CWS/91/2", "zh")) == library.passages("CWS/91/2", "zh")
    assert held.passage("CWS/91/2#p1", "ar") == library.passage("CWS/91/2#p1", "ar")
    assert held.holds("CWS/91/2")
    assert not held.holds("CWS/91/3")
    keys = {"CWS/91/2#p1", "CWS/91/2#p99"}
    assert held.parallel(keys) == library.parallel(keys)


def test_a_new_generation_takes_over_and_the_old_one_goes_on_for_who_holds_it(
    tmp_path, publish_in, monkeypatch
):
    monkeypatch.setattr(serving_module, "_SECONDS_BETWEEN_LOOKS", -1.0)
    current = Current(publish_in(tmp_path, "en"))
    before = current.get()
    publish_in(tmp_path, "en", "fr")
    after = current.get()
    assert (before.generation.name, after.generation.name) == ("000001", "000002")
    assert after.catalogue.languages == ("en", "fr")
    assert "Norway" in before.answerer.ask(AskRequest("Who proposed the pilot project?")).answer


def test_without_an_index_it_says_so_and_finds_one_that_comes_later(
    tmp_path, publish_in, monkeypatch
):
    monkeypatch.setattr(serving_module, "_SECONDS_BETWEEN_LOOKS", -1.0)
    current = Current(Settings(home=tmp_path))
    with pytest.raises(NotReady, match="wipo-rag ingest"):
        current.get()
    publish_in(tmp_path, "en")
    assert current.get().generation.name == "000001"


def test_all_who_come_while_the_index_is_first_opened_wait_for_it(settings):
    current = Current(settings)
    with ThreadPoolExecutor(8) as threads:
        served = list(threads.map(lambda _: current.get(), range(8)))
    assert {id(each) for each in served} == {id(current.serving)}
