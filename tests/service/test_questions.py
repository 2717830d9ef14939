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
        ("en", "What did Wakanda propose to the Secretariat?", ("wakanda",)),
        ("fr", "Qu’a proposé le Wakanda au Secrétariat ?", ("wakanda",)),
        ("es", "¿Qué propuso Wakanda a la Secretaría?", ("wakanda",)),
        ("ru", "Что предложила Ваканда Секретариату?", ("ваканда",)),
        ("en", "What did Norway propose to the Secretariat?", ()),  # countries are no mere words
        ("en", "Who proposed it?", ()),
    ],
)
def test_names_are_capitalised_words_inside_the_sentence(language, text, names):
    assert analyse(text, language).names == names


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "What did Norway propose?", {"NO"}),
        ("fr", "Qu’a proposé la Norvège ?", {"NO"}),
        ("es", "¿Qué propuso Noruega?", {"NO"}),
        ("ru", "Что предложено Норвегией?", {"NO"}),
        ("ru", "Проект предложен Ганой или Индией?", {"GH", "IN"}),
        ("ru", "Что было кроме того?", set()),  # "of that", not Togo
        ("ar", "ماذا اقترحت النرويج؟", {"NO"}),
        ("ar", "ما مشروع المغرب لغانا؟", {"MA", "GH"}),
        ("zh", "挪威提出了什么？", {"NO"}),
        ("zh", "费用是多少瑞士法郎？", set()),
        ("en", "How many Swiss francs?", set()),
    ],
)
def test_countries_are_known_in_every_form(language, text, codes):
    assert analyse(text, language).countries == codes


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


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("ar", "متى وأين يُعقد المؤتمر؟", "مؤتمر"),
        ("en", "When and where is the conference taking place?", "conferenc"),
        ("es", "¿Cuántos días suele tener lugar la conferencia?", "conferent"),
        ("fr", "Où et quand a lieu la conférence ?", "conferent"),
        ("ru", "Сколько дней проходит конференция?", "конференц"),
        ("zh", "会议什么时候举行？", "会议"),
    ],
)
def test_words_of_asking_are_no_part_of_the_subject(language, text, kept):
    asked = {"when", "place", "lieu", "quand", "lugar", "сколько", "يعقد", "اين", "متى", "举行"}
    terms = {term.text for term in analyse(text, language).terms}
    assert not terms & asked
    assert any(term.startswith(kept[:4]) for term in terms)


def test_a_question_made_of_asking_words_keeps_what_it_has():
    assert analyse("When is the deadline?", "en").terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does recommendation 4 say about users when a service is down?", False),
        ("When is a service down?", True),
        ("What was decided on the recommendations for services, and when?", True),
    ],
)
def test_when_inside_a_sentence_does_not_ask_for_a_date(text, expected):
    assert (Kind.WHEN in analyse(text, "en").kinds) is expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ما الذي تغير مقارنة بالمشروع الأول؟"),
        ("en", "What has changed compared with the first draft?"),
        ("es", "¿Qué ha cambiado en comparación con el primer proyecto?"),
        ("fr", "Qu’est-ce qui a changé par rapport au premier projet ?"),
        ("ru", "Что изменилось по сравнению с первым проектом?"),
        ("zh", "与初稿相比有什么变化？"),
    ],
)
def test_a_comparison_is_recognised(language, text):
    assert Kind.COMPARISON in analyse(text, language).kinds
