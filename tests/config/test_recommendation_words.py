import dataclasses
from collections.abc import Iterator, Mapping

import pytest

from config.phrases import Phrases
from config.profiles import CODES
from config.recommendation_words import recommendation_words

MAY_MATCH_NOTHING = (".of_document", ".document_then")
MAY_BE_MISSING = (".opening", ".closing", ".before", ".after")


def leaves(value: object, path: str = "") -> Iterator[tuple[str, Phrases]]:
    if isinstance(value, Phrases):
        yield path, value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")


@pytest.mark.parametrize("language", CODES)
def test_every_language_has_the_same_words_and_none_matches_nothing(language: str) -> None:
    found = dict(leaves(recommendation_words(language)))

    assert found.keys() == dict(leaves(recommendation_words("en"))).keys()
    for path, phrases in found.items():
        assert phrases.sources or path.endswith(MAY_BE_MISSING), path
        assert path.endswith(MAY_MATCH_NOTHING) or not phrases.pattern.match(""), path


def test_another_language_is_unknown() -> None:
    with pytest.raises(KeyError):
        recommendation_words("de")


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("ar", "مشروع توصيات بشأن إدارة تكنولوجيا المعلومات"),
        ("en", "Proposed set of revised recommendations"),
        ("es", "PROYECTOS DE RECOMENDACIÓN SOBRE LAS TIC"),
        ("fr", "PROPOSITION DE RÉVISION DES RECOMMANDATIONS"),
        ("ru", "ПРОЕКТ ПЕРЕСМОТРЕННЫХ РЕКОМЕНДАЦИЙ"),
        ("zh", "关于信息通信技术的建议草案"),
    ],
)
def test_a_heading_says_that_recommendations_are_proposed(language: str, heading: str) -> None:
    assert recommendation_words(language).proposed.search(heading)


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("ar", "توصيات اللجنة"),
        ("en", "Recommendations on draft laws"),
        ("es", "Recomendaciones sobre proyectos"),
        ("fr", "Recommandations sur les projets"),
        ("ru", "Рекомендации по проектам"),
        ("zh", "关于项目的建议"),
    ],
)
def test_recommendations_about_drafts_are_not_proposed(language: str, heading: str) -> None:
    assert not recommendation_words(language).proposed.search(heading)


@pytest.mark.parametrize(
    ("language", "cell"),
    [
        ("ar", "لا ينطبق، لأنها جديدة"),
        ("en", "N/A (new)".replace("(", "").replace(")", "")),
        ("en", "Not applicable, as this is a new recommendation"),
        ("es", "No se aplica, por tratarse de una novedad".replace("tratarse de", "ser")),
        ("fr", "Sans objet, car il s’agit d’une nouveauté"),
        ("ru", "Не применимо, поскольку это новая рекомендация"),
        ("zh", "不适用，因为是新建议"),
    ],
)
def test_a_cell_says_that_nothing_older_corresponds(language: str, cell: str) -> None:
    assert recommendation_words(language).is_new.fullmatch(cell)
