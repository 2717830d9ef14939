import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import find_date
from ingest.header import Header, document_kind, find_body, parse_header
from ingest.symbols import parse_symbol
from ingest.types import LANGUAGES, Language

SHARED = Path(__file__).parents[3] / "shared"
KINDS = {"information_document": "information", "report_to_assembly": "working_document"}
KINDS |= {"web_page": "working_document"}

# One invented document in six languages: letter to author line.
BLOCKS: dict[Language, tuple[str, ...]] = {
    "en": (
        "E",
        "CDIP/90/8 REV.",
        "ORIGINAL: ENGLISH",
        "DATE: MARCH 14, 2031",
        "Committee on Development and Intellectual Property (CDIP)",
        "Ninetieth Session",
        "Geneva, May 12 to 16, 2031",
        "PROJECT PROPOSAL ON SCHOOL LIBRARIES",
        "Document prepared by the Secretariat",
    ),
    "fr": (
        "F",
        "CDIP/90/8 REV.",
        "ORIGINAL\xa0: ANGLAIS",
        "DATE\xa0: 14 MARS 2031",
        "Comité du développement et de la propriété intellectuelle (CDIP)",
        "Quatre-vingt-dixième session",
        "Genève, 12 – 16 mai 2031",
        "PROPOSITION DE PROJET SUR LES BIBLIOTHÈQUES SCOLAIRES",
        "Document établi par le Secrétariat",
    ),
    "es": (
        "S",
        "CDIP/90/8 REV.",
        "ORIGINAL: INGLÉS",
        "FECHA: 14 DE MARZO DE 2031",
        "Comité de Desarrollo y Propiedad Intelectual (CDIP)",
        "Nonagésima sesión",
        "Ginebra, 12 a 16 de mayo de 2031",
        "PROPUESTA DE PROYECTO SOBRE BIBLIOTECAS ESCOLARES",
        "Documento preparado por la Secretaría",
    ),
    "ru": (
        "R",
        "CDIP/90/8 REV.",
        "ОРИГИНАЛ: АНГЛИЙСКИЙ",
        "ДАТА: 14 МАРТА 2031 Г.",
        "Комитет по развитию и интеллектуальной собственности (КРИС)",
        "Девяностая сессия",
        "Женева, 12 – 16 мая 2031 г.",
        "ПРЕДЛОЖЕНИЕ ПО ПРОЕКТУ О ШКОЛЬНЫХ БИБЛИОТЕКАХ",
        "Документ подготовлен Секретариатом",
    ),
    "ar": (
        "A",
        "CDIP/90/8 REV.",
        "الأصل: بالإنكليزية",
        "التاريخ: 14 مارس 2031",
        "اللجنة المعنية بالتنمية والملكية الفكرية",
        "الدورة التسعون",
        "جنيف، من 12 إلى 16 مايو 2031",
        "اقتراح مشروع بشأن المكتبات المدرسية",
        "وثيقة من إعداد الأمانة",
    ),
    "zh": (
        "C",
        "CDIP/90/8 REV.",
        "原文：英文",
        "日期：2031年3月14日",
        "发展与知识产权委员会（CDIP）",
        "第九十届会议",
        "2031年5月12日至16日，日内瓦",
        "关于学校图书馆的项目提案",
        "秘书处编拟的文件",
    ),
}
BODY_TEXT = {
    "en": "The libraries of four countries take part.",
    "fr": "Les bibliothèques de quatre pays y participent.",
    "es": "Participan las bibliotecas de cuatro países.",
    "ru": "Участвуют библиотеки четырех стран.",
    "ar": "تشارك مكتبات أربعة بلدان.",
    "zh": "四个国家的图书馆参加。",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("numbered", ["1. ", ""])
@pytest.mark.parametrize("blanks", [True, False])
def test_a_whole_block_is_read_and_no_line_of_the_text(
    language: Language, numbered: str, blanks: bool
) -> None:
    block = BLOCKS[language]
    lines: list[str] = []
    for line in (*block, numbered + BODY_TEXT[language]):
        lines += ["", line] if blanks else [line]
    header = parse_header(lines)
    assert header.letter == block[0]
    assert header.language == language
    assert (header.symbol, header.version) == ("CDIP/90/8", "Rev.")
    assert header.original == "en"
    assert header.date == "2031-03-14"
    assert (header.body, header.session) == ("CDIP", "90")
    assert header.place_and_dates == block[6]
    assert header.title == block[7]
    assert header.author == block[8]
    assert header.kind == "project_proposal"
    assert header.consumed == (18 if blanks else 9)
    roles = ("letter", "symbol", "original", "date", "body", "session", "place", "title", "author")
    assert tuple(role for role in header.roles if role != "blank") == roles
    assert len(header.roles) == header.consumed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("missing", range(9))
def test_one_missing_line_costs_only_what_it_says(language: Language, missing: int) -> None:
    block = [line for i, line in enumerate(BLOCKS[language]) if i != missing]
    header = parse_header([*block, "1. " + BODY_TEXT[language]])
    full = parse_header(BLOCKS[language])
    assert header.consumed == 8
    lost = {
        0: {"letter"},
        1: {"symbol", "version"},
        2: {"original"},
        3: {"date"},
        6: {"place_and_dates"},
        7: {"title", "kind"},
        8: {"author"},
    }.get(missing, set())
    for name in ("letter", "language", "symbol", "version", "original", "date", "body"):
        if name not in lost:
            assert getattr(header, name) == getattr(full, name), name
    for name in ("session", "place_and_dates", "title", "author", "kind"):
        if name not in lost:
            assert getattr(header, name) == getattr(full, name), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_row_or_a_line_may_hold_several_parts(language: Language) -> None:
    block = BLOCKS[language]
    lines = ["\n".join(block[:2]), "\t".join(block[2:4]), "\n".join(block[4:7]), *block[7:]]
    header = parse_header([*lines, BODY_TEXT[language]])
    assert header.consumed == 5
    assert header.symbol == "CDIP/90/8"
    assert (header.date, header.session, header.title) == ("2031-03-14", "90", block[7])


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_without_a_block_is_not_touched(language: Language) -> None:
    sentence = BODY_TEXT[language]
    assert parse_header([sentence, sentence, "1. " + sentence]) == Header()
    # The body and its session in a sentence are no header block.
    spoken = f"1. {BLOCKS[language][4]}, {BLOCKS[language][5]}."
    assert parse_header([spoken, sentence]) == Header()
    assert parse_header([sentence * 3, *BLOCKS[language][4:]]).consumed == 0


def test_an_empty_file_has_no_header() -> None:
    assert parse_header([]) == Header()
    assert parse_header(["", " ", "\t"]) == Header()


# --- what copies do to a block ----------------------------------------------------------------


def test_lines_glued_together_are_read() -> None:
    header = parse_header(
        [
            "CDIP/23/17ОРИГИНАЛ: АНГЛИЙСКИЙДАТА: 18 НОЯБРЯ 2019 Г.",
            "Комитет по развитию и интеллектуальной собственности (КРИС)",
            "Двадцать третья сессия",
            "Женева, 20 – 24 мая 2019 г.",
            "ОТЧЕТ",
            "принят Комитетом",
        ]
    )
    assert (header.symbol, header.date, header.kind) == ("CDIP/23/17", "2019-11-18", "report")
    assert header.original == "en"


def test_the_organisation_and_the_letter_glued_to_the_symbol_are_read() -> None:
    header = parse_header(
        ["WIPOCWO/GA/36/4Rev.原文:英文日期:2008年8月15日", "世界知识产权组织大会", "第三十六届会议"]
    )
    assert header.letter == "C"
    assert (header.symbol, header.version, header.date) == ("WO/GA/36/4", "Rev.", "2008-08-15")
    assert (header.body, header.session) == ("GA", "36")


def test_blanks_between_characters_do_not_hide_the_labels() -> None:
    header = parse_header(
        ["CDIP/11/9 PROV. 文:英文 日 期:2013 8 19", "发展与知识产权委员会（CDIP）"]
    )
    assert (header.original, header.date, header.language) == ("en", "2013-08-19", "zh")


def test_the_pipes_of_a_table_and_pictures_are_ignored() -> None:
    header = parse_header(
        [
            "| |[pic] |F |",
            "|CDIP/11/9 PROV. |",
            "|ORIGINAL : anglais |",
            "|DATE : 19 août 2013 |",
            "",
            "Comité du développement et de la propriété intellectuelle (CDIP)",
            "Onzième session",
            "Genève, 13 – 17 mai 2013",
            "PROJET DE RAPPORT",
            "établi par le Secrétariat",
            "Le CDIP s’est réuni.",
        ]
    )
    assert (header.letter, header.version, header.kind) == ("F", "Prov.", "draft_report")
    assert header.consumed == 10


def test_the_organisation_between_labels_and_body_is_passed_over() -> None:
    header = parse_header(
        [
            "WIPO",
            "E",
            "SCP/12/4 Rev.",
            "ORIGINAL: English",
            "DATE: June 26, 2008",
            "WORLD INTELLECTUAL PROPERTY ORGANIZATION",
            "GENEVA",
            "STANDING COMMITTEE ON THE LAW OF PATENTS",
            "Twelfth Session",
            "Geneva, June 23 to 27, 2008",
            "SUMMARY BY THE CHAIR",
            "Agenda Item 1: Opening of the Session",
        ]
    )
    assert (header.symbol, header.session) == ("SCP/12/4", "12")
    assert (header.title, header.kind) == ("SUMMARY BY THE CHAIR", "chair_summary")
    assert header.consumed == 11


def test_values_may_stand_below_their_labels() -> None:
    header = parse_header(["E", "CWS/5/22", "ORIGINAL:", "ENGLISH", "DATE:", "AUGUST 1, 2017"])
    assert (header.original, header.date, header.consumed) == ("en", "2017-08-01", 6)


def test_a_copy_that_lost_its_accents_is_read() -> None:
    header = parse_header(
        [
            "F",
            "A/49/15",
            "ORIGINAL: ANGLAIS",
            "DATE: 26 JUILLET 2011",
            "Assembles des tats membres de lOMPI",
            "Quarante-neuvime srie de runions",
            "Genve, 26 septembre 5 octobre 2011",
            "POLITIQUE LINGUISTIQUE DE LOMPI",
            "Document tabli par le Secrtariat",
            "1. Le prsent document",
        ]
    )
    assert (header.language, header.session, header.body) == ("fr", "49", "A")
    assert header.title == "POLITIQUE LINGUISTIQUE DE LOMPI"
    assert header.consumed == 9


def test_an_assembly_in_two_lines_keeps_its_session() -> None:
    header = parse_header(
        [
            "E",
            "PCT/A/55/2",
            "International Patent Cooperation Union (PCT Union)",
            "Assembly",
            "Fifty-Fifth (24th Ordinary) Session",
            "Geneva, July 6 to 14, 2023",
            "PROPOSED AMENDMENTS",
            "Document prepared by the International Bureau",
        ]
    )
    assert (header.body, header.session, header.title) == ("PCT/A", "55", "PROPOSED AMENDMENTS")


def test_the_mark_of_a_footnote_is_not_part_of_the_title() -> None:
    header = parse_header([*BLOCKS["ru"][:7], "РЕЗЮМЕ ПРЕДСЕДАТЕЛЯ 1", "", "ВВЕДЕНИЕ"])
    assert (header.title, header.kind) == ("РЕЗЮМЕ ПРЕДСЕДАТЕЛЯ", "chair_summary")
    assert header.consumed == 8


def test_a_number_that_belongs_to_the_title_stays() -> None:
    assert parse_header([*BLOCKS["en"][:7], "PROJECT: PHASE 2"]).title == "PROJECT: PHASE 2"


# --- circulars, running heads, limits ---------------------------------------------------------


def test_a_circular_has_only_its_symbol() -> None:
    salutation = "The Director General presents his compliments and invites all members. " * 2
    header = parse_header(["", "C. WILD 9", "", salutation])
    assert (header.symbol, header.body, header.kind) == ("C. WILD 9", "WILD", "circular")
    assert (header.consumed, header.title, header.session) == (2, None, None)


CIRCULARS: dict[Language, str] = {
    "en": "INVITATION TO THE NINTH SESSION OF THE DIALOGUE (WILD)",
    "fr": "INVITATION À LA NEUVIÈME SESSION DU DIALOGUE (WILD)",
    "es": "INVITACIÓN A LA NOVENA SESIÓN DEL DIÁLOGO (WILD)",
    "ru": "ПРИГЛАШЕНИЕ НА ДЕВЯТУЮ СЕССИЮ ДИАЛОГА (WILD)",
    "ar": "دعوة إلى الدورة التاسعة للحوار (WILD)",
    "zh": "数字问题高级别对话（WILD）第九届会议邀请函",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_circular_that_speaks_of_a_session_keeps_its_title(language: Language) -> None:
    header = parse_header(["C. WILD 9", CIRCULARS[language], BODY_TEXT[language] * 6])
    assert (header.title, header.kind) == (CIRCULARS[language], "circular")
    assert header.consumed == 2


def test_a_running_head_is_no_header() -> None:
    assert parse_header(["CWS/5/22", "page 2", "", "PRESENTATIONS"]) == Header()


def test_a_symbol_in_a_sentence_is_no_header() -> None:
    assert parse_header(["CWS/5/22 is the report of the session.", "More text."]) == Header()


def test_only_the_first_lines_are_looked_at() -> None:
    assert parse_header(["", "", "", *BLOCKS["en"]], limit=3) == Header()


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_lines_are_read_without_error(lines: list[str]) -> None:
    header = parse_header(lines)
    assert 0 <= header.consumed <= len(lines)
    assert len(header.roles) == header.consumed


@pytest.mark.parametrize("line", ["A/" * 50_000, " " * 100_000 + ":", "ORIGINAL: " * 10_000])
def test_hostile_lines_are_read_to_their_end(line: str) -> None:
    assert parse_header([line] * 60).consumed <= 60


# --- dates, bodies, kinds ---------------------------------------------------------------------

MONTHS: dict[Language, str] = {
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "zh": "1 2 3 4 5 6 7 8 9 10 11 12",
}
WRITTEN: dict[Language, tuple[str, str]] = {
    "ar": ("{day} {month} {year}", "{month} {year}"),
    "en": ("{month} {day}, {year}", "{month} {year}"),
    "es": ("{day} de {month} de {year}", "{month} de {year}"),
    "fr": ("{day} {month} {year}", "{month} {year}"),
    "ru": ("{day} {month} {year} г.", "{month} {year} г."),
    "zh": ("{year}年{month}月{day}日", "{year}年{month}月"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_read_with_and_without_a_day(language: Language) -> None:
    whole, short = WRITTEN[language]
    for number, month in enumerate(MONTHS[language].split(), start=1):
        for name in (month, month.upper()):
            text = whole.format(day=9, month=name, year=2031)
            assert find_date(text, language) == f"2031-{number:02}-09", text
            assert find_date(short.format(month=name, year=2031), language) == f"2031-{number:02}"


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("Le 1er avril 2026", "fr", "2026-04-01"),
        ("d'ici au 1^{er} avril 2026", "fr", "2026-04-01"),
        ("1 de mayo de 2009", "es", "2009-05-01"),
        ("4th of May, 2012", "en", "2012-05-04"),
        ("2031-03-14", "en", "2031-03-14"),
        ("14/03/2031", "fr", "2031-03-14"),
        ("31/31/2031", "fr", "2031"),
        ("no date", "en", None),
        ("CWS/5/22", "en", None),
    ],
)
def test_other_ways_to_write_a_date(text: str, language: Language, date: str | None) -> None:
    assert find_date(text, language) == date


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_body_is_known_by_its_name(language: Language) -> None:
    assert find_body(BLOCKS[language][4], language) == "CDIP"
    assert find_body(BODY_TEXT[language], language) is None


def test_the_longest_name_of_a_body_wins() -> None:
    text = "Working Group on the Legal Development of the Madrid System (Madrid Union)"
    assert find_body(text, "en") == "MM/LD/WG"


KIND_TITLES = {
    "report": ("REPORT", "RAPPORT", "INFORME", "ОТЧЕТ", "التقرير", "报告"),
    "draft_report": (
        "DRAFT REPORT",
        "PROJET DE RAPPORT",
        "PROYECTO DE INFORME",
        "ПРОЕКТ ОТЧЕТА",
        "مشروع التقرير",
        "报告草案",
    ),
    "chair_summary": (
        "SUMMARY BY THE CHAIR",
        "RÉSUMÉ PRÉSENTÉ PAR LE PRÉSIDENT",
        "RESUMEN DE LA PRESIDENCIA",
        "РЕЗЮМЕ ПРЕДСЕДАТЕЛЯ",
        "ملخص الرئيس",
        "主席总结",
    ),
    "agenda": (
        "DRAFT AGENDA",
        "PROJET D’ORDRE DU JOUR",
        "PROYECTO DE ORDEN DEL DÍA",
        "ПРОЕКТ ПОВЕСТКИ ДНЯ",
        "مشروع جدول الأعمال",
        "议程草案",
    ),
    "decisions": (
        "LIST OF DECISIONS",
        "LISTE DES DÉCISIONS",
        "LISTA DE DECISIONES",
        "ПЕРЕЧЕНЬ РЕШЕНИЙ",
        "قائمة القرارات",
        "决定一览",
    ),
}


@pytest.mark.parametrize("kind", KIND_TITLES)
def test_titles_tell_the_kind_of_document(kind: str) -> None:
    for language, title in zip(
        ("en", "fr", "es", "ru", "ar", "zh"), KIND_TITLES[kind], strict=True
    ):
        assert document_kind(title, language) == kind, title  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "title", ["REPORT ON THE COMMITTEE ON STANDARDS", "EVALUATION REPORT OF THE PROJECT"]
)
def test_a_title_that_only_speaks_of_a_report_is_none(title: str) -> None:
    assert document_kind(title, "en") is None


def test_an_information_document_is_known_by_its_symbol() -> None:
    header = parse_header(["E", "A/90/INF/5", *BLOCKS["en"][2:7], "STRATEGY"])
    assert header.kind == "information"


# --- real blocks ------------------------------------------------------------------------------


def specimens() -> list[Path]:
    return sorted((SHARED / "specimens").glob("*.json"))


@pytest.mark.parametrize("blanks", [True, False])
def test_every_specimen_is_read(blanks: bool) -> None:
    paths = specimens()
    if not paths:
        pytest.skip("shared/specimens is not here")
    for path in paths:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        lines = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
        if not blanks:
            lines = [line for line in lines if line]
        header = parse_header(lines)
        symbol = parse_symbol(said["symbol"])
        where = path.name
        assert header.language == said["lang"], where
        assert header.title == said["title"], where
        assert header.place_and_dates == (said["place_and_dates"] or None), where
        assert header.date == said["date"], where
        if symbol is not None:  # one specimen is a web page
            assert (header.symbol, header.version) == (symbol.symbol, symbol.version), where
            assert (header.body, header.session) == (symbol.body, symbol.session), where
        kind = "information" if "/INF/" in said["symbol"] else said["doc_type"]
        assert header.kind == KINDS.get(kind, kind), where
        assert lines[header.consumed - 1] in (said["title"], header.author), where


def test_sessions_are_read_from_their_words_where_the_symbol_is_missing() -> None:
    paths = specimens()
    if not paths:
        pytest.skip("shared/specimens is not here")
    for path in paths:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        symbol = parse_symbol(said["symbol"])
        if symbol is None or not said["session"]:
            continue
        lines = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
        header = parse_header([lines[0], *lines[2:]])
        assert header.symbol is None, path.name
        assert header.session == symbol.session, path.name
        assert header.body == symbol.body, path.name


@pytest.mark.parametrize(
    ("seed", "consumed", "symbol", "session"),
    [
        ("000", 0, None, None),
        ("001", 10, None, "13"),
        ("002", 0, None, None),
        ("003", 0, None, None),
        ("004", 5, "C. WILD 2", None),
    ],
)
def test_the_blocks_of_the_seeds_are_read(
    seed: str, consumed: int, symbol: str | None, session: str | None
) -> None:
    paths = sorted((SHARED / "seeds").glob(f"{seed}_*.txt"))
    if not paths:
        pytest.skip("shared/seeds is not here")
    header = parse_header(paths[0].read_text(encoding="utf-8").split("\n"))
    assert (header.consumed, header.symbol, header.session) == (consumed, symbol, session)
