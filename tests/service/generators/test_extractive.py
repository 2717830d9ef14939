"""What every generator promises, and what the extractive one chooses."""

import pytest

from index.types import Query
from ingest.types import LANGUAGES, Status
from service.checks import genuine
from service.generators.extractive import ExtractiveGenerator
from service.questions import analyse
from service.sentences import tell
from service.support import weigh
from service.types import Draft, Refusal

SUBJECT = {
    "ar": "ميزانية المشروع التجريبي",
    "en": "budget of the pilot project",
    "es": "presupuesto del proyecto piloto",
    "fr": "budget du projet pilote",
    "ru": "бюджет пилотного проекта",
    "zh": "试点项目的预算",
}


@pytest.fixture
def generate(library):
    def run(text, language, most=4, status=None):
        question = analyse(text, language)
        hits = library.search(Query(text, language, top_k=20)).hits
        hits = [hit for hit in hits if status is None or hit.passage.status in status]
        evidence = weigh(question, hits, library)
        return ExtractiveGenerator(library, most).generate(question, evidence)

    return run


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_claim_is_told_in_the_words_of_its_quotes(generate, library, language):
    draft = generate(SUBJECT[language], language)
    assert draft.claims
    for claim in draft.claims:
        assert genuine(claim.quotes, library) == claim.quotes
        assert claim.text == " ".join(tell(quote.text) for quote in claim.quotes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_with_most_of_the_subject_comes_first(generate, language):
    first = generate(SUBJECT[language], language).claims[0]
    assert first.quotes[0].evidence.passage.locator == "p2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_told_twice_and_no_more_than_asked_for(generate, language):
    draft = generate(SUBJECT[language], language, most=2)
    texts = [claim.text for claim in draft.claims]
    assert len(texts) == len(set(texts)) <= 2


def test_an_item_of_a_list_is_told_with_what_introduces_it(generate):
    (claim, *_) = generate("run a pilot on blockchain", "en").claims
    assert claim.text.startswith("Participants identified the following five key actions: (d) run")
    assert len(claim.quotes) == 2


def test_a_question_about_a_decision_gets_no_wish_of_a_delegation(generate):
    outcome = generate("What did the CWS decide on fees?", "en", status={Status.DELEGATION})
    assert isinstance(outcome, Refusal)


def test_a_question_about_a_decision_gets_the_invitation_with_a_note(generate):
    outcome = generate("Did the CWS adopt the glossary?", "en")
    assert isinstance(outcome, Draft)
    assert outcome.note
    (claim,) = outcome.claims
    assert claim.quotes[0].evidence.passage.status is Status.INVITATION


def test_deciding_something_else_is_not_adopting(generate):
    outcome = generate("Did the CWS adopt the Archive Task Force?", "en", status={Status.DECISION})
    assert isinstance(outcome, Refusal)
