import json
from pathlib import Path

import pytest

from ingest.language import detect_document_language, detect_query_language
from ingest.types import LANGUAGES, Language

SHARED = Path(__file__).parents[3] / "shared"

QUERIES: dict[Language, tuple[str, ...]] = {
    "en": (
        "Agenda item 7",
        "What is ICT recommendation 12?",
        "budget of DA_4_10_03",
        "deadline",
        "how long does it take",
        "five key measures",
        "Which delegations spoke?",
        "opening of the session",
        "WHO DECIDES ON THE BUDGET?",
        "CDIP/30/8 Rev.",
        "R36",
        "",
        "What does 主席总结 mean?",
        "state of implementation of recommendation 14",
        "patent office modernisation",
        "draft report",
    ),
    "fr": (
        "projet DA_4_10_11",
        "recommandations CWS",
        "budget du projet",
        "date limite d’inscription",
        "QUELLES SONT LES RECOMMANDATIONS",
        "ou se tient la reunion",
        "combien de groupes",
        "mesures clés",
        "l’annexe II",
        "qui paie",
        "résumé du président",
        "état d'avancement",
        "bases de données",
        "paragraphe 12 de CWS/11/28",
        "offices de PI",
        "projet de rapport",
    ),
    "es": (
        "Qué recomendaciones",
        "presupuesto del proyecto DA_4_10_03",
        "fecha límite",
        "¿Quién preside?",
        "cuantas delegaciones hablaron",
        "punto 7 del orden del día",
        "lugar de la reunión",
        "resumen de la Presidenta",
        "propiedad intelectual y desarrollo",
        "anexo II del documento",
        "QUE MEDIDAS SE RECOMIENDAN",
        "proyecto de informe",
        "párrafo 12 de CWS/11/28",
        "duración del proyecto piloto",
        "normas técnicas",
        "oficinas de PI",
    ),
    "ru": (
        "резюме председателя",
        "пункт 7 повестки дня",
        "бюджет проекта DA_4_10_03",
        "Сколько стоит?",
        "КСВ",
        "рекомендации CWS по ICT",
        "срок регистрации на WILD",
        "кто предложил",
        "CDIP/30/8 решение",
        "ВОИС",
    ),
    "ar": (
        "ملخص الرئيس",
        "البند 7 من جدول الأعمال",
        "ميزانية المشروع DA_4_10_03",
        "كم تبلغ التكلفة؟",
        "الويبو",
        "توصيات CWS بشأن ICT",
        "موعد التسجيل في WILD",
        "من اقترح ذلك",
        "CDIP/30/8 القرار",
        "لجنة المعايير",
    ),
    "zh": (
        "主席总结",
        "议程第7项",
        "DA_4_10_03 项目预算",
        "费用是多少？",
        "产权组织",
        "CWS的ICT建议",
        "WILD注册截止日期",
        "谁提出的",
        "CDIP/30/8 决定",
        "标准",
    ),
}


@pytest.mark.parametrize(
    ("query", "language"),
    [(query, language) for language, queries in QUERIES.items() for query in queries],
)
def test_the_language_of_a_short_query_is_told(query: str, language: Language) -> None:
    assert detect_query_language(query) == language


def test_queries_of_all_languages_are_tested() -> None:
    assert set(QUERIES) == set(LANGUAGES)
    assert sum(map(len, QUERIES.values())) >= 60


# --- documents --------------------------------------------------------------------------------

TEXTS: dict[Language, str] = {
    "en": "The project lasts eighteen months and is carried out in four countries. It has a budget"
    " of its own, which the Committee approved at its last session. ",
    "fr": "Le projet dure dix-huit mois et est exécuté dans quatre pays. Il a un budget propre, que"
    " le comité a approuvé à sa dernière session. ",
    "es": "El proyecto dura dieciocho meses y se ejecuta en cuatro países. Tiene un presupuesto"
    " propio, que el Comité aprobó en su última sesión. ",
    "ru": "Проект рассчитан на восемнадцать месяцев и осуществляется в четырех странах. ",
    "ar": "تبلغ مدة المشروع ثمانية عشر شهرا وينفذ في أربعة بلدان. ",
    "zh": "该项目为期十八个月，在四个国家实施。项目有自己的预算，委员会在上届会议上批准了该预算。",
}
GERMAN = (
    "Der Ausschuss hat auf seiner dreizehnten Sitzung beschlossen, die Empfehlungen anzunehmen und"
    " das Sekretariat zu ersuchen, einen Bericht über die Umsetzung vorzulegen. "
)
PORTUGUESE = (
    "O Comitê decidiu em sua sessão adotar as recomendações e solicitar ao Secretariado que"
    " apresente um relatório sobre a estratégia. Os membros do grupo de trabalho também concordaram"
    " em realizar uma reunião no próximo ano. "
)
JAPANESE = "委員会は会議において勧告を採択し、事務局に報告書を提出するよう要請しました。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_document_is_told_by_its_words(language: Language) -> None:
    assert detect_document_language(TEXTS[language] * 3) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_hint_does_not_change_the_language_of_clear_text(language: Language) -> None:
    for hint in LANGUAGES:
        assert detect_document_language(TEXTS[language] * 3, [hint]) == language


def test_latin_names_do_not_make_a_page_english() -> None:
    names = "CDIP/18/7 WIPO OAPI ARIPO (EAPO) Francis Gurry Digital Gateway "
    for language in ("ar", "ru", "zh"):
        assert detect_document_language(TEXTS[language] * 4 + names) == language


def test_text_that_tells_nothing_takes_the_best_hint_that_fits() -> None:
    assert detect_document_language("ST.96", ["fr", "en"]) == "fr"
    assert detect_document_language("ST.96", ["zh", "es"]) == "es"
    assert detect_document_language("123 456", ["ru"]) == "ru"
    assert detect_document_language("123 456") is None
    assert detect_document_language("") is None


@pytest.mark.parametrize("text", [GERMAN, PORTUGUESE, JAPANESE])
def test_other_languages_are_none_of_the_six(text: str) -> None:
    assert detect_document_language(text * 4) is None


def test_the_same_text_always_gives_the_same_language() -> None:
    unclear = "Brasil Chile Ecuador Honduras Portugal Cameroun Gabon Togo Canada Australia " * 5
    assert len({detect_document_language(unclear) for _ in range(5)}) == 1


def test_the_language_of_every_specimen_is_told_without_its_header() -> None:
    paths = sorted((SHARED / "specimens").glob("*.json"))
    if not paths:
        pytest.skip("shared/specimens is not here")
    for path in paths:
        said = json.loads(path.read_text(encoding="utf-8"))
        lines = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n")
        assert detect_document_language("\n".join(lines[8:])) == said["lang"], path.name


def test_the_seeds_are_french() -> None:
    paths = sorted((SHARED / "seeds").glob("*.txt"))
    if not paths:
        pytest.skip("shared/seeds is not here")
    for path in paths:
        assert detect_document_language(path.read_text(encoding="utf-8")) == "fr", path.name
