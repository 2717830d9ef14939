"""A model by name, over HTTP, with a time limit for the whole reply."""

import pytest

pytest.importorskip("langchain_openai", reason="needs the [openai] extra")

from config.generator_settings import ChatSettings
from evaluation.faults.lying_models.server import Raw, scripted_server
from service.generators.chat_model import LangChainModel, ModelFailed


@pytest.fixture
def server():
    with scripted_server() as (address, script):
        yield address, script


def says(text):
    def write(shown):
        del shown
        return text

    return write


def model(address, **settings):
    return LangChainModel(ChatSettings(model="scripted", base_url=address, **settings))


def test_a_reply_is_returned_and_the_request_is_cold(server):
    address, script = server
    script.play(says("It is so."))
    assert model(address).complete("rules", "question") == "It is so."
    (asked,) = script.asked
    assert asked["temperature"] == 0 and asked["model"] == "scripted"
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]


@pytest.mark.parametrize(
    "raw",
    [Raw(b"", 500), Raw(b"{"), Raw(b"null"), Raw(b"<html>"), Raw(b"{}", announced=900)],
)
def test_whatever_goes_wrong_is_one_failure(server, raw):
    address, script = server
    script.play(raw)
    with pytest.raises(ModelFailed, match="model_error"):
        model(address).complete("rules", "question")
    assert len(script.asked) == 1


def test_a_slow_model_is_not_waited_for(server):
    address, script = server
    script.play(says("It is so."), delay_s=3)
    with pytest.raises(ModelFailed, match="model_timeout"):
        model(address, timeout_s=0.3).complete("rules", "question")


def test_a_line_that_was_cut_off_is_left_out(server):
    address, script = server
    script.play(says("It is so.\nAnd it wi"), finish="length")
    assert model(address).complete("rules", "question") == "It is so."
    script.play(says("And it wi"), finish="length")
    with pytest.raises(ModelFailed, match="model_cut"):
        model(address).complete("rules", "question")


def test_a_key_that_is_not_there_makes_a_model_unavailable(server, monkeypatch):
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    with pytest.raises(ModelFailed, match="model_unavailable"):
        model(server[0], api_key_env="NO_SUCH_KEY").complete("rules", "question")


def test_a_provider_that_is_not_installed_is_unavailable():
    absent = LangChainModel(ChatSettings(model="nobody:nothing"))
    with pytest.raises(ModelFailed, match="model_unavailable"):
        absent.complete("rules", "question")
