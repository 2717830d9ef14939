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
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import tantivy

from index.words import load_words
from ingest.codes import find_all_codes
from ingest.symbols import find_symbols
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
# mail addresses; amounts written in groups of three digits (which begin with a digit before they
# look back: that is searched three times faster).
_JOINED = re.compile("[/_.][a-z0-9]")
_COMPOSITE = re.compile(r"(?<![\w/@.])(?=[a-z0-9/_.]*\d)[a-z][a-z0-9]*(?:[/_.][a-z0-9]+)+(?!@)")
_HAS_CODES = re.compile(r"[\d@]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AMOUNT = re.compile(r"\d(?<![\d.,].)\d{0,2}(?:([ .,'])\d{3})(?:\1\d{3})*(?![\d]|[.,]\d)")


_WORDS_IN_MEMORY = 65_536  # of each kind
_LONGEST_IN_MEMORY = 64  # characters


class Term(NamedTuple):
    """One term of a query; ``weight`` scales its score."""

    text: str
    weight: float = 1.0


class _Remembered(dict[str, str]):
    """What a function makes of words. Most words of a text were met before."""

    def __init__(self, function: Callable[[str], str]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> str:
        found = self._function(word)
        if len(word) <= _LONGEST_IN_MEMORY:
            if len(self) >= _WORDS_IN_MEMORY:
                self.clear()
            self[word] = found
        return found


_folded = _Remembered(fold)
_bare = _Remembered(lambda word: strip_accents(fold(word)))


def folded(text: str) -> str:
    """Return ``text`` folded for search, as ``ingest.typography.fold`` does."""
    return " ".join(filter(None, map(_folded.__getitem__, text.split())))


def bare(text: str) -> str:
    """Return ``text`` folded for search and without accents."""
    return " ".join(filter(None, map(_bare.__getitem__, text.split())))


def analysed(text: str, language: Language) -> str:
    """Return the terms of ``text`` in order, as they are indexed, with blanks between them."""
    if language == "zh":  # few blanks, so that few of its words are met again
        return _analysed_word(text, language)
    return " ".join(map(_terms(language).__getitem__, text.split()))


@cache
def _terms(language: Language) -> _Remembered:
    return _Remembered(lambda word: _analysed_word(word, language))


def _analysed_word(word: str, language: Language) -> str:
    if language == "ar":
        return " ".join(map(_arabic, _WORD.findall(bare(word))))
    if language == "zh":
        return " ".join(term for term, _ in _chinese(bare(word)))
    return " ".join(_analyser(language).analyze(_folded[word]))


@cache
def _analyser(language: Language) -> tantivy.TextAnalyzer:
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
    return [Term(term) for term in dict.fromkeys(_analyser(language).analyze(" ".join(words)))]


def content_words(text: str, language: Language) -> list[str]:
    """Return the words of a question without those that only make it one, folded and bare.

    Of Chinese, what stands between such words, uncut; a single character may be part of a word
    and stays.
    """
    plain, stops = bare(text), _stop_words(language)
    if language != "zh":
        return [word for word in _WORD.findall(plain) if word not in stops]
    for stop in _stop_phrases(language):
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
    found += [fold(code.code) for code in find_all_codes(text)]
    found += _composites(plain)
    if "@" in plain:
        found += [match[0] for match in _ADDRESS.finditer(plain)]
    found += [re.sub(r"\D", "", match[0]) for match in _AMOUNT.finditer(plain)]
    return list(dict.fromkeys(found))


def _composites(plain: str) -> Iterator[str]:
    """Yield the composites of a folded text; only words with a joint are looked at."""
    end = 0
    while joint := _JOINED.search(plain, end):
        start, end = plain.rfind(" ", 0, joint.start()) + 1, plain.find(" ", joint.end())
        end = len(plain) if end < 0 else end
        yield from (match[0] for match in _COMPOSITE.finditer(plain[start:end]))


@cache
def _stop_words(language: Language) -> frozenset[str]:
    words = load_words("search", language)["stop_words"].split()
    return frozenset(strip_accents(fold(word)) for word in words)


@cache
def _stop_phrases(language: Language) -> tuple[str, ...]:
    """Return stop words of several characters, longest first: some contain parts of others."""
    longer = (word for word in _stop_words(language) if len(word) > 1)
    return tuple(sorted(longer, key=lambda word: (-len(word), word)))


# --- Arabic -----------------------------------------------------------------------------------


@cache
def _arabic_affixes() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    words = load_words("search", "ar")
    prefixes, conjunctions, suffixes = (
        tuple(fold(affix) for affix in words[name])
        for name in ("prefixes", "conjunctions", "suffixes")
    )
    return prefixes, conjunctions, suffixes


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
