"""Sentences that say something only together with the one before, in six languages."""

import pytest

from config.leaning_words import leaning_words
from config.profiles import CODES

LEANS = [
    ("en", "She said that the project had ended."),
    ("en", "In addition, it requested a report."),
    ("en", "Its cost was estimated."),
    ("fr", "Elle a ajouté que le rapport serait publié."),
    ("fr", "Il s’est félicité des résultats obtenus."),
    ("fr", "Cette proposition n’a pas été retenue."),
    ("es", "Añadió que el informe se publicaría."),
    ("es", "También pidió a la Secretaría un informe."),
    ("es", "Dicha propuesta no fue aprobada."),
    ("ru", "Она сообщила, что проект завершен."),
    ("ru", "Это предложение не было принято."),
    ("ar", "وأضافت أن التقرير سيُنشر."),
    ("ar", "والتمست من الأمانة إعداد وثيقة."),
    ("ar", "وهي تضم ثلاثة أعضاء."),
    ("zh", "她说，报告将予公布。"),
    ("zh", "该项目于2030年结束。"),
    ("zh", "还要求秘书处提交报告。"),
]
STANDS = [
    ("en", "It is proposed that the CWS adopt the standard."),
    ("en", "This document presents the results."),
    ("en", "Italy supported the proposal."),
    ("fr", "Il est proposé que le CWS adopte la norme."),
    ("fr", "Il a été demandé au Bureau international de publier le texte."),
    ("fr", "Ce document présente les résultats."),
    ("es", "Se pidió a la Secretaría un informe."),
    ("es", "Este documento presenta los resultados."),
    ("es", "La Delegación dijo que apoyaba la propuesta."),
    ("ru", "Делегация сообщила о своем опыте."),
    ("ru", "Этот документ содержит итоги."),
    ("ar", "وذكرت الأمانة أن القائمة تضم 27 مهمة."),
    ("ar", "وطلبت اللجنة من الأمانة إعداد وثيقة."),
    ("ar", "هذه الوثيقة تعرض النتائج."),
    ("zh", "委员会要求秘书处提交报告。"),
    ("zh", "此外，秘书处介绍了文件。"),
    ("zh", "该文件介绍了成果。"),
]


@pytest.mark.parametrize(("language", "sentence"), LEANS)
def test_leans_on_the_sentence_before(language, sentence):
    assert leaning_words(language).openings.match(sentence)


@pytest.mark.parametrize(("language", "sentence"), STANDS)
def test_stands_by_itself(language, sentence):
    assert not leaning_words(language).openings.match(sentence)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Most States benefited from this package."),
        ("fr", "La plupart des États ont bénéficié de cet ensemble de mesures."),
        ("es", "La mayoría de los Estados se benefició de este conjunto."),
        ("ru", "Большинство государств воспользовались этим пакетом, и такой пакет нужен."),
        ("ar", "واستفادت معظم الدول من هذه التدابير."),
        ("zh", "多数国家受益于这些措施。"),
    ],
)
def test_a_demonstrative_anywhere_points_back(language, sentence):
    assert leaning_words(language).demonstratives.search(sentence)


@pytest.mark.parametrize("language", CODES)
def test_every_language_has_both(language):
    words = leaning_words(language)
    assert words.openings.sources and words.demonstratives.sources
