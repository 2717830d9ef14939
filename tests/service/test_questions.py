import pytest

from service.questions import Kind, analyse

BUDGET = {
    "en": "What is the budget of the pilot project?",
    "fr": "Quel est le budget du projet pilote ?",
    "es": "¿Cuál es el presupuesto del proyecto piloto?",
    "ru": "Каков бюджет пилотного проекта?",
    "ar": "ما هي ميزانية المشروع التجريبي؟",
    "zh": "试点项目的预算是多少？",
}
WHEN = {
    "en": "When was the survey carried out?",
    "fr": "Quand l’enquête a-t-elle été menée ?",
    "es": "¿Cuándo se realizó la encuesta?",
    "ru": "Когда проводилось обследование?",
    "ar": "متى أجري الاستقصاء؟",
    "zh": "调查何时进行？",
}
DECIDED = {
    "en": "What did the CWS decide on archives?",
    "fr": "Qu’a décidé le CWS sur les archives ?",
    "es": "¿Qué decidió el CWS sobre los archivos?",
    "ru": "Что постановил КСВ об архивах?",
    "ar": "ماذا قررت لجنة المعايير بشأن المحفوظات؟",
    "zh": "标准委就档案决定了什么？",
}
FIVE = {
    "en": "What are the five key actions?",
    "fr": "Quelles sont les cinq mesures clés ?",
    "es": "¿Cuáles son las cinco medidas clave?",
    "ru": "Каковы пять ключевых мер?",
    "ar": "ما هي التدابير الرئيسية الخمسة؟",
    "zh": "五项主要行动是什么？",
}


@pytest.mark.parametrize("language", BUDGET)
def test_recognises_the_kind_of_question_in_every_language(language):
    assert Kind.AMOUNT in analyse(BUDGET[language], language).kinds
    assert Kind.WHEN in analyse(WHEN[language], language).kinds
    assert Kind.DECISION in analyse(DECIDED[language], language).kinds


@pytest.mark.parametrize("language", FIVE)
def test_reads_a_count_in_words_and_keeps_it_out_of_the_subject(language):
    question = analyse(FIVE[language], language)
    assert question.numbers == ("5",)
    assert question.terms
    assert "five" not in {term.text for term in question.terms}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "And?"),
        ("fr", "Et alors ?"),
        ("es", "¿Y qué?"),
        ("ru", "И что?"),
        ("ar", "ما هذا؟"),
        ("zh", "是什么？"),
        ("en", "???"),
    ],
)
def test_a_question_of_words_of_asking_alone_is_empty(language, text):
    assert analyse(text, language).is_empty


def test_symbols_and_codes_are_kept_whole_and_their_digits_are_no_numbers():
    question = analyse("What is the budget of DA_04_10_03 in CWS/13/9 Rev. and R36?", "en")
    assert [symbol.key for symbol in question.symbols] == ["CWS/13/9 Rev."]
    assert question.codes == ("DA_4_10_03", "R36")
    assert question.numbers == ()


def test_years_are_no_counts():
    question = analyse("How many of the 46 offices replied in 2031?", "en")
    assert question.years == ("2031",)
    assert question.numbers == ("46",)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "What did Norway propose to the Secretariat?", ("norway",)),
        ("fr", "Qu’a proposé la Norvège au Secrétariat ?", ("norvege",)),
        ("es", "¿Qué propuso Noruega a la Secretaría?", ("noruega",)),
        ("ru", "Что предложила Норвегия Секретариату?", ("норвегия",)),
        ("en", "Who proposed it?", ()),
    ],
)
def test_names_are_capitalised_words_inside_the_sentence(language, text, names):
    assert analyse(text, language).names == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "WILD的结果是什么？"),
        ("ar", "ما هي نتائج WILD؟"),
        ("ru", "Каковы результаты WILD?"),
        ("fr", "Quels sont les résultats du WILD ?"),
    ],
)
def test_latin_capitals_are_an_acronym_in_any_language(language, text):
    assert analyse(text, language).acronyms == ("wild",)


@pytest.mark.parametrize(
    "text",
    [
        "the “zero trust” model",
        "the «zero trust» model",
        '"zero trust"',
        "the 「zero trust」 model",
    ],
)
def test_quoted_words_are_kept_together(text):
    assert analyse(text, "en").quoted == ("zero trust",)


def test_numbered_parts_are_neither_numbers_nor_subject():
    question = analyse("What does recommendation 12 say about archives?", "en")
    assert question.part("recommendation") == ("12",)
    assert question.numbers == ()
    assert [term.text for term in question.terms] == ["archiv"]
