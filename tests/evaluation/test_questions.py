from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import IngestSettings
from evaluation.commands import dataset_folder
from evaluation.questions import (
    DatasetError,
    Judged,
    Question,
    ask_all,
    load_questions,
    search_all,
)
from evaluation.report import details, markdown, report
from evaluation.values import holds_values
from index.types import Hit, Query, Searched, SearchResult
from ingest.parse import parse_file
from ingest.types import LANGUAGES, BlockKind, Document, Language, Passage, Span, Status
from service.messages import messages
from service.types import Answer, AskRequest, Citation, Reason, Retrieved, Statement

REPOSITORY = Path(__file__).parents[2]
SEEDS = REPOSITORY.parent / "shared" / "seeds"

INVITES: dict[Language, str] = {
    "ar": "إن اللجنة مدعوة إلى اعتماد الخطة.",
    "en": "The Committee is invited to adopt the plan.",
    "es": "Se invita al Comité a aprobar el plan.",
    "fr": "Le comité est invité à adopter le plan.",
    "ru": "Комитету предлагается принять план.",
    "zh": "请委员会通过该计划。",
}


# --- a small library --------------------------------------------------------------------------


def document_in(language: Language, text: str) -> Document:
    return Document(
        key="X/1",
        symbol="X/1",
        version=None,
        language=language,
        title="",
        body=None,
        session=None,
        date=None,
        kind="other",
        source="x.txt",
        url=None,
        meeting_id=None,
        doc_id=None,
        sha256="",
        format="text",
        pages=None,
        text=text,
    )


class OneDocument:
    """A library of one document, held as one passage."""

    def __init__(self, language: Language, text: str) -> None:
        self.held = document_in(language, text)

    def document(self, key: str, language: Language) -> Document | None:
        return self.held if (key, language) == (self.held.key, self.held.language) else None

    def passages(self, document: str, language: Language) -> Sequence[Passage]:
        del document, language
        return ()

    def passage(self, key: str, language: Language) -> Passage | None:
        del key, language
        return None

    def holds(self, symbol: str) -> bool:
        return symbol == self.held.symbol

    def parallel(self, keys: object) -> dict[str, tuple[Language, ...]]:
        del keys
        return {}


def answer_of(
    text: str,
    quote: str,
    *,
    key: str = "X/1#p1",
    language: Language = "en",
    quoted_in: Language | None = None,
    status: Status = Status.OTHER,
    reason: Reason | None = None,
) -> Answer:
    told_in = quoted_in or language
    citation = Citation(
        n=1,
        key=key,
        symbol="X/1",
        version=None,
        title="",
        language=told_in,
        paragraph=None,
        annex=None,
        section=(),
        page=None,
        source="x.txt",
        url=None,
        status=status.value,
        quote=quote,
        text=quote,
        score=1.0,
        href="",
        parallel={},
    )
    return Answer(
        id="1",
        question="?",
        language=language,
        mode="extractive",
        abstained=reason is not None,
        reason=reason,
        answer=text,
        statements=(Statement(text, (1,)),),
        citations=(citation,) if quote else (),
        retrieved=(Retrieved(key, "X/1", told_in, "x.txt", quote, 1.0, status.value),),
        searched=Searched(1, 1, (told_in,), "g"),
        timings_ms={},
    )


def judged(question: Question, answer: Answer, library: OneDocument) -> Judged:
    def ask(request: AskRequest) -> Answer:
        assert request.question == question.text
        return answer

    return next(ask_all([question], ask, library))


ASKED = Question("q", "How much?", "en", "amount", values=("205 000",), relevant={"X/1#p1": 2})
UNANSWERABLE = Question("u", "Was it adopted?", "en", "decision", Reason.NOT_IN_DOCUMENTS)
LIBRARY = OneDocument("en", "It costs 205,000 francs.")
SENTENCE = "It costs 205,000 francs."


# --- answers ----------------------------------------------------------------------------------


def test_an_answer_that_cites_and_holds_what_is_asked_is_right() -> None:
    each = judged(ASKED, answer_of(f"{SENTENCE} [1]", SENTENCE), LIBRARY)
    assert each.told is not None
    assert each.told.right
    assert each.faults == ()
    assert each.rank == 1


def test_an_answer_that_cites_another_passage_is_wrong() -> None:
    each = judged(ASKED, answer_of(SENTENCE, SENTENCE, key="X/1#p2"), LIBRARY)
    assert each.faults == ("not_found", "no_relevant_citation")


def test_an_answer_without_the_value_is_wrong() -> None:
    each = judged(ASKED, answer_of("It costs 25,000 francs.", SENTENCE), LIBRARY)
    assert each.faults == ("value_missing",)


def test_a_list_that_lacks_something_is_wrong_and_its_share_is_told() -> None:
    question = Question(
        "l", "Which?", "en", "list", values=("R1", "R2", "R36", "R39"), relevant={"X/1#p1": 2}
    )
    part = judged(question, answer_of("R1, R36 and R39", SENTENCE), LIBRARY)
    assert part.faults == ("value_missing",)
    figures = report([part])["answers"]["all"]
    assert (figures["value_match"], figures["values_held"]) == (0.0, 0.75)


def test_a_list_that_holds_what_does_not_belong_in_it_is_wrong() -> None:
    question = Question(
        "l", "Which?", "en", "list", values=("R1",), wrong=("R7", "R8"), relevant={"X/1#p1": 2}
    )
    assert judged(question, answer_of("R1", SENTENCE), LIBRARY).faults == ()
    more = judged(question, answer_of("R1 and R8", SENTENCE), LIBRARY)
    assert more.faults == ("wrong_value",)
    assert report([more])["answers"]["all"]["value_match"] == 0.0


def test_a_question_about_two_documents_needs_a_passage_of_each() -> None:
    grades = {"X/1#p1": 2, "X/2#p1": 2, "X/3#p1": 1}
    for every_document, faults in ((False, ()), (True, ("no_relevant_citation",))):
        question = Question(
            "a", "?", "en", "ambiguous", every_document=every_document, relevant=grades
        )
        told = answer_of(SENTENCE, SENTENCE)
        assert judged(question, told, LIBRARY).faults == faults
        other = replace(told.citations[0], key="X/2#p1")
        both = replace(told, citations=(*told.citations, other))
        assert "no_relevant_citation" not in judged(question, both, LIBRARY).faults


def test_a_quote_that_is_not_in_the_document_is_counted() -> None:
    each = judged(ASKED, answer_of(SENTENCE, "It costs 205 000 francs."), LIBRARY)
    assert each.faults == ("inexact_quote",)
    assert report([each])["answers"]["all"]["inexact_quotes"] == 1


def test_a_quote_from_a_document_that_is_not_held_is_counted() -> None:
    answer = answer_of(SENTENCE, SENTENCE, quoted_in="fr")
    assert judged(ASKED, answer, LIBRARY).faults == ("inexact_quote",)


def test_refusing_an_answerable_question_is_a_false_refusal() -> None:
    each = judged(ASKED, answer_of("No.", "", reason=Reason.NOT_IN_DOCUMENTS), LIBRARY)
    assert "false_refusal" in each.faults


def test_answering_an_unanswerable_question_is_a_false_answer() -> None:
    each = judged(UNANSWERABLE, answer_of(SENTENCE, SENTENCE), LIBRARY)
    assert each.faults == ("false_answer",)
    refused = answer_of("No.", "", reason=Reason.FALSE_PREMISE)
    assert judged(UNANSWERABLE, refused, LIBRARY).faults == ()


def test_the_language_of_the_answer_is_judged_not_that_of_the_quote() -> None:
    french = OneDocument("fr", SENTENCE)
    told = answer_of(SENTENCE, SENTENCE, quoted_in="fr")
    assert judged(ASKED, told, french).faults == ()
    assert judged(ASKED, answer_of(SENTENCE, SENTENCE, language="fr"), french).faults == (
        "wrong_language",
    )


# --- invitations ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_in_its_own_words_is_not_told_as_a_decision(language: Language) -> None:
    text = INVITES[language]
    answer = answer_of(text, text, language=language, status=Status.INVITATION)
    question = Question(
        "i", "?", language, "decision", Reason.NOT_IN_DOCUMENTS, invitations=frozenset({"X/1#p1"})
    )
    assert judged(question, answer, OneDocument(language, text)).faults == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_part_of_an_invitation_needs_our_note(language: Language) -> None:
    part = INVITES[language][-5:]
    library = OneDocument(language, INVITES[language])
    question = Question("i", "?", language, "decision", relevant={"X/1#p1": 2})
    bare = answer_of(part, part, language=language, status=Status.INVITATION)
    assert judged(question, bare, library).faults == ("invitation_as_decision",)
    note = messages(language).notes["invitation_only"]
    noted = answer_of(f"{note} {part}", part, language=language, status=Status.INVITATION)
    assert judged(question, noted, library).faults == ()


def test_an_invitation_is_known_by_its_key_whatever_status_it_was_given() -> None:
    question = Question("i", "?", "en", "yes_no", relevant={"X/1#p1": 2})
    marked = Question(
        "i", "?", "en", "yes_no", relevant={"X/1#p1": 2}, invitations=frozenset({"X/1#p1"})
    )
    answer = answer_of("adopt the plan", "adopt the plan", status=Status.DECISION)
    library = OneDocument("en", INVITES["en"])
    assert judged(question, answer, library).faults == ()
    assert judged(marked, answer, library).faults == ("invitation_as_decision",)


def test_an_invitation_shown_beside_something_else_is_still_a_false_answer() -> None:
    question = Question(
        "i", "?", "en", "decision", Reason.NOT_IN_DOCUMENTS, invitations=frozenset({"X/1#p9"})
    )
    answer = answer_of(SENTENCE, SENTENCE)
    assert judged(question, answer, LIBRARY).faults == ("false_answer",)


# --- values -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("205 000 francs", "205 000"),
        ("205\u00a0000 francs", "205 000"),
        ("205,000 francs", "205 000"),
        ("205.000 francos", "205 000"),
        ("٢٠٥٬٠٠٠ فرنك", "205 000"),
        ("155 000 – 50 000 205 000", "50 000"),
        ("au moins 60% des participants", "60"),
        ("результат 4.2 и 4.3", "4.2"),
        ("共有46个成员国", "46"),
        ("في الجزائر والكويت", "Algérie|الجزائر"),
        ("Al\u2011Khatib", "Al-Khatib"),
        ("six mois", "6|six"),
    ],
)
def test_a_value_is_found_whatever_its_typography(text: str, value: str) -> None:
    assert holds_values(text, [value])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1205 000", "205 000"),
        ("205 0001", "205 000"),
        ("15 000 francs", "15"),
        ("4.25", "4.2"),
        ("R36", "R3"),
        ("see [46]", "46"),
        ("sixième", "6|six"),
    ],
)
def test_part_of_a_number_or_word_is_not_the_value(text: str, value: str) -> None:
    assert not holds_values(text, [value])


# --- search, figures --------------------------------------------------------------------------


class TwoHits:
    """A search that always finds the same two passages."""

    def search(self, query: Query) -> SearchResult:
        text = "ab"
        document = document_in(query.language, text)
        hits = tuple(
            Hit(
                Passage(
                    key=f"X/1#p{n}",
                    document="X/1",
                    language=query.language,
                    locator=f"p{n}",
                    text=text[n - 1],
                    spans=(Span(n - 1, n),),
                    status=Status.OTHER,
                    kind=BlockKind.PARAGRAPH,
                    order=n,
                ),
                document,
                1 / n,
                n,
            )
            for n in (1, 2)
        )
        return SearchResult(hits, Searched(1, 2, (query.language,), "g"))


def guess(text: str) -> Language:
    del text
    return "ru"


def test_figures_are_means_by_language_and_over_all() -> None:
    questions = [
        Question("1", "a", "ru", "lookup", relevant={"X/1#p1": 2}),
        Question("2", "b", "ru", "lookup", relevant={"X/1#p2": 2}),
        Question("3", "c", "zh", "date", relevant={"X/1#p9": 2}),
        UNANSWERABLE,
    ]
    figures = report(list(search_all(questions, TwoHits(), guess)))
    assert "answers" not in figures
    assert list(figures["search"]) == ["en", "ru", "zh", "all"]
    russian = figures["search"]["ru"]
    assert (russian["hit@1"], russian["hit@3"], russian["RR@10"]) == (0.5, 1.0, 0.75)
    assert figures["search"]["zh"]["hit@10"] == 0.0
    assert figures["search"]["all"]["hit@10"] == pytest.approx(2 / 3)
    assert figures["search"]["en"]["hit@10"] is None
    assert "| ru | 2 | 0.500 | 1.000 | 1.000 | 0.750 |" in markdown(figures)


def test_details_show_what_was_expected_and_the_first_keys() -> None:
    question = Question("1", "a", "ru", "lookup", relevant={"X/1#p2": 2})
    entry = details(next(search_all([question], TwoHits(), guess)))
    assert entry["rank"] == 2
    assert entry["first"] == ["X/1#p1", "X/1#p2"]
    assert json.dumps(entry)


def test_answer_figures_take_each_share_of_the_questions_it_is_about() -> None:
    right = judged(ASKED, answer_of(SENTENCE, SENTENCE), LIBRARY)
    refused = judged(ASKED, answer_of("No.", "", reason=Reason.TOO_VAGUE), LIBRARY)
    false = judged(UNANSWERABLE, answer_of(SENTENCE, SENTENCE), LIBRARY)
    figures = report([right, refused, false])["answers"]["all"]
    assert figures["right"] == pytest.approx(1 / 3)
    assert figures["citation_hit"] == 1.0
    assert figures["value_match"] == 1.0
    assert figures["false_refusals"] == 0.5
    assert figures["false_answers"] == 1.0
    assert figures["reason_right"] is None


# --- reading a set ----------------------------------------------------------------------------


def write_set(folder: Path, entry: dict[str, object], qrels: str) -> Path:
    (folder / "qrels").mkdir(parents=True)
    (folder / "queries.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(
        f"query-id\tcorpus-id\tscore\n{qrels}", encoding="utf-8"
    )
    return folder


ABOUT = {"language": "fr", "type": "date", "answerable": True, "reason": None}


def test_a_set_is_read_with_its_grades(tmp_path: Path) -> None:
    folder = write_set(tmp_path, {"_id": "a", "text": "?", "metadata": ABOUT}, "a\tX/1#p1\t2\n")
    (question,) = load_questions(folder)
    assert question.grades == {"X/1#p1": 2}
    assert question.answerable


@pytest.mark.parametrize(
    ("change", "qrels"),
    [
        ({}, ""),
        ({}, "a\tX/1#p1\t2\nb\tX/1#p1\t2\n"),
        ({}, "a\tX/1#p1\n"),
        ({"language": "de"}, "a\tX/1#p1\t2\n"),
        ({"answerable": False}, ""),
        ({"answerable": False, "reason": "no_idea"}, ""),
        ({"answerable": False, "reason": "too_vague"}, "a\tX/1#p1\t2\n"),
    ],
)
def test_a_set_that_contradicts_itself_is_refused(
    tmp_path: Path, change: dict[str, object], qrels: str
) -> None:
    entry = {"_id": "a", "text": "?", "metadata": {**ABOUT, **change}}
    with pytest.raises(DatasetError):
        load_questions(write_set(tmp_path, entry, qrels))


def test_a_missing_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="No such file"):
        load_questions(tmp_path / "none")


def test_our_sets_are_found_by_name() -> None:
    assert (dataset_folder("seeds") / "queries.jsonl").is_file()
    assert dataset_folder("elsewhere/seeds") == Path("elsewhere/seeds")


# --- our own set over real documents ----------------------------------------------------------

SET = load_questions(dataset_folder("seeds"))


def test_the_set_has_enough_questions_in_each_language() -> None:
    least = {"fr": 45, "en": 25, "es": 20, "ru": 20, "ar": 20, "zh": 20}
    for language, count in least.items():
        assert sum(question.language == language for question in SET) >= count


def test_about_a_fifth_of_the_set_cannot_be_answered() -> None:
    for language in LANGUAGES:
        asked = [question for question in SET if question.language == language]
        share = sum(not question.answerable for question in asked) / len(asked)
        assert 0.15 < share < 0.25


def test_no_question_is_asked_twice() -> None:
    assert len({question.text for question in SET}) == len(SET)


@pytest.fixture(scope="module")
def seed_passages() -> dict[str, Passage]:
    if not SEEDS.is_dir():
        pytest.skip("the five documents are not in ../shared/seeds")
    found: dict[str, Passage] = {}
    for path in sorted(SEEDS.glob("*.txt")):
        parsed = parse_file(path, IngestSettings(), {}, sha256="")
        found |= {passage.key: passage for passage in parsed.passages}
    return found


def test_every_judged_key_is_a_passage(seed_passages: dict[str, Passage]) -> None:
    judged_keys = {key for question in SET for key in (*question.grades, *question.invitations)}
    assert judged_keys - seed_passages.keys() == set()


def test_every_value_stands_in_the_passages_that_answer(seed_passages: dict[str, Passage]) -> None:
    for question in SET:
        text = "\n".join(seed_passages[key].text for key in question.grades)
        assert holds_values(text, question.values), question.id


def test_passages_that_only_invite_are_known_as_invitations(
    seed_passages: dict[str, Passage],
) -> None:
    keys = {key for question in SET for key in question.invitations}
    assert keys
    assert {seed_passages[key].status for key in keys} == {Status.INVITATION}
