"""Words of six languages as search keys, and when two of them are the same word.

Everything works on folded text (``search_key``): case, accents, kinds of blanks and hyphens, Arabic
marks and kinds of digits make no difference. The script of a word decides how it is treated, not
the language of the text, because every language here quotes Latin acronyms. All is pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.analysis import analysed
from ingest.types import Language
from ingest.typography import fold, strip_accents

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(f"[{HAN}]+")
_WORD = re.compile(f"[{HAN}]+|(?:[^\\W\\d_{HAN}]|\\d)+")
_ARABIC = re.compile("[\u0620-\u064a]")
# And, then, as, by, for + the article: what Arabic writes in front of a noun without a blank.
_ARABIC_FRONT = re.compile("^(?:[وف]?(?:ال|بال|كال|لل)|و(?=.{4}))(?=.{3})")
_FRONT = "[وف]?(?:[بك]?ال|لل|[بكل])?"
_ENDED = re.compile(r"[a-z\u0430-\u044f]")  # scripts whose words change at the end

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,]\d{3})+(?![\d])")
_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)?")

_PREFIX = 4  # letters that two forms of one word share at least


def search_key(text: str) -> str:
    """Return ``text`` folded for comparison, accents of Latin letters included."""
    return strip_accents(fold(text))


def words(text: str) -> list[str]:
    """Return the search keys of the words of ``text``, in order, with repetitions.

    Runs of Chinese characters become their overlapping pairs (a single character stays), and
    Arabic words lose the article and the letters written in front of it.
    """
    found: list[str] = []
    for match in _WORD.finditer(search_key(text)):
        word = match.group()
        if _HAN_RUN.match(word):
            found.extend(_pairs(word))
        elif _ARABIC.match(word):
            found.append(_ARABIC_FRONT.sub("", word))
        else:
            found.append(word)
    return found


def _pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]


def is_han(word: str) -> bool:
    """Say whether a search key is Chinese."""
    return _HAN_RUN.match(word) is not None


def stems(text: str, language: Language) -> list[str]:
    """Return the terms of ``text`` as search indexes them, in order, with repetitions."""
    return analysed(text, language).split()


def alike(one: str, other: str, slack: int) -> bool:
    """Say whether two search keys are forms of one word: equal but for their endings.

    All but the last ``slack`` letters of the shorter word must agree, and at least four; the
    other may be ``slack + 2`` longer. Numbers, Arabic words and Chinese pairs must be equal.
    """
    if one == other:
        return True
    if one[0] != other[0] or one[0].isdigit() or not _ENDED.match(one):
        return False
    shorter = min(len(one), len(other))
    if shorter < _PREFIX or abs(len(one) - len(other)) > slack + 2:
        return False
    shared = max(_PREFIX, shorter - slack)
    return one[:shared] == other[:shared]


class Vocabulary:
    """The words of a text in one language, to ask which others occur in it in any form."""

    def __init__(self, text: str, language: Language) -> None:
        self._exact = frozenset(words(text)).union(stems(text, language))
        self._by_front: dict[str, list[str]] = {}
        for word in self._exact:
            self._by_front.setdefault(word[:_PREFIX], []).append(word)

    def holds(self, word: str, slack: int = 1) -> bool:
        """Say whether a form of ``word`` occurs; see ``alike``."""
        if word in self._exact:
            return True
        return any(alike(word, other, slack) for other in self._by_front.get(word[:_PREFIX], ()))


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return ``text`` with each span overwritten by blanks."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


# --- numbers ----------------------------------------------------------------------------------


def numbers(text: str) -> set[str]:
    """Return the numbers written in digits in ``text``: "205 000" and "205,000" are "205000".

    A decimal comma is a point. Digits inside symbols count too.
    """
    key = search_key(text)
    grouped = {re.sub(r"[ .,]", "", match) for match in _GROUPED.findall(key)}
    rest = _GROUPED.sub(" ", key)
    return grouped | {match.replace(",", ".") for match in _NUMBER.findall(rest)}


class NumberWords:
    """The numbers that one language writes in words.

    Where ``measures`` are given (Chinese) a word counts only before one of them: "一" alone is
    part of half of all words. The longest word wins: "dix-sept" is 17, not 10 and 7.
    """

    def __init__(self, table: Mapping[str, Sequence[str]], measures: Sequence[str] = ()) -> None:
        self._values = {search_key(form): int(n) for n, forms in table.items() for form in forms}
        longest_first = sorted(self._values, key=len, reverse=True)
        either = "|".join(map(re.escape, longest_first))
        if measures:
            signs = "".join(measures)
            self._pattern = re.compile(f"(?:{either})(?=[{signs}])")
            self._with_measure = re.compile(f"(?:{either})[{signs}]")
        else:
            self._pattern = self._with_measure = re.compile(f"(?<!\\w)(?:{either})(?!\\w)")

    def __contains__(self, word: str) -> bool:
        return word in self._values

    def places(self, key: str) -> list[tuple[int, int, str]]:
        """Return where each number in words stands in a search key, and the number in digits."""
        found = self._pattern.finditer(key)
        return [(m.start(), m.end(), str(self._values[m.group()])) for m in found]

    def without(self, key: str) -> str:
        """Return a search key without numbers in words; Chinese ones go with their measure."""
        return self._with_measure.sub(" ", key)

    def find(self, text: str, least: int = 1) -> set[str]:
        """Return the numbers from ``least`` up that ``text`` writes in words, as digits."""
        found = {self._values[match] for match in self._pattern.findall(search_key(text))}
        return {str(number) for number in found if number >= least}


# --- cues -------------------------------------------------------------------------------------


class Cue:
    """Words or phrases of one language to look for.

    A final "*" allows any ending, a first "^" wants the phrase at the beginning. Chinese ones are
    found anywhere, others at the borders of words only.
    """

    def __init__(self, phrases: Sequence[str]) -> None:
        longest_first = sorted(phrases, key=len, reverse=True)
        self.pattern = "|".join(map(_phrase, longest_first))
        self._pattern = re.compile(self.pattern or r"(?!)")

    def search(self, key: str) -> re.Match[str] | None:
        """Return the first match in a search key."""
        return self._pattern.search(key)

    def finditer(self, key: str) -> Iterator[re.Match[str]]:
        """Return all matches in a search key, left to right."""
        return self._pattern.finditer(key)


def _phrase(phrase: str) -> str:
    open_end = phrase.endswith("*")
    key = search_key(phrase.removeprefix("^").removesuffix("*"))
    escaped = re.escape(key)
    if _HAN_RUN.match(key):
        return escaped
    before = r"^\W*" if phrase.startswith("^") else r"(?<!\w)"
    if _ARABIC.match(key):
        before, escaped = before + _FRONT, re.escape(key.removeprefix("ال"))
    return f"{before}{escaped}\\w*" if open_end else f"{before}{escaped}(?!\\w)"
