import dataclasses
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.profiles import (
    CODES,
    LanguageProfile,
    Phrases,
    ProfileError,
    captured,
    plain,
    plain_word,
    profile,
    read_profile,
)

MAY_BE_EMPTY = ("start", "end", "connectors")
EN = files("config").joinpath("languages", "en.toml").read_text(encoding="utf-8")


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, Phrases):
        yield path, value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, tuple) and value and isinstance(value[0], Phrases):
        for inner in value:
            yield from leaves(inner, f"{path}[]")
    else:
        yield path, value


# --- all six alike ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", CODES)
def test_all_languages_have_the_same_keys(language: str) -> None:
    def names(code: str) -> set[str]:
        return {path for path, _ in leaves(profile(code))}

    assert names(language) == names("en")


@pytest.mark.parametrize("language", CODES)
def test_every_pattern_compiles_and_none_matches_nothing(language: str) -> None:
    for path, value in leaves(profile(language)):
        if isinstance(value, Phrases):
            empty = value.pattern.search("") is not None
            assert not empty or path.endswith(MAY_BE_EMPTY), path
            assert value.sources, path


@pytest.mark.parametrize("language", CODES)
def test_no_character_class_holds_a_blank(language: str) -> None:
    # A blank in a pattern stands for many; in a class it would stand for other letters.
    for path, value in leaves(profile(language)):
        if isinstance(value, Phrases):
            for source in value.sources:
                assert not re.search(r"(?<!\\)\[[^\]]* [^\]]*\]", source), f"{path}: {source}"


@pytest.mark.parametrize("language", CODES)
def test_words_are_plain_and_lower_case(language: str) -> None:
    words = profile(language).vocabulary
    for word in words.stop | words.subject:
        assert word == plain_word(word)
        assert " " not in word


def test_a_profile_is_read_once_and_cannot_be_changed() -> None:
    assert profile("fr") is profile("fr")
    with pytest.raises(dataclasses.FrozenInstanceError):
        profile("fr").name = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        profile("fr").bodies["X"] = Phrases(())  # type: ignore[index]


def test_another_language_has_no_profile() -> None:
    with pytest.raises(KeyError):
        profile("de")


# --- a file that is not as it should be -------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('letter = "E"\n', "", "header: missing letter"),
        ('letter = "E"\n', 'letter = "E"\nlettre = "E"\n', "header: unknown lettre"),
        ("letter =", "letter == ", "x.toml: "),
        ('letter = "E"', "letter = 5", "header: letter: a string is expected"),
        ("original = ['original']", "original = [5]", "header: original: a list of strings"),
        ('ends = ".!?"\n', "", "sentences: missing ends"),
        ("[languages]\n", "[tongues]\n", "missing languages"),
    ],
)
def test_a_faulty_file_is_refused_with_its_name_and_the_key(old: str, new: str, told: str) -> None:
    assert old in EN
    with pytest.raises(ProfileError, match=r"x\.toml") as caught:
        read_profile(EN.replace(old, new, 1), "x.toml")
    assert told in str(caught.value)


# --- plain text -------------------------------------------------------------------------------


@given(st.text(max_size=50))
def test_plain_text_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_patterns_match_whatever_the_typography() -> None:
    words = Phrases(("l'annexe suit ?:",))
    for text in ("L’annexe suit :", "L'ANNEXE\xa0SUIT:", "l’annexe\nsuit\u202f："):
        assert words.fullmatch(text)
    assert Phrases(("résumé",)).search("RESUME")
    assert Phrases(("الأصل",)).search("الاصل")
    assert Phrases(("отчёт",)).search("ОТЧЕТ")
    assert Phrases(()).search("anything") is None


def test_the_group_that_matched_is_captured() -> None:
    words = Phrases((r"item (\d+)", r"point (\d+)", "other"))
    match = words.search("Point 7")
    assert match is not None
    assert captured(match) == "7"
    match = words.search("other")
    assert match is not None
    assert captured(match) is None


# --- ordinals ---------------------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    return text.split()


EN_UNITS = words_of(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
EN_TENS = words_of("twenty thirty forty fifty sixty seventy eighty ninety")
FR_UNITS = words_of(
    "unième deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième"
    " onzième douzième treizième quatorzième quinzième seizième dix-septième dix-huitième"
    " dix-neuvième"
)
FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
FR_TENS |= {70: "soixante", 80: "quatre-vingt", 90: "quatre-vingt"}
ES_UNITS = words_of("primera segunda tercera cuarta quinta sexta séptima octava novena")
ES_TENS = words_of(
    "vigésima trigésima cuadragésima quincuagésima sexagésima septuagésima octogésima nonagésima"
)
RU_UNITS = words_of(
    "первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая одиннадцатая"
    " двенадцатая тринадцатая четырнадцатая пятнадцатая шестнадцатая семнадцатая восемнадцатая"
    " девятнадцатая"
)
RU_TENS = words_of("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
RU_ROUND = words_of(
    "двадцатая тридцатая сороковая пятидесятая шестидесятая семидесятая восьмидесятая девяностая"
)
AR_UNITS = words_of(
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
)
AR_TENS = words_of("العشرون الثلاثون الأربعون الخمسون الستون السبعون الثمانون التسعون")
ZH_UNITS = "一二三四五六七八九"


def english(number: int) -> str:
    tens, unit = divmod(number, 10)
    if number < 20:
        return EN_UNITS[number - 1]
    if unit == 0:
        return EN_TENS[tens - 2][:-1] + "ieth"
    return f"{EN_TENS[tens - 2]}-{EN_UNITS[unit - 1]}"


def french(number: int) -> str:
    if number == 1:
        return "première"
    if number < 20:
        return FR_UNITS[number - 1]
    tens = number // 10 * 10
    rest = number - (60 if tens == 70 else 80 if tens == 90 else tens)
    if rest == 0:
        return FR_TENS[tens].removesuffix("e") + "ième"
    joint = " et " if rest in (1, 11) and tens < 80 else "-"
    return FR_TENS[tens] + joint + FR_UNITS[rest - 1]


def spanish(number: int) -> str:
    tens, unit = divmod(number, 10)
    teens = {10: "décima", 11: "undécima", 12: "duodécima"}
    if number in teens:
        return teens[number]
    if number < 10:
        return ES_UNITS[number - 1]
    if number < 20:
        return "decimo" + ES_UNITS[unit - 1]
    return " ".join([ES_TENS[tens - 2], *([ES_UNITS[unit - 1]] if unit else [])])


def russian(number: int) -> str:
    tens, unit = divmod(number, 10)
    if number < 20:
        return RU_UNITS[number - 1]
    return RU_ROUND[tens - 2] if unit == 0 else f"{RU_TENS[tens - 2]} {RU_UNITS[unit - 1]}"


def arabic(number: int) -> str:
    tens, unit = divmod(number, 10)
    first = "الحادية" if unit == 1 and tens else AR_UNITS[unit - 1]
    if number <= 10:
        return AR_UNITS[number - 1]
    if number < 20:
        return f"{first} عشرة"
    return AR_TENS[tens - 2] if unit == 0 else f"{first} و{AR_TENS[tens - 2]}"


def chinese(number: int) -> str:
    tens, unit = divmod(number, 10)
    ten = ("" if tens < 2 else ZH_UNITS[tens - 1]) + ("十" if tens else "")
    return f"第{ten}{ZH_UNITS[unit - 1] if unit else ''}届"


SPELL = {"ar": arabic, "en": english, "es": spanish, "fr": french, "ru": russian, "zh": chinese}
SESSION = {"ar": "الدورة {}", "zh": "{}会议", "ru": "{} сессия", "es": "{} sesión"}


@pytest.mark.parametrize("language", CODES)
def test_the_ordinals_from_1_to_99_are_read_in_words(language: str) -> None:
    words = profile(language).ordinals
    frame = SESSION.get(language, "{} session")
    for number in range(1, 100):
        spelled = SPELL[language](number)
        assert words.find(frame.format(spelled)) == number, spelled
        assert words.find(frame.format(spelled.capitalize())) == number, spelled


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Forty-Ninth (23rd Ordinary) Session", 49),
        ("en", "its 21st session", 21),
        ("en", "One Hundredth Session", 100),
        ("fr", "Quarante-neuvième session (23e session ordinaire)", 49),
        ("fr", "PREMIERE SESSION", 1),
        ("fr", "1^{er} avril", 1),
        ("fr", "trente et unième", 31),
        ("es", "Trigésimo primer período de sesiones (15º extraordinario)", 31),
        ("es", "Vigesimoprimera sesión", 21),
        ("es", "su 21.ª sesión", 21),
        ("ru", "на тринадцатой сессии", 13),
        ("ru", "Четвёртая сессия", 4),
        ("ru", "21-я сессия", 21),
        ("ar", "الدورة الثامنة والأربعون (الدورة الاستثنائية الثامنة والعشرون)", 48),
        ("ar", "في دورتها الثالثة والعشرين", 23),
        ("ar", "الدورة 23", 23),
        ("zh", "第三十六届会议（第18次特别会议）", 36),
        ("zh", "第 23 届会议", 23),
        ("zh", "第一百零二届会议", 102),
        ("en", "no number here", None),
        ("fr", "le secteur", None),
    ],
)
def test_ordinals_are_read_as_documents_write_them(
    language: str, text: str, number: int | None
) -> None:
    assert profile(language).ordinals.find(text) == number


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [("ar", "الثاني عشر", 12), ("zh", "十二", 12), ("en", "7", 7), ("fr", "deux mots", None)],
)
def test_a_number_word_as_a_whole_has_a_value(language: str, text: str, number: int | None) -> None:
    assert profile(language).ordinals.value(text) == number


# --- bodies -----------------------------------------------------------------------------------

BODIES = {
    "en": ("Committee on WIPO Standards", "Committee on Development and Intellectual Property"),
    "fr": (
        "Comité des normes de l’OMPI",
        "Comité du développement et de la propriété intellectuelle",
    ),
    "es": ("Comité de Normas Técnicas de la OMPI", "Comité de Desarrollo y Propiedad Intelectual"),
    "ru": ("Комитета по стандартам ВОИС", "Комитет по развитию и интеллектуальной собственности"),
    "ar": ("اللجنة المعنية بمعايير الويبو", "اللجنة المعنية بالتنمية والملكية الفكرية"),
    "zh": ("产权组织标准委员会", "发展与知识产权委员会"),
}


@pytest.mark.parametrize("language", CODES)
def test_bodies_are_known_by_their_full_names(language: str) -> None:
    for name, code in zip(BODIES[language], ("CWS", "CDIP"), strict=True):
        assert profile(language).bodies[code].search(name.upper())


# --- what lines are ---------------------------------------------------------------------------

MARKERS = {
    "en": ("Annex follows", "Annexes follow", "End of document", "End of Annex II and of document"),
    "fr": (
        "L’annexe suit",
        "Les annexes suivent",
        "Fin du document",
        "Fin de l’annexe II et du document",
    ),
    "es": (
        "Sigue el Anexo",
        "Siguen los Anexos",
        "Fin del documento",
        "Fin del Anexo II y del documento",
    ),
    "ru": (
        "Приложение следует",
        "Приложения следуют",
        "Конец документа",
        "Конец приложения II и документа",
    ),
    "ar": ("يلي ذلك المرفق", "يلي ذلك المرفقان", "نهاية الوثيقة", "نهاية المرفق الثاني والوثيقة"),
    "zh": ("后接附件", "后接各附件", "文件完", "附件二和文件完"),
}


@pytest.mark.parametrize("language", CODES)
def test_markers_are_told_apart(language: str) -> None:
    markers = profile(language).markers
    one, several, end, both = MARKERS[language]
    assert markers.annex_follows.fullmatch(one)
    assert markers.annexes_follow.fullmatch(several)
    assert not markers.annex_follows.fullmatch(several)
    assert markers.end_of_document.fullmatch(end)
    assert not markers.end_of_document.fullmatch(both)
    assert markers.end_of_annex_and_document.fullmatch(both)
    assert not markers.end_of_annex.fullmatch(both)


FOLLOWS = {
    "en": "Document WO/PBC/18/15 follows",
    "fr": "Le document WO/PBC/18/15 suit",
    "es": "A continuación figura la estrategia de la OMPI",
    "ru": "Документ WO/PBC/18/15 следует",
    "ar": "تلي ذلك الوثيقة WO/PBC/18/15",
    "zh": "后接文件WO/PBC/18/15",
}


@pytest.mark.parametrize("language", CODES)
def test_another_document_that_follows_is_no_annex(language: str) -> None:
    markers = profile(language).markers
    assert markers.document_follows.fullmatch(FOLLOWS[language])
    assert not markers.annex_follows.fullmatch(FOLLOWS[language])


ANNEXES = {"en": "ANNEX II", "fr": "ANNEXE II", "es": "ANEXO II", "ru": "ПРИЛОЖЕНИЕ II"}
ANNEXES |= {"ar": "المرفق الثاني", "zh": "附件二"}


@pytest.mark.parametrize("language", CODES)
def test_the_heading_of_an_annex_tells_its_number(language: str) -> None:
    words = profile(language)
    match = words.annex.heading.fullmatch(ANNEXES[language])
    assert match is not None
    number = match["number"]
    assert number == "II" or words.ordinals.value(number) == 2


AGENDA = {
    "en": "Agenda Item 3: Adoption of the agenda",
    "fr": "Point 3 de l’ordre du jour : adoption de l’ordre du jour",
    "es": "Punto 3 del orden del día: aprobación",
    "ru": "Пункт 3 повестки дня: Принятие повестки дня",
    "ar": "البند 3 من جدول الأعمال: اعتماد جدول الأعمال",
    "zh": "议程第3项：通过议程",
}
PAGES = {"en": "page 16", "fr": "page 16", "es": "página 16", "ru": "стр. 16"}
PAGES |= {"ar": "الصفحة 16", "zh": "第16页"}
RECOMMENDATIONS = {
    "en": "Recommendation 7:",
    "fr": "Recommandation n° 7 :",
    "es": "Recomendación N.º 7",
    "ru": "Рекомендация № 7",
    "ar": "التوصية رقم 7",
    "zh": "建议7：",
}


@pytest.mark.parametrize("language", CODES)
def test_agenda_items_pages_and_recommendations_are_known(language: str) -> None:
    words = profile(language)
    item = words.agenda.item.search(AGENDA[language])
    assert item is not None
    assert captured(item) == "3"
    assert words.page.head.fullmatch(PAGES[language])
    assert not words.page.head.fullmatch(AGENDA[language])
    label = words.records.recommendation.match(RECOMMENDATIONS[language])
    assert label is not None
    assert captured(label) == "7"
    assert words.records.recommendation_word.search(RECOMMENDATIONS[language])
    assert words.references.recommendation.search(RECOMMENDATIONS[language])


# --- what kind of speech ----------------------------------------------------------------------

DECISIONS = {
    "en": (
        "The Committee took note of the information.",
        "The CWS agreed to create a new Task.",
        "The WIPO General Assembly requested the Secretariat to prepare a study.",
    ),
    "fr": (
        "Le comité a pris note du rapport.",
        "Le CWS est convenu de créer une équipe.",
        "L’assemblée a prié le Secrétariat d’établir une étude.",
    ),
    "es": (
        "El Comité tomó nota del informe.",
        "El CWS acordó crear una nueva tarea.",
        "La Asamblea General pidió a la Secretaría que preparara un estudio.",
    ),
    "ru": (
        "Комитет принял к сведению отчет.",
        "КСВ постановил создать новую задачу.",
        "Генеральная Ассамблея поручила Секретариату подготовить исследование.",
    ),
    "ar": (
        "أحاطت اللجنة علما بالتقرير.",
        "ووافقت لجنة المعايير على إنشاء مهمة جديدة.",
        "طلبت الجمعية العامة إلى الأمانة إعداد دراسة.",
    ),
    "zh": (
        "委员会注意到该报告。",
        "标准委同意新设一项任务。",
        "产权组织大会要求秘书处编写一份研究报告。",
    ),
}
INVITATIONS = {
    "en": (
        "The CWS is invited to: (a) note the content of this document;",
        "The Assemblies, each as far as it is concerned, are invited to approve the proposal.",
        "The Committee is invited to consider the Annex and take a decision.",
    ),
    "fr": (
        "Le CWS est invité a) à prendre note du contenu du présent document;",
        "Les assemblées, chacune pour ce qui la concerne, sont invitées à approuver le texte.",
        "Le comité est invité à examiner l’annexe du présent document.",
        "Le CWS est invité",
    ),
    "es": (
        "Se invita al CDIP a tomar nota de la información contenida en el Anexo.",
        "Se invita a la Asamblea General a tomar nota del contenido de la comunicación.",
        "Se invita al CWS a: a) tomar nota; y b) aprobar la propuesta.",
    ),
    "ru": (
        "КРИС предлагается рассмотреть информацию, содержащуюся в приложении.",
        "Генеральной Ассамблее предлагается принять к сведению содержание документа.",
        "КСВ предлагается: (a) принять к сведению; и (b) одобрить предложение.",
    ),
    "ar": (
        "إن لجنة التنمية مدعوة إلى النظر في مرفق هذه الوثيقة.",
        "إن الجمعية العامة مدعوة إلى الإحاطة علما بمضمون هذه الوثيقة.",
        "تُدعى لجنة المعايير إلى الموافقة على الاقتراح.",
    ),
    "zh": (
        "请标准委审议并批准本文件附件中的建议。",
        "请产权组织成员国大会，各自就其所涉事宜，批准该建议。",
        "3. 请发展与知识产权委员会（CDIP）注意附件中的信息。",
    ),
}
PLAIN = {
    "en": "The project lasts eighteen months and covers four countries.",
    "fr": "Le projet dure dix-huit mois et concerne quatre pays.",
    "es": "El proyecto dura dieciocho meses y abarca cuatro países.",
    "ru": "Проект рассчитан на восемнадцать месяцев и охватывает четыре страны.",
    "ar": "تبلغ مدة المشروع ثمانية عشر شهرا ويشمل أربعة بلدان.",
    "zh": "该项目为期十八个月，涉及四个国家。",
}
DELEGATIONS = {
    "en": "The Delegation of Brazil supported the proposal.",
    "fr": "La délégation du Brésil a appuyé la proposition.",
    "es": "La Delegación del Brasil apoyó la propuesta.",
    "ru": "Делегация Бразилии поддержала предложение.",
    "ar": "أيد وفد البرازيل الاقتراح.",
    "zh": "巴西代表团支持该提案。",
}
CHAIRS = {
    "en": "The Chair invited comments.",
    "fr": "Le président a invité les délégations à s’exprimer.",
    "es": "El presidente invitó a formular comentarios.",
    "ru": "Председатель предложил высказать замечания.",
    "ar": "دعا الرئيس إلى إبداء التعليقات.",
    "zh": "主席请各代表团发表意见。",
}
PROPOSED = {
    "en": "The following decision paragraph is proposed.",
    "fr": "Le paragraphe de décision ci-après est proposé.",
    "es": "Se propone el siguiente párrafo de decisión.",
    "ru": "Предлагается следующий пункт решения.",
    "ar": "وفيما يلي فقرة القرار المقترحة.",
    "zh": "提议的决定段落如下。",
}


@pytest.mark.parametrize("language", CODES)
def test_decisions_invitations_and_statements_are_told_apart(language: str) -> None:
    cues = profile(language).cues
    for sentence in DECISIONS[language]:
        assert cues.decision.search(sentence), sentence
        assert not cues.invitation.search(sentence), sentence
    for sentence in INVITATIONS[language]:
        assert cues.invitation.search(sentence), sentence
        assert not cues.decision.search(sentence), sentence
    assert cues.proposed.search(PROPOSED[language])
    assert cues.delegation.search(DELEGATIONS[language])
    assert cues.chair.search(CHAIRS[language])
    for words in (cues.decision, cues.invitation, cues.delegation, cues.chair, cues.proposed):
        assert not words.search(PLAIN[language])


# --- questions --------------------------------------------------------------------------------

QUESTIONS = {
    "who": (
        "Who proposed it?",
        "Qui l’a proposé ?",
        "¿Quién lo propuso?",
        "Кто это предложил?",
        "من اقترح ذلك؟",
        "谁提出的？",
    ),
    "when": (
        "When does it start?",
        "Quand commence-t-il ?",
        "¿Cuándo empieza?",
        "Когда он начнется?",
        "متى يبدأ؟",
        "何时开始？",
    ),
    "where": (
        "Where is it held?",
        "Où se tient-il ?",
        "¿Dónde se celebra?",
        "Где он пройдет?",
        "أين يعقد؟",
        "在哪里举行？",
    ),
    "how_many": (
        "How many actions?",
        "Combien de mesures ?",
        "¿Cuántas medidas?",
        "Сколько мер?",
        "كم عدد الإجراءات؟",
        "有多少项措施？",
    ),
    "how_much": (
        "How much is the budget?",
        "Quel est le montant ?",
        "¿Cuánto cuesta?",
        "Сколько стоит проект?",
        "ما هي ميزانية المشروع؟",
        "费用是多少？",
    ),
    "which": (
        "Which measures?",
        "Quelles mesures ?",
        "¿Cuáles son las medidas?",
        "Какие меры?",
        "ما هي التدابير؟",
        "有哪些措施？",
    ),
    "why": ("Why was it made?", "Pourquoi ?", "¿Por qué?", "Почему?", "لماذا؟", "为什么？"),
    "how": (
        "How can we register?",
        "Comment s’inscrire ?",
        "¿Cómo inscribirse?",
        "Как зарегистрироваться?",
        "كيف نسجل؟",
        "如何注册？",
    ),
    "what_is": (
        "What is WILD?",
        "Qu’est-ce que le WILD ?",
        "¿Qué es el WILD?",
        "Что такое WILD?",
        "ما هو WILD؟",
        "什么是WILD？",
    ),
    "summary": (
        "Summarise it.",
        "Résumez-le.",
        "Resuma el documento.",
        "Краткое содержание документа",
        "لخص الوثيقة",
        "概述该文件",
    ),
}


@pytest.mark.parametrize("kind", QUESTIONS)
def test_question_words_are_known_in_every_language(kind: str) -> None:
    order = ("en", "fr", "es", "ru", "ar", "zh")
    for language, question in zip(order, QUESTIONS[kind], strict=True):
        words: Phrases = getattr(profile(language).questions, kind)
        assert words.search(question), question


@pytest.mark.parametrize(
    ("language", "abbreviation"),
    [("en", "No."), ("fr", "p. ex."), ("fr", "art."), ("es", "N.º"), ("ru", "т. е."), ("ru", "г.")],
)
def test_abbreviations_do_not_end_sentences(language: str, abbreviation: str) -> None:
    assert abbreviation in profile(language).sentences.abbreviations


def test_chinese_and_arabic_sentences_end_with_their_own_marks() -> None:
    assert "。" in profile("zh").sentences.ends
    assert "؟" in profile("ar").sentences.ends


def test_the_profile_type_is_exported() -> None:
    assert isinstance(profile("zh"), LanguageProfile)
