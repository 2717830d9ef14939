"""Which recommendations, projects and paragraphs running text speaks of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import IngestSettings
from ingest.parse import parse_file
from ingest.records.mentions import extract_mentions
from ingest.records.proofs import Source
from ingest.records.types import Mention

Read = Callable[..., list[Mention]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def extract(text: str, language: str = "en", **metadata: str) -> list[Mention]:
        path = tmp_path / "document.txt"
        path.write_text(f"1. {text}\n", encoding="utf-8")
        told = {"symbol": "SCP/91/7", "title": "Report", "language": language, **metadata}
        parsed = parse_file(path, IngestSettings(), told, sha256="0" * 64)
        return extract_mentions(Source(parsed.document, parsed.blocks, parsed.passages))

    return extract


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("ar", "يستند العمل إلى التوصيات 1 و3 إلى 5 من أجندة التنمية.", [1, 3, 4, 5]),
        ("ar", "وفقا للتوصيتين ٤ و١٠ من أجندة التنمية اعتمد المشروع.", [4, 10]),
        (
            "en",
            "Of Development Agenda Recommendations Nos. 1, 3 to 5 and 7.",
            [1, 3, 4, 5, 7],
        ),
        ("en", "It serves recommendation 4, 30 months after the Development Agenda.", [4]),
        (
            "es",
            "Las recomendaciones N.os 4 y 10 de la Agenda para el Desarrollo.",
            [4, 10],
        ),
        (
            "fr",
            "Recommandations 1, 3 à 5 du Plan d’action pour le développement.",
            [1, 3, 4, 5],
        ),
        ("fr", "La recommandation n° 35* du Plan d’action pour le développement.", [35]),
        ("ru", "Рекомендации 1, 3–5 Повестки дня в области развития выполнены.", [1, 3, 4, 5]),
        ("zh", "该项目涉及发展议程第4项和第10项建议。", [4, 10]),
        ("zh", "该项目涉及发展议程建议1、3至5。", [1, 3, 4, 5]),
        ("zh", "发展议程秘书处建议3年后审查。", []),
    ],
)
def test_lists_and_ranges_are_counted_out(
    read: Read, language: str, text: str, numbers: list[int]
) -> None:
    assert [m.of for m in read(text, language)] == [f"recommendation:DA/{n}" for n in numbers]


@pytest.mark.parametrize(
    ("text", "metadata", "expected"),
    [
        ("They discussed recommendation 5.", {}, []),
        ("They discussed recommendation 5.", {"symbol": "CDIP/91/7", "body": "CDIP"}, ["DA/5"]),
        ("Of the Development Agenda, recommendation 46.", {}, []),
        ("They discussed recommendation 5.", {"title": "ICT RECOMMENDATIONS"}, ["ICT/5"]),
        ("As the ICT recommendations say (recommendation 5), it is so.", {}, ["ICT/5"]),
        (
            "Recommendation 3 of the evaluation report on a Development Agenda project was noted.",
            {"symbol": "CDIP/91/7", "body": "CDIP"},
            [],
        ),
        (
            "Recommendation 3 was noted.",
            {"symbol": "CDIP/91/7", "body": "CDIP", "title": "Evaluation report on libraries"},
            [],
        ),
    ],
)
def test_the_set_is_told_or_nothing_is(
    read: Read, text: str, metadata: dict[str, str], expected: list[str]
) -> None:
    assert [m.of for m in read(text, **metadata)] == [f"recommendation:{of}" for of in expected]


@pytest.mark.parametrize(
    ("language", "text", "paragraphs"),
    [
        ("ar", "انظر الفقرتين 158 و159 من الوثيقة CWS/11/28.", [158, 159]),
        ("en", "See paragraphs 158 and 159 of document CWS/11/28.", [158, 159]),
        ("en", "See document CWS/11/28 (paragraphs 3 to 5).", [3, 4, 5]),
        ("en", "See paragraph 10 above and document CWS/11/28.", []),
        ("es", "Véanse los párrafos 41 a 43 del documento CWS/11/28.", [41, 42, 43]),
        ("fr", "Voir le paragraphe 3.a) du document CWS/11/28.", [3]),
        ("ru", "См. пункты 41 – 43 документа CWS/11/28.", [41, 42, 43]),
        ("ru", "В пункте 4 повестки дня обсуждался документ CWS/11/28.", []),
        ("zh", "见文件CWS/11/28第88段和第89段。", [88, 89]),
        ("zh", "见文件CWS/11/28第4至6段。", [4, 5, 6]),
    ],
)
def test_paragraphs_of_documents(
    read: Read, language: str, text: str, paragraphs: list[int]
) -> None:
    found = read(text, language)

    assert [m.of for m in found] == [f"passage:CWS/11/28#p{n}" for n in paragraphs]
    assert all("CWS/11/28" in m.proof.quote for m in found)


def test_a_project_is_mentioned_once_in_a_passage_however_it_is_padded(read: Read) -> None:
    (found,) = read("The projects DA_04_10_03 and DA-4-10-3 are one.")

    assert found.of == "project:DA_4_10_03"
    assert found.proof.quote == "DA_04_10_03"
    assert found.proof.passage == "SCP/91/7#p1"


def test_the_own_words_of_a_recommendation_are_no_mention(read: Read) -> None:
    text = (
        "Of libraries.\n\nDEVELOPMENT AGENDA RECOMMENDATIONS\n\n"
        "Recommendation 4: keep shelves open.\n\nRecommendation 5: see recommendation 4 as well.\n"
    )

    (found,) = read(text)

    assert found.of == "recommendation:DA/4"
    assert found.proof.quote == "recommendation 4"
