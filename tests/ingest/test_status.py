"""What a passage is: the same in all languages, and right in the seed documents."""

import tomllib
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.status import status_of
from ingest.types import LANGUAGES, Block, BlockKind, Document, Span, Status

CASES = tomllib.loads((Path(__file__).with_name("status_sentences.toml")).read_text("utf-8"))
ALONE = CASES.pop("alone")
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def document(language, kind, text):
    return Document(
        key="SCP/70/9",
        symbol="SCP/70/9",
        version=None,
        language=language,
        title="",
        body="SCP",
        session="70",
        date=None,
        kind=kind,
        source="test",
        url=None,
        meeting_id=None,
        doc_id=None,
        sha256="",
        format="text",
        pages=None,
        text=text,
    )


def status(language, kind, text, *, before="", block=BlockKind.PARAGRAPH, locator="p7"):
    whole = before + text
    first = Block(kind=block, spans=(Span(len(before), len(whole)),))
    return status_of(document(language, kind, whole), first, locator, text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_a_passage_is_what_its_sentence_says_in_every_language(case, language):
    given = CASES[case]
    assert status(language, given["kind"], given[language]) == given["status"]


# --- sentences of one language ----------------------------------------------------------------


@pytest.mark.parametrize("given", ALONE, ids=lambda given: given["sentence"][:40])
def test_a_passage_is_what_its_sentence_says(given):
    assert status(given["language"], given["kind"], given["sentence"]) == given["status"]


# --- where a passage stands -------------------------------------------------------------------

LEAD_INS = {
    "en": ("The Committee decided that:", "a) the fee will be lower;"),
    "fr": ("Le comité a décidé ce qui suit :", "a) la taxe sera réduite;"),
    "es": ("El Comité decidió lo siguiente:", "a) se reducirá la tasa;"),
    "ru": ("Комитет постановил следующее:", "a) пошлина будет снижена;"),
    "ar": ("قررت اللجنة ما يلي:", "أ) يُخفض الرسم؛"),
    "zh": ("委员会决定：", "a) 降低费用；"),
}
INVITED = {
    "en": ("The SCP is invited to:", "b) approve the list."),
    "fr": ("Le SCP est invité à :", "b) approuver la liste."),
    "es": ("Se invita al SCP a:", "b) aprobar la lista."),
    "ru": ("ПКПП предлагается:", "b) утвердить перечень."),
    "ar": ("إن لجنة البراءات مدعوة إلى:", "ب) الموافقة على القائمة."),
    "zh": ("请专利法常设委员会：", "b) 批准该清单。"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_item_that_is_a_passage_belongs_to_what_leads_in(language):
    lead_in, item = LEAD_INS[language]
    before = f"{lead_in}\n"
    assert status(language, "report", item, before=before, block=BlockKind.ITEM) == "decision"
    assert status(language, "report", item, before="\n", block=BlockKind.ITEM) == "other"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_item_of_an_invitation_is_an_invitation(language):
    lead_in, item = INVITED[language]
    before = f"{lead_in}\n(a) …;\n"
    found = status(language, "working_document", item, before=before, block=BlockKind.ITEM)
    assert found == "invitation"


ANNOUNCED = {
    "en": ("The following decision paragraph is proposed.", "“The SCP took note of the list.”"),
    "fr": ("Le paragraphe de décision ci-après est proposé :", "“Le SCP a pris note de la liste.”"),
    "es": ("Se propone el siguiente párrafo de decisión:", "“El SCP tomó nota de la lista.”"),
    "ru": ("Предлагается следующий пункт решения:", "«ПКПП принял перечень к сведению.»"),
    "ar": ("وفيما يلي فقرة القرار المقترحة:", "“أحاطت لجنة البراءات علما بالقائمة.”"),
    "zh": ("提议的决定段落如下：", "“专利法常设委员会注意到该清单。”"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_that_is_only_proposed_is_none(language):
    announced, wording = ANNOUNCED[language]
    before = f"{announced}\n\n8. "
    assert status(language, "working_document", wording, before=before) == "secretariat"
    assert status(language, "working_document", wording) == "decision"
    assert status(language, "report", wording, before=before) == "decision"


def test_the_place_of_a_passage_counts_before_its_words():
    sentence = "The Committee adopted the list."
    assert status("en", "report", sentence, locator="annex/rec-3") == "recommendation"
    assert status("en", "report", sentence, block=BlockKind.FOOTNOTE) == "other"
    assert status("en", "working_document", sentence, block=BlockKind.ROW) == "secretariat"
    assert status("en", "other", "Risk: no maps.", locator="sec-2.11/1") == "project"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("working_document", "secretariat"),
        ("information", "secretariat"),
        ("circular", "secretariat"),
        ("project_proposal", "project"),
        ("chair_summary", "chair_summary"),
        ("report", "other"),
        ("other", "other"),
    ],
)
def test_what_a_passage_is_where_its_words_do_not_say(kind, expected):
    assert status("en", kind, "There are 300 maps of the coast.") == expected


def test_marks_and_a_number_may_stand_before_the_sentence():
    assert status("fr", "working_document", "*Le SCP est invité à noter la liste.*") == "invitation"
    assert status("zh", "working_document", "3. 请专利法常设委员会注意该清单。") == "invitation"


def test_a_decision_in_the_middle_of_a_story_does_not_make_it_one():
    text = "Many maps were drawn in 2010. The Committee decided to keep them."
    assert status("en", "other", text) == "other"


def test_no_sentence_takes_long():
    text = "The Committee, at its session, considered, and considered, and " * 40
    assert status("en", "report", text) in set(Status)


# --- the seed documents -----------------------------------------------------------------------


def told(number):
    """Return the locators of a seed by what they are: decision, invitation, delegation."""
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the seed documents are not next to this checkout")
    passages = parse_file(found[0], IngestSettings(), {}, sha256="").passages
    spoken = ("decision", "invitation", "delegation")
    return {s: [p.locator for p in passages if p.status == s] for s in spoken}


def test_strategy_seed_tells_two_decisions_of_earlier_sessions_and_invites():
    assert told("000") == {"decision": ["p2", "p6"], "invitation": ["p11"], "delegation": []}


def test_dialogue_seed_decides_nothing_and_invites():
    assert told("001") == {"decision": [], "invitation": ["p18"], "delegation": []}


def test_project_seed_is_proposed_by_a_delegation_and_invites():
    assert told("003") == {"decision": [], "invitation": ["s0/3"], "delegation": []}


def test_circular_seed_invites_no_committee():
    assert told("004") == {"decision": [], "invitation": [], "delegation": []}
