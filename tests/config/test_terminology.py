"""The hand-written glossary: its form, and that it joins the words it was written to join."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "config" / "terminology"
SEARCH = FOLDER.parent / "languages" / "search"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
HEAD = ("concept", *LANGUAGES)
LEAST = {"everyday": 130, "meetings": 80, "ict": 80, "projects": 60}
LOOKED_UP = 5  # words of a term, stop words aside, that search still looks for in a question

SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}
ACRONYM = re.compile(r"[A-Z][A-Z0-9.& -]*")


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def with_slugs() -> list[Path]:
    """The files of the folder that name their concepts; ours and those of others."""
    return [path for path in sorted(FOLDER.glob("*.tsv")) if rows(path)[0][0] == "concept"]


def terms(name: str) -> list[tuple[str, str, list[str]]]:
    """Concept, language and terms of every cell of the file ``name``."""
    return [
        (row[0], language, cell.split(" | "))
        for row in rows(FOLDER / f"{name}.tsv")[1:]
        for language, cell in zip(LANGUAGES, row[1:], strict=True)
    ]


def folded(term: str) -> str:
    parts = unicodedata.normalize("NFKD", term.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def stop_words(language: str) -> frozenset[str]:
    text = (SEARCH / f"{language}.toml").read_text(encoding="utf-8")
    return frozenset(map(folded, tomllib.loads(text)["stop_words"].split()))


def content_words(term: str, language: str) -> list[str]:
    stops = stop_words(language)
    return [word for word in re.findall(r"\w+", folded(term)) if word not in stops]


def scripts(text: str) -> set[str]:
    """First words of the Unicode names of the letters of ``text``: LATIN, CYRILLIC, CJK..."""
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}


@pytest.mark.parametrize("name", LEAST)
def test_every_line_has_a_slug_and_six_filled_cells(name: str) -> None:
    head, *lines = rows(FOLDER / f"{name}.tsv")
    assert tuple(head) == HEAD
    for cells in lines:
        assert len(cells) == len(HEAD), cells[0]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cells[0]), cells[0]
        for term in (term for cell in cells[1:] for term in cell.split(" | ")):
            assert term and term == term.strip() and "|" not in term, cells[0]


@pytest.mark.parametrize("name", LEAST)
def test_a_file_holds_at_least_the_concepts_it_was_planned_for(name: str) -> None:
    assert len(rows(FOLDER / f"{name}.tsv")) - 1 >= LEAST[name]


@pytest.mark.parametrize("name", LEAST)
def test_a_file_is_plain_composed_text_with_one_kind_of_line_end(name: str) -> None:
    text = (FOLDER / f"{name}.tsv").read_bytes().decode("utf-8")
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert text == unicodedata.normalize("NFC", text)
    odd = {letter for letter in text if unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"}}
    assert odd == {"\n", "\t"}
    assert {letter for letter in text if unicodedata.category(letter) == "Zs"} == {" "}


def test_a_slug_names_one_concept_in_all_files() -> None:
    slugs = Counter(row[0] for path in with_slugs() for row in rows(path)[1:])
    assert [slug for slug, times in slugs.items() if times > 1] == []


@pytest.mark.parametrize("name", LEAST)
def test_no_term_stands_twice_in_a_cell(name: str) -> None:
    for slug, language, found in terms(name):
        twice = [term for term, times in Counter(map(str.casefold, found)).items() if times > 1]
        assert twice == [], (slug, language)


@pytest.mark.parametrize("name", LEAST)
def test_terms_are_in_the_script_of_their_language(name: str) -> None:
    for slug, language, found in terms(name):
        for term in found:
            script = SCRIPTS.get(language, "LATIN")
            assert script in scripts(term) or ACRONYM.fullmatch(term), (slug, language, term)
            assert scripts(term) <= {script, "LATIN"}, (slug, language, term)


@pytest.mark.parametrize("name", LEAST)
def test_every_cell_has_a_term_in_the_script_of_its_language(name: str) -> None:
    for slug, language, found in terms(name):
        script = SCRIPTS.get(language, "LATIN")
        assert any(script in scripts(term) for term in found), (slug, language)


@pytest.mark.parametrize("name", LEAST)
def test_no_word_mixes_cyrillic_letters_with_latin_ones_that_look_alike(name: str) -> None:
    for slug, _, found in terms(name):
        for word in re.findall(r"[^\W\d_]+", " ".join(found)):
            assert not {"CYRILLIC", "LATIN"} <= scripts(word), (slug, word)


@pytest.mark.parametrize("name", LEAST)
def test_no_term_is_made_of_stop_words_or_of_one_chinese_character(name: str) -> None:
    for slug, language, found in terms(name):
        for term in found:
            if language == "zh":
                assert len(term) > 1 and folded(term) not in stop_words("zh"), (slug, term)
            else:
                assert content_words(term, language), (slug, language, term)


@pytest.mark.parametrize("name", LEAST)
def test_every_concept_can_be_named_in_every_language_in_a_few_words(name: str) -> None:
    for slug, language, found in terms(name):
        shortest = min(len(content_words(term, language)) for term in found)
        assert shortest <= LOOKED_UP, (slug, language)


@pytest.mark.parametrize("name", [name for name in LEAST if name != "meetings"])
def test_terms_are_short_but_for_the_full_names_of_bodies(name: str) -> None:
    for slug, language, found in terms(name):
        for term in found:
            assert len(content_words(term, language)) <= LOOKED_UP, (slug, language, term)


MEETINGS_OF_WORDS = """
everyday/duration: مدة | how long | durar | durer | срок | 多长时间
everyday/deadline: مهلة | due date | plazo | date limite | срок подачи | 期限
everyday/register-participation: تسجيل | sign up | inscribirse | s'inscrire | регистрация | 报名
everyday/entity-in-charge: جهة مسؤولة | lead | unidad responsable | service chargé | исполнитель | 主管部门
everyday/survey: استبيان | questionnaire | encuesta | enquête | опрос | 问卷
ict/blockchain: بلوك تشين | blockchain | cadena de bloques | chaîne de blocs | блокчейн | 区块链
ict/legacy-systems: نظم قديمة | outdated systems | sistema obsoleto | système hérité | устаревшие системы | 旧系统
meetings/cdip: لجنة التنمية | CDIP | CDIP | CDIP | КРИС | 发展与知识产权委员会
meetings/task-force: فرق العمل | Task Force | equipo técnico | équipe d'experts | целевая группа | 工作队
projects/brain-drain: هجرة الأدمغة | brain drain | fuga de cerebros | fuite des cerveaux | утечка мозгов | 人才外流
"""  # noqa: E501


@pytest.mark.parametrize("line", MEETINGS_OF_WORDS.strip().splitlines())
def test_words_of_six_languages_meet_in_one_concept(line: str) -> None:
    place, words = line.split(": ")
    name, slug = place.split("/")
    found = {language: cell for concept, language, cell in terms(name) if concept == slug}
    for language, word in zip(LANGUAGES, words.split(" | "), strict=True):
        assert word in found[language]
