import pytest

from evaluation.faults.documents import file_of, make_document
from index.embedders.hashing import HashingEmbedder
from index.errors import ModelMismatch
from index.generation import open_current
from index.search import Searcher
from index.types import Filters, Query
from ingest.types import LANGUAGES, Status


def keys(result):
    return [hit.passage.key for hit in result.hits]


@pytest.mark.parametrize("language", LANGUAGES)
def test_finds_the_paragraph_in_the_language_of_the_question(
    publish, searcher, solar, questions, language
):
    publish(*solar)
    result = searcher().search(Query(questions[language], language))
    first = result.hits[0]
    assert (first.passage.key, first.passage.language) == ("CWS/90/4#p1", language)
    assert first.document.language == language and first.passage.text in first.document.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_finds_the_paragraph_where_only_one_language_is_held(
    publish, searcher, solar, questions, language
):
    publish(*(parsed for parsed in solar if parsed.document.language == language))
    assert keys(searcher().search(Query(questions[language], language)))[0] == "CWS/90/4#p1"


def test_six_versions_of_a_paragraph_are_one_hit(publish, searcher, solar, questions):
    publish(*solar)
    result = searcher().search(Query(questions["en"], "en"))
    assert len(keys(result)) == len(set(keys(result))) == 3
    assert result.hits[0].languages[0] == "en"
    assert set(result.hits[0].languages) == set(LANGUAGES)


def test_shows_another_language_where_that_of_the_question_is_not_held(publish, searcher, solar):
    publish(*(parsed for parsed in solar if parsed.document.language == "fr"))
    result = searcher().search(Query("budget CWS/90/4 solaire", "zh"))
    assert result.hits[0].passage.language == "fr" and keys(result)[0] == "CWS/90/4#p1"


def test_scores_fall_with_rank_and_lie_between_nought_and_one(publish, searcher, solar, questions):
    publish(*solar)
    hits = searcher().search(Query(questions["fr"], "fr")).hits
    assert [hit.rank for hit in hits] == [1, 2, 3]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True) and scores[-1] >= 0 and scores[0] <= 1


def test_returns_no_more_than_top_k(publish, searcher, solar, questions):
    publish(*solar)
    assert len(searcher().search(Query(questions["en"], "en", top_k=2)).hits) == 2


def test_the_same_query_gives_the_same_hits_whatever_the_order_of_the_files(
    publish, searcher, solar, questions, settings, tmp_path
):
    publish(*solar)
    one = searcher()
    settings_two = settings.model_copy(update={"home": tmp_path / "two"})
    publish(*reversed(solar), home=settings_two.home)
    two = Searcher(open_current(settings_two.home, settings.store).generation, HashingEmbedder(512))
    for language, question in questions.items():
        first, second = (s.search(Query(question, language)).hits for s in (one, two))
        assert first == second


def test_searches_only_languages_that_are_asked_for(publish, searcher, solar, questions):
    publish(*solar)
    query = Query(questions["en"], "en", Filters(language=("ru", "es")))
    result = searcher().search(query)
    assert {hit.passage.language for hit in result.hits} <= {"ru", "es"}
    assert result.searched.languages == ("es", "ru")
    assert (result.searched.documents, result.searched.passages) == (2, 6)


def test_filters_are_applied_before_the_search(publish, searcher):
    many = [
        make_document(f"CWS/80/{n}", "en", [f"Budget of the solar library {n}."] * 2)
        for n in range(1, 150)
    ]
    wanted = make_document("CDIP/7/1", "en", ["A library."], kind="report")
    publish(*many, wanted)
    found = searcher().search(Query("budget solar library", "en", Filters(kind=("report",))))
    assert keys(found) == ["CDIP/7/1#p1"]


def test_keeps_only_passages_of_a_status(publish, searcher):
    statuses = {"p1": Status.DECISION, "p2": Status.INVITATION}
    texts = ["The Committee noted the plan.", "The Committee is invited to note the plan."]
    publish(make_document("CWS/90/4", "en", texts, statuses=statuses))
    found = searcher().search(Query("note the plan", "en", Filters(status=("invitation",))))
    assert keys(found) == ["CWS/90/4#p2"] and found.searched.passages == 1


def test_searches_versions_in_force_unless_asked(publish, searcher):
    publish(
        make_document("CWS/90/4", "en", ["The plan of libraries, draft."], version="Prov."),
        make_document("CWS/90/4", "en", ["The plan of libraries, final."]),
    )
    plan = searcher()
    assert keys(plan.search(Query("plan of libraries", "en"))) == ["CWS/90/4#p1"]
    with_all = plan.search(Query("plan of libraries", "en", Filters(include_superseded=True)))
    assert sorted(keys(with_all)) == ["CWS/90/4 Prov.#p1", "CWS/90/4#p1"]
    named = plan.search(Query("plan", "en", Filters(symbol=("cws/90/4 PROV.",))))
    assert keys(named) == ["CWS/90/4 Prov.#p1"]
    of_symbol = plan.search(Query("plan", "en", Filters(symbol=("CWS/90/4",))))
    assert keys(of_symbol) == ["CWS/90/4#p1"]


def test_a_superseded_version_that_the_question_names_is_searched(publish, searcher):
    publish(
        make_document("CWS/90/4", "en", ["The plan of libraries, draft."], version="Prov."),
        make_document("CWS/90/4", "en", ["The plan of libraries, final."]),
    )
    found = searcher().search(Query("What was paragraph 1 of CWS/90/4 Prov.?", "en"))
    assert keys(found)[0] == "CWS/90/4 Prov.#p1"


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What does paragraph 3 of CWS/90/4 say?", "en"),
        ("Que dit le paragraphe 3 du document CWS/90/4 ?", "fr"),
        ("¿Qué dice el párrafo 3 de CWS/90/4?", "es"),
        ("О чем говорится в пункте 3 документа CWS/90/4?", "ru"),
        ("ماذا تقول الفقرة 3 من الوثيقة CWS/90/4؟", "ar"),
        ("CWS/90/4第3段说了什么？", "zh"),
    ],
)
def test_a_paragraph_that_is_named_comes_first(publish, searcher, solar, question, language):
    other = make_document("CDIP/7/1", "en", ["What does paragraph 3 of CWS/90/4 say?"] * 5)
    publish(*solar, other)
    first = searcher().search(Query(question, language)).hits[0]
    assert (first.passage.key, first.passage.language) == ("CWS/90/4#p3", language)
    assert first.scores["lookup"] == 1.0 and first.score >= 0.9


def test_a_recommendation_that_is_named_comes_first_with_its_actions(publish, searcher):
    texts = {f"rec-{n}": f"Recommendation about libraries number {n}." for n in range(1, 12)}
    texts |= {"rec-1/a": "Open them.", "rec-5/a": "Close them."}
    publish(make_document("CWS/90/4", "en", texts))
    found = keys(searcher().search(Query("What is recommendation 5 about?", "en")))
    assert set(found[:2]) == {"CWS/90/4#rec-5", "CWS/90/4#rec-5/a"}


def test_a_paragraph_of_a_named_annex_is_not_that_of_the_main_part(publish, searcher):
    texts = {"p4": "Main words.", "annex-I/p4": "First words.", "annex-II/p4": "Second words."}
    publish(make_document("CWS/90/4", "en", texts))
    plan = searcher()
    assert keys(plan.search(Query("paragraph 4 of annex II", "en")))[0] == "CWS/90/4#annex-II/p4"
    assert keys(plan.search(Query("paragraph 4", "en")))[0] == "CWS/90/4#p4"


def test_a_paragraph_number_alone_is_taken_for_one_of_the_document_that_fits_best(
    publish, searcher
):
    texts = [f"Solar library, part {n}." for n in range(1, 30)]
    texts[16] = "It rains."
    publish(
        make_document("CWS/90/4", "en", texts, title="Results of the solar library"),
        make_document("CWS/90/5", "en", ["Opening hours."] * 29),
    )
    found = searcher().search(Query("results of the solar library, paragraph 17", "en"))
    assert "CWS/90/4#p17" in keys(found)[:3] and "CWS/90/5#p17" not in keys(found)[:3]
    assert "lookup" not in found.hits[0].scores


def test_an_annex_that_is_named_is_preferred(publish, searcher):
    texts = {f"annex-{name}/p1": "The library opens at nine." for name in ("I", "II", "III", "IV")}
    publish(make_document("CWS/90/4", "en", texts))
    found = searcher().search(Query("When does the library open, after Annex III?", "en"))
    assert keys(found)[0] == "CWS/90/4#annex-III/p1"


def test_recommendations_of_two_sets_with_the_same_number_are_both_looked_up(publish, searcher):
    publish(
        make_document("CWS/90/4", "en", {"rec-7": "Open libraries.", "p1": "Words."}),
        make_document("CDIP/90/2", "en", {"annex-I/rec-7": "Close libraries.", "p1": "Words."}),
        make_document("CDIP/90/3", "en", {"annex-II/rec-7": "Move libraries.", "rec-7": "Buy."}),
    )
    found = keys(searcher().search(Query("What is recommendation 7?", "en")))
    assert sorted(found[:4]) == [
        "CDIP/90/2#annex-I/rec-7",
        "CDIP/90/3#annex-II/rec-7",
        "CDIP/90/3#rec-7",
        "CWS/90/4#rec-7",
    ]


def test_a_document_that_is_named_is_preferred(publish, searcher):
    texts = ["The library opens at nine."]
    publish(*(make_document(f"CWS/90/{n}", "en", texts) for n in range(1, 9)))
    found = searcher().search(Query("When does the library of CWS/90/7 open?", "en"))
    assert keys(found)[0] == "CWS/90/7#p1"


@pytest.mark.parametrize(
    "text", ["", "  ", "؟", "?!", "the of and", "\x00", '"( AND ) OR *', "+-:"]
)
def test_odd_questions_are_answered_by_some_list(publish, searcher, solar, text):
    publish(*solar)
    assert len(searcher().search(Query(text, "en")).hits) <= 10


def test_a_filter_that_keeps_nothing_finds_nothing(publish, searcher, solar):
    publish(*solar)
    result = searcher().search(Query("budget", "en", Filters(body=("NONE",))))
    assert result.hits == () and result.searched.passages == 0


def test_refuses_vectors_of_another_model(publish, solar, searcher):
    publish(*solar)
    with pytest.raises(ModelMismatch, match="hashing-512"):
        Searcher(searcher().generation, HashingEmbedder(256))


def test_likeness_tells_sentences_apart_across_languages(tmp_path):
    from config.settings import Settings
    from index.search import open_searcher
    from index.writer import Writer

    settings = Settings(home=tmp_path / "home")
    with Writer(settings) as writer:
        parsed = make_document("CWS/90/4", "fr", ["Le budget est de 40 000 francs."])
        writer.put(file_of(parsed), parsed)
        writer.publish()
    searcher = open_searcher(settings)
    sentences = ["Le budget du projet est de 40 000 francs.", "La réunion aura lieu en mai."]
    for question in ("What is the budget?", "Каков бюджет?", "预算是多少？", "ما هي الميزانية؟"):
        budget, meeting = searcher.likeness(question, sentences)
        assert budget > meeting
    assert searcher.likeness("budget", []) == []
