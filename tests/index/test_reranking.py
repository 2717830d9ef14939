import numpy as np
import pytest

from config.settings import CrossEncoderSettings, NoRerankerSettings
from evaluation.faults.documents import make_document
from index.embedders.hashing import HashingEmbedder
from index.fusion import Candidate, Paragraph
from index.generation import open_current
from index.manifest import settings_digest
from index.reranking import Reranking, build_reranking, read_text
from index.search import Searcher
from index.types import Filters, Query
from index.windows import context_of, embedded_texts
from ingest.types import LANGUAGES

NO_FILTERS = Filters()


class Wanted:
    """A reranker of another kind: passages with a given word are good, and others are not."""

    name = "wanted"

    def __init__(self, *words):
        self.words = words
        self.read = []

    def scores(self, query, passages):
        del query
        self.read.extend(passages)
        found = [any(word in passage for word in self.words) for passage in passages]
        return np.array(found, np.float32) * np.float32(0.9)


@pytest.fixture
def search(settings):
    def find(
        reranker, question, language="en", *, top_n=20, weight=0.7, top_k=10, filters=NO_FILTERS
    ):
        reranking = Reranking(reranker, top_n, weight) if reranker else None
        generation = open_current(settings.home, settings.store).generation
        embedder = HashingEmbedder(settings.embedder.dim)
        found = Searcher(generation, embedder, settings.search, reranking)
        return found.search(Query(question, language, filters, top_k)).hits

    return find


def keys(hits):
    return [hit.passage.key for hit in hits]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_reranker_finds_best_comes_first(
    publish, search, solar, solar_texts, questions, language
):
    publish(*solar)
    words = solar_texts[language][2][-8:]
    assert keys(search(None, questions[language], language))[0] == "CWS/90/4#p1"
    hits = search(Wanted(words), questions[language], language)
    assert keys(hits)[0] == "CWS/90/4#p3"
    assert hits[0].passage.language == language
    assert hits[0].scores["reranker"] == pytest.approx(0.9)
    assert hits[1].scores["reranker"] == 0


def test_it_reads_each_paragraph_once_in_the_version_that_is_shown(publish, search, solar):
    publish(*solar)
    reranker = Wanted("x")
    # English words asked by a reader of French: English versions fit best, French ones are shown.
    hits = search(reranker, "What is the budget of the solar library?", "fr")
    shown = [hit.passage for hit in hits]
    assert hits[0].languages[0] == "en"
    assert len(reranker.read) == len(shown) == 3
    expected = {f"Solar library\n{passage.text}" for passage in shown}
    assert set(reranker.read) == expected and {each.language for each in shown} == {"fr"}


def test_only_the_best_are_read_and_they_stay_before_the_others(publish, search):
    texts = [f"Solar library number {n} of the region." for n in range(1, 31)]
    publish(make_document("CWS/90/4", "en", texts))
    before = keys(search(None, "solar library of the region", top_k=30))
    reranker = Wanted("no such word")
    hits = search(reranker, "solar library of the region", top_n=5, top_k=30)
    assert len(reranker.read) == 5
    assert set(keys(hits)[:5]) == set(before[:5]) and set(keys(hits)) == set(before)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True) and scores[-1] >= 0 and scores[0] <= 1
    assert [("reranker" in hit.scores) for hit in hits] == [True] * 5 + [False] * 25


def test_the_weight_says_whose_word_counts(publish, search, solar, questions):
    publish(*solar)
    plain = search(None, questions["en"])
    fused_only = search(Wanted("adopted"), questions["en"], weight=0.0)
    assert keys(fused_only) == keys(plain)
    assert [hit.score for hit in fused_only] == pytest.approx([hit.score for hit in plain])
    reranker_only = search(Wanted("adopted"), questions["en"], weight=1.0)
    assert [hit.score for hit in reranker_only] == pytest.approx([0.9, 0, 0])
    blended = search(Wanted("adopted"), questions["en"], weight=0.5)
    own = {hit.passage.key: hit.score for hit in plain}
    for hit in blended:
        expected = 0.5 * own[hit.passage.key] + 0.5 * hit.scores["reranker"]
        assert hit.score == pytest.approx(expected, abs=1e-5)


def test_what_the_question_names_outright_stays_first(publish, search, solar):
    publish(*solar)
    hits = search(Wanted("budget"), "What does paragraph 3 of CWS/90/4 say?")
    assert keys(hits) == ["CWS/90/4#p3", "CWS/90/4#p1", "CWS/90/4#p2"]


def test_a_document_that_is_named_is_preferred_to_another_with_the_same_words(publish, search):
    texts = ["The library opens at nine."]
    publish(*(make_document(f"CWS/90/{n}", "en", texts) for n in range(1, 9)))
    hits = search(Wanted("opens"), "When does the library of CWS/90/7 open?", weight=1.0)
    assert keys(hits)[0] == "CWS/90/7#p1"


def test_odd_questions_and_filters_that_keep_nothing_are_no_trouble(publish, search, solar):
    publish(*solar)
    reranker = Wanted("x")
    assert search(reranker, "budget", filters=Filters(body=("NONE",))) == ()
    assert not reranker.read
    for text in ("", "؟", "\x00", '"( AND ) OR *'):
        assert len(search(reranker, text)) <= 3


def test_the_index_does_not_depend_on_the_reranker(settings):
    chosen = CrossEncoderSettings(kind="cross-encoder", model="any")
    with_one = settings.model_copy(update={"reranker": chosen})
    assert settings_digest(with_one) == settings_digest(settings)


def test_the_text_begins_with_the_line_that_windows_carry():
    parsed = make_document("CWS/90/4", "en", ["It rains. " * 300], title="Solar library")
    passage = parsed.passages[0]
    read = read_text(passage, "Report on libraries")
    context = context_of(passage, "Report on libraries")
    first = embedded_texts(passage.text, context, 900)[0]
    assert read.startswith("Report on libraries | Solar library\nIt rains.")
    assert read.startswith(first) and read.endswith(passage.text)
    bare = make_document("CWS/90/4", "en", ["It rains."]).passages[0]
    assert read_text(bare, "") == "It rains."


def test_paragraphs_that_were_not_read_keep_their_order_below():
    read, others = (
        [Paragraph(place, [Candidate(place, "en", score)], score) for place, score in given]
        for given in ([(1, 0.8), (2, 0.6)], [(3, 0.6), (4, 0.1)])
    )
    reranking = Reranking(Wanted("x"), 2, 0.7)
    reranking.apply("query", read, ["no", "no"])
    reranking.lower(others)
    assert [each.score for each in (*read, *others)] == pytest.approx([0.24, 0.18, 0.18, 0.03])


def test_none_reads_nothing_again():
    assert build_reranking(NoRerankerSettings()) is None


@pytest.mark.transformers
def test_settings_say_how_many_are_read_and_what_that_counts(tiny_cross_encoder):
    made = build_reranking(
        CrossEncoderSettings(
            kind="cross-encoder", model=tiny_cross_encoder, top_n=7, weight=0.4, device="cpu"
        )
    )
    assert (made.top_n, made.weight) == (7, 0.4)
    assert made.reranker.scores("budget", ["solar"]).shape == (1,)
