"""How the text of a language becomes terms, for the lexical side.

English, Spanish, French and Russian go through stop lists and Snowball stemmers; accents of Latin
letters are taken off *before* stemming, so that French and Spanish typed without accents meet
exactly the same terms (French is stemmed twice: that brings back 95 % of what folding first
loses). Arabic loses its article, conjunctions and common endings; Chinese becomes overlapping
pairs and single characters, since no engine cuts it into words. Codes (symbols of documents,
project codes, standards, amounts) are terms of their own, in every language.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import tantivy

from index.words import load_words
from ingest.symbols import find_codes, find_project_codes, find_symbols
from ingest.types import Language
from ingest.typography import fold, strip_accents

_STEMMERS: dict[Language, str] = {
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "ru": "russian",
}
_LONGEST_TERM_BYTES = 120
_SINGLE_CHARACTER_WEIGHT = 0.2

_WORD = re.compile(r"\w+")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_CHINESE_PIECE = re.compile(f"[{_HAN}]+|[^\\W{_HAN}]+")

# On folded text: parts joined by slash, underscore or dot, with a digit somewhere (cws/12/5);
# mail addresses; amounts written in groups of three digits.
_COMPOSITE = re.compile(r"(?<![\w/@.])(?=[a-z0-9/_.]*\d)[a-z][a-z0-9]*(?:[/_.][a-z0-9]+)+(?!@)")
_HAS_CODES = re.compile(r"[\d@]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3})*(?![\d]|[.,]\d)")


_TOKENS_IN_MEMORY = 65_536
_TEXTS_IN_MEMORY = 16  # a text is folded for its words and again for its codes


class Term(NamedTuple):
    """One term of a query; ``weight`` scales its score."""

    text: str
    weight: float = 1.0


# Most words of a text were met before: remembering them folds three times faster.
_folded = lru_cache(_TOKENS_IN_MEMORY)(fold)


@lru_cache(_TOKENS_IN_MEMORY)
def _bare(token: str) -> str:
    return strip_accents(fold(token))


@lru_cache(_TEXTS_IN_MEMORY)
def folded(text: str) -> str:
    """Return ``text`` folded for search, as ``ingest.typography.fold`` does."""
    return " ".join(filter(None, map(_folded, text.split())))


def bare(text: str) -> str:
    """Return ``text`` folded for search and without accents."""
    return " ".join(filter(None, map(_bare, text.split())))


def prepare(text: str, language: Language) -> str:
    """Return ``text`` ready for the tokenizer of ``tokenizer(language)``."""
    if language == "ar":
        return " ".join(map(_arabic, _WORD.findall(bare(text))))
    if language == "zh":
        return " ".join(term for term, _ in _chinese(bare(text)))
    return folded(text)


@cache
def tokenizer(language: Language) -> tantivy.TextAnalyzer:
    """Return what cuts prepared text of a language into terms, while indexing and in queries."""
    if language not in _STEMMERS:
        return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    name = _STEMMERS[language]
    builder = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST_TERM_BYTES))
        .filter(tantivy.Filter.stopword(name))
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer(name))
    )
    if language == "fr":
        builder = builder.filter(tantivy.Filter.stemmer(name))
    return builder.build()


def query_terms(text: str, language: Language) -> list[Term]:
    """Return the distinct terms of a question, without the words that only make it one."""
    words = content_words(text, language)
    if language == "zh":
        return _chinese_query(words, _stop_words("zh"))
    if language == "ar":
        return [Term(term) for term in dict.fromkeys(map(_arabic, words))]
    return [Term(term) for term in dict.fromkeys(tokenizer(language).analyze(" ".join(words)))]


def content_words(text: str, language: Language) -> list[str]:
    """Return the words of a question without those that only make it one, folded and bare.

    Of Chinese, what stands between such words, uncut; a single character may be part of a word
    and stays.
    """
    plain, stops = bare(text), _stop_words(language)
    if language != "zh":
        return [word for word in _WORD.findall(plain) if word not in stops]
    for stop in sorted((word for word in stops if len(word) > 1), key=len, reverse=True):
        plain = plain.replace(stop, " ")
    return plain.split()


def codes(text: str) -> list[str]:
    """Return the distinct codes of a text, folded: symbols with and without their version,
    project codes, standards, R-numbers, mail addresses, and amounts as bare digits.
    """
    plain = folded(text)
    if not _HAS_CODES.search(plain):
        return []
    found = [fold(name) for ref in find_symbols(text) for name in (ref.key, ref.symbol)]
    found += [fold(code.code) for code in (*find_project_codes(text), *find_codes(text))]
    found += [match[0] for match in _COMPOSITE.finditer(plain)]
    if "@" in plain:
        found += [match[0] for match in _ADDRESS.finditer(plain)]
    found += [re.sub(r"\D", "", match[0]) for match in _AMOUNT.finditer(plain)]
    return list(dict.fromkeys(found))


@cache
def _stop_words(language: Language) -> frozenset[str]:
    words = load_words("search", language)["stop_words"].split()
    return frozenset(strip_accents(fold(word)) for word in words)


# --- Arabic -----------------------------------------------------------------------------------


@cache
def _arabic_affixes() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    words = load_words("search", "ar")
    prefixes, conjunctions, suffixes = (
        tuple(fold(affix) for affix in words[name])
        for name in ("prefixes", "conjunctions", "suffixes")
    )
    return prefixes, conjunctions, suffixes


@lru_cache(_TOKENS_IN_MEMORY)
def _arabic(word: str) -> str:
    """Return a word without article, conjunction and ending, after Larkey's light stemming."""
    prefixes, conjunctions, suffixes = _arabic_affixes()
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    else:
        if word.startswith(conjunctions) and len(word) > 4:
            word = word[1:]
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


# --- Chinese ----------------------------------------------------------------------------------


def _chinese(plain: str) -> list[tuple[str, float]]:
    """Return pairs and single characters of each run of Han characters, and other words whole."""
    terms: list[tuple[str, float]] = []
    for piece in _CHINESE_PIECE.findall(plain):
        if not _HAN_RUN.match(piece):
            terms.append((piece, 1.0))
            continue
        single = _SINGLE_CHARACTER_WEIGHT if len(piece) > 1 else 1.0
        terms += [(piece[i : i + 2], 1.0) for i in range(len(piece) - 1)]
        terms += [(character, single) for character in piece]
    return terms


def _chinese_query(words: list[str], stops: frozenset[str]) -> list[Term]:
    found: dict[str, float] = {}
    for term, weight in _chinese(" ".join(words)):
        if term not in stops:
            found[term] = max(weight, found.get(term, 0.0))
    return [Term(term, weight) for term, weight in found.items()]
