from dataclasses import replace

import pytest

from index.types import Hit, Query
from ingest.types import Document, Status
from service.evidence import is_covered, judge, missing
from service.generators.extractive import ExtractiveGenerator
from service.messages import messages
from service.questions import analyse
from service.support import weigh
from service.types import Reason, Refusal


@pytest.fixture
def candidates(library):
    def weighed(text, language="en"):
        question = analyse(text, language)
        hits = library.search(Query(text, language, top_k=20)).hits
        return question, {c.passage.locator: c for c in weigh(question, hits, library)}

    return weighed


@pytest.mark.parametrize(
    ("text", "locator", "lacking"),
    [
        ("What is the budget of DA_7_12_01?", "p2", ()),
        ("What do R36 and DA_7_12_01 say?", "p2", ("R36",)),
        ("What does CWS/55/7 say about CWS/91/2?", "p2", ("CWS/55/7",)),
        ("Did 46 offices reply?", "p1", ()),
        ("Did 47 offices reply?", "p1", ("47",)),
        ("Were there five key actions?", "p3", ()),
        ("Was it in 2031?", "p4", ()),  # the document says so where it begins
        ("Was it in 1999?", "p4", ("1999",)),
        ("What of the 91st session?", "p4", ()),
        ("What of the third session?", "p4", ("3",)),
        ("What did Norway propose?", "p2", ()),
        ("What did Norway propose?", "p1", ("NO",)),
        ("Who said “blockchain”?", "p3", ()),
        ("Who said “zero trust”?", "p3", ("zero trust",)),
        ("What does recommendation 2 say?", "annex/rec-2", ()),
        ("What does recommendation 2 say?", "annex/rec-3", ("2",)),
        ("What does TIC mean?", "p1", ()),  # the title says ICT
    ],
)
def test_constraints_of_a_question_stand_in_the_passage_or_above_it(
    candidates, text, locator, lacking
):
    question, found = candidates(text)
    assert missing(question, found[locator]) == lacking


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("What did Norway propose?", ()),
        ("What did Portugal propose?", ("PT",)),
        ("What did Wakanda propose?", ()),  # may be called otherwise in French
    ],
)
def test_of_all_names_only_countries_are_compared_across_languages(library, text, lacking):
    question = analyse(text, "en")
    passage = library.passage("CWS/91/2#p2", "fr")
    document = library.document("CWS/91/2", "fr")
    (candidate,) = weigh(question, [Hit(passage, document, 1.0, 1)], library)
    assert candidate.foreign
    assert missing(question, candidate) == lacking


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "And how much does it cost?"),
        ("fr", "Et combien cela coûte-t-il ?"),
        ("es", "¿Y cuánto cuesta eso?"),
        ("ru", "А сколько это стоит?"),
        ("ar", "وكم يكلف ذلك؟"),
        ("zh", "那要花多少钱呢？"),
        ("en", "Can you tell me a bit more about this?"),
    ],
)
def test_what_leans_on_nothing_is_too_vague(library, text, language):
    candidates = _candidates_of_two_documents(library, text, language)
    assert judge(analyse(text, language), candidates, library).reason is Reason.TOO_VAGUE


def test_one_document_says_what_is_meant(library):
    text = "And how many offices replied to it?"
    question = analyse(text, "en")
    hits = [
        h for h in library.search(Query(text, "en", top_k=20)).hits if "CWS/91/2" in h.passage.key
    ]
    refused = judge(question, weigh(question, hits, library), library)
    assert not isinstance(refused, Refusal) or refused.reason is not Reason.TOO_VAGUE


def _candidates_of_two_documents(library, text, language):
    question = analyse(text, language)
    first, second, *_ = weigh(question, _hits(library), library)
    other = replace(second.document, key="CWS/91/3", symbol="CWS/91/3")
    return first, replace(second, hit=replace(second.hit, document=other))


def test_a_name_written_alike_in_the_other_language_is_demanded(make_report):
    report = make_report(
        ("p1", "other", "", "Le projet du Ghana comprend une étude."),
        ("p2", "other", "", "Le projet du Kenya comprend une étude."),
        language="fr",
    )
    question = analyse("What does the project of Ghana comprise?", "en")
    judged = judge(question, report.candidates(question.text, "en"), report)
    assert not isinstance(judged, Refusal)
    assert [c.passage.locator for c in judged] == ["p1"]


def test_a_version_that_is_named_is_the_one_that_answers(make_report):
    report = make_report(("p1", "other", "", "Document CWS/91/3 Prov. has five parts."))
    for named, lacking in (("CWS/91/3", ()), ("CWS/91/3 Prov.", ("CWS/91/3 Prov.",))):
        question = analyse(f"How many parts has {named}?", "en")
        assert missing(question, report.candidates(question.text)[0]) == lacking
    question = analyse("What changed compared with CWS/91/3 Prov.?", "en")
    assert missing(question, report.candidates(question.text)[0]) == ()


def test_a_question_that_is_tied_to_a_passage_needs_less_of_the_subject(make_report):
    report = make_report(
        ("p1", "other", "", "The WILD is a dialogue."), ("p2", "other", "", "It is open.")
    )

    def covered(text):
        return is_covered(analyse(text, "en"), report.candidates(text)[0])

    assert covered("Why do offices like the WILD so much?")
    assert not covered("Why do offices like any dialogue so much?")


def test_a_similarity_counts_across_languages_only(library):
    question = analyse("Who repairs bicycles?", "en")

    def covered(language):
        passage = library.passage("CWS/91/2#p2", language)
        document = library.document("CWS/91/2", language)
        hit = Hit(passage, document, 1.0, 1, scores={"cosine": 0.9})
        (candidate,) = weigh(question, [hit], library)
        return is_covered(question, candidate)

    assert covered("ru")
    assert not covered("en")


def test_where_nothing_may_be_found_the_documents_do_not_answer(library):
    outcome = judge(analyse("Who repairs bicycles?", "en"), (), library)
    assert isinstance(outcome, Refusal)
    assert outcome.reason is Reason.NOT_IN_DOCUMENTS
    assert outcome.message == messages("en").abstain["not_in_documents"]


def test_what_is_missing_everywhere_is_named_as_it_was_asked(library, candidates):
    question, found = candidates("What did Wakanda propose?")
    outcome = judge(question, tuple(found.values()), library)
    assert isinstance(outcome, Refusal)
    assert "“Wakanda”" in outcome.message


def test_a_wish_that_speaks_of_deciding_is_no_decision(library, make_passage):
    passage = make_passage("The Delegation of Chile said that the CWS had decided on archive fees.")
    passage = replace(passage, status=Status.DELEGATION)
    document = library.document("CWS/91/2", "en")
    assert isinstance(document, Document)
    question = analyse("What did the CWS decide on archive fees?", "en")
    evidence = weigh(question, [Hit(passage, document, 1.0, 1)], library)
    assert isinstance(ExtractiveGenerator(library, 4).generate(question, evidence), Refusal)


def _hits(library):
    return library.search(Query("offices", "en", top_k=20)).hits


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "When did the CWS decide that the fees should be abolished?"),
        ("fr", "Quand le CWS a-t-il décidé que les taxes devraient être supprimées ?"),
    ],
)
def test_what_only_a_delegation_said_was_not_decided(library, language, text):
    refusal = _judged(library, text, language)
    assert refusal.reason is Reason.FALSE_PREMISE
    assert refusal.message == messages(language).abstain["wished"]
    assert refusal.quotes[0].evidence.passage.status is Status.DELEGATION


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Why did Portugal state that the fees should be abolished?", "Portugal"),
        ("fr", "Pourquoi le Portugal a-t-il déclaré que les taxes devraient être supprimées ?", ""),
    ],
)
def test_what_another_delegation_said_is_told_as_its_own(library, language, text, name):
    refusal = _judged(library, text, language)
    assert refusal.reason is Reason.FALSE_PREMISE
    assert name in refusal.message
    assert refusal.quotes[0].evidence.passage.locator == "p6"


def test_of_a_country_of_which_nothing_is_told_nothing_is_contradicted(library):
    refusal = _judged(library, "How many workshops were held in Portugal?", "en")
    assert refusal.reason is Reason.NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    ("likeness", "reason"),
    [(0.2, Reason.OUT_OF_SCOPE), (0.7, Reason.NOT_IN_DOCUMENTS)],
)
def test_what_means_nothing_like_the_documents_is_out_of_scope(library, likeness, reason):
    text = "Which pizza recipe needs tomatoes from the archive?"
    question = analyse(text, "en")
    found = weigh(question, library.search(Query(text, "en", top_k=20)).hits, library)
    refusal = judge(question, found, library, lambda _, others: [likeness] * len(others))
    assert refusal.reason is reason


def test_a_number_met_by_something_else_does_not_hide_that_others_are_counted(library):
    # Paragraph 7 is not seven actions; 46 offices are not actions either.
    refusal = _judged(library, "Which 46 key actions did the participants identify?", "en")
    assert refusal.reason is Reason.FALSE_PREMISE
    assert "46" in refusal.message


def _judged(library, text, language):
    question = analyse(text, language)
    hits = library.search(Query(text, language, top_k=20)).hits
    return judge(question, weigh(question, hits, library), library)


@pytest.mark.parametrize(
    ("text", "likeness", "told"),
    [
        ("How much cash does the pilot want?", 0.7, True),
        ("How much cash does the pilot want?", 0.3, False),
        ("Why does the pilot want cash?", 0.7, False),  # nothing to recognise a reason by
    ],
)
def test_other_words_for_the_same_are_evidence_where_they_hold_what_is_asked(
    library, text, likeness, told
):
    question = analyse(text, "en")
    passage, document = library.passage("CWS/91/2#p2", "en"), library.document("CWS/91/2", "en")
    (candidate,) = weigh(question, [Hit(passage, document, 1.0, 1)], library)
    candidate = replace(candidate, coverage=0.3)
    found = judge(question, [candidate], library, lambda _, others: [likeness] * len(others))
    assert (found == (candidate,)) is told


@pytest.mark.parametrize(
    ("text", "likeness", "refused"),
    [
        ("Best pizza recipe for the results of a picnic?", 0.2, True),
        ("Best pizza recipe for the results of a picnic?", 0.5, False),
        ("What did the CWS decide on pizza for the results of a picnic?", 0.2, False),
    ],
)
def test_a_shared_word_abroad_makes_no_subject_of_ours(library, text, likeness, refused):
    question = analyse(text, "en")
    passage, document = library.passage("CWS/91/2#p4", "fr"), library.document("CWS/91/2", "fr")
    (candidate,) = weigh(question, [Hit(passage, document, 1.0, 1)], library)
    candidate = replace(candidate, coverage=0.3)
    found = judge(question, [candidate], library, lambda _, others: [likeness] * len(others))
    is_out = isinstance(found, Refusal) and found.reason is Reason.OUT_OF_SCOPE
    assert is_out is refused


def test_a_passage_abroad_that_only_mentions_a_document_does_not_tell_what_it_says(library):
    question = analyse("What conclusions does document CWS/91/2 reach?", "en")
    passage, document = library.passage("CWS/91/2#p4", "fr"), library.document("CWS/91/2", "fr")
    (own,) = weigh(question, [Hit(passage, document, 1.0, 1)], library)
    other = replace(own, hit=replace(own.hit, document=replace(document, symbol="CWS/91/9")))
    assert is_covered(question, replace(own, coverage=0.1))
    assert not is_covered(question, replace(other, coverage=0.1))
