"""The whole service before a real HTTP server that plays models: what reaches the client."""

import logging
from collections import Counter

import pytest

pytest.importorskip("langchain_openai", reason="needs the [openai] extra")

from config.settings import Settings
from evaluation.faults.lying_models.cases import PARTS, read_cases
from evaluation.faults.lying_models.report import kept, print_report
from evaluation.faults.lying_models.run import indexed, play_all
from ingest.types import LANGUAGES


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """All turns over the cases on which nothing was fitted."""
    settings = Settings(home=tmp_path_factory.mktemp("models") / "home")
    indexed(settings)
    logging.disable(logging.WARNING)
    try:
        return play_all(settings, ("held_out",))
    finally:
        logging.disable(logging.NOTSET)


def test_nothing_that_cannot_be_verified_reaches_the_client(played):
    asked = [each for each in played if each.is_asked]
    assert len(asked) >= 200
    assert {each.turn.case.language for each in asked} == set(LANGUAGES)
    assert [(each.turn.kind, each.faults) for each in played if each.faults] == []


def test_every_kind_of_model_is_played(played):
    models = Counter(each.turn.model for each in played if each.is_asked)
    assert set(models) == {
        "good", "lying", "wrong language", "inventing citations", "lazy", "writing markup",
        "broken", "obedient", "slow", "beyond",
    }  # fmt: skip


def test_good_sentences_are_kept(played):
    told, offered = kept(played)
    assert offered == len(read_cases("held_out"))
    assert told >= 0.95 * offered


def test_what_was_refused_is_said_with_its_reason(played):
    lies = [p for p in played if p.turn.model == "lying" and p.is_asked]
    assert lies and all(each.reasons for each in lies)


def test_the_report_counts_each_turn_once(played, capsys):
    print_report(played)
    told = capsys.readouterr().out
    assert told.startswith(f"{len(played)} turns in 6 languages")
    assert "FAULT" not in told


def test_no_paragraph_is_both_fitted_on_and_measured():
    fitted, measured = ({case.passage for case in read_cases(part)} for part in PARTS)
    assert not fitted & measured
