"""Which of the six languages is a document, or a question, in?

The script decides first. Among the languages in Latin letters the words of the profiles vote;
langdetect, which is wrong on short text, only speaks on longer text that the votes leave open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from config.profiles import plain_word, profile
from ingest.types import Language

_LATIN: tuple[Language, ...] = ("en", "es", "fr")
# Read beside them so that other languages in Latin letters can be told apart from these.
_NEIGHBOURS = ("de", "it", "nl", "pt", "ro", "ca", "pl", "tr", "vi", "id")
_SAMPLE = 40_000  # characters of a document that are looked at
_ENOUGH = 200  # characters of words that langdetect needs
_TIE_BREAK = 60  # characters of a question below which langdetect is not asked

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")
_SCRIPTS: tuple[tuple[Language, re.Pattern[str]], ...] = (
    ("ar", re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")),
    ("ru", re.compile("[\u0400-\u052f]+")),
)
_LATIN_WORD = re.compile("[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z\u00c0-\u024f]+)?")
_HAN_PER_WORD = 2  # characters of a Chinese word, about


def detect_document_language(text: str, hints: Sequence[Language] = ()) -> Language | None:
    """Return the language of a document's text; None if it is none of the six, or no words.

    ``hints`` (header, file name, what the format says), best first, decide where the text agrees
    with them or is too short to tell; they never make Chinese of English text. A language given
    by hand (a sidecar) is the caller's to take before asking.
    """
    sample = _sample(text)
    # A page in another script quotes many Latin names; the reverse is rare.
    script = _script(sample, 0.6)
    if script is None:
        return hints[0] if hints else None
    if script != "latin":
        if script == "zh" and len(_KANA.findall(sample)) > 0.1 * len(_HAN.findall(sample)):
            return None
        return script
    words = _latin_words(sample)
    votes, decided = _votes(words)
    first, second, _ = sorted(_LATIN, key=lambda language: -votes[language])
    if decided >= 20 and decided > 0.4 * len(words) and votes[first] >= 1.5 * votes[second]:
        return first
    fits = [hint for hint in hints if hint in _LATIN]
    if fits:
        return fits[0]
    if sum(map(len, words)) >= _ENOUGH:
        return _by_letters(sample)
    return first if votes[first] > votes[second] else None


def detect_query_language(text: str) -> Language:
    """Return the language of a question or of search words; English if nothing tells.

    Codes, symbols and abbreviations in Latin letters do not count; a word or two of Latin does
    not make a Chinese question English, nor a quoted Chinese term an English question Chinese.
    """
    script = _script(_ASIDE.sub(" ", text), 1.0)
    if script is None and text.isupper():
        text = text.lower()  # it is all in capitals, not all abbreviations
    script = script or _script(text, 1.0)
    if script is not None and script != "latin":
        return script
    votes, _ = _votes(_latin_words(text))
    for language, points in _spelling(text):
        votes[language] += points
    best = max(_LATIN, key=lambda language: votes[language])
    tied = [language for language in _LATIN if votes[language] == votes[best]]
    if len(tied) == 1:
        return best
    if len(text) >= _TIE_BREAK and (found := _by_letters(text)) in tied:
        return found
    return tied[0]


def is_in_language(text: str, language: Language) -> bool:
    """Say whether a sentence is in ``language``, as far as so few words can tell.

    Its script decides, and letters that neighbours of the language write. Among languages in Latin
    letters it may be in another one only where more of its words speak for that one, and on
    longer text langdetect must not take it for a language beside the six.
    """
    script = _script(_ASIDE.sub(" ", text), 1.0) or _script(text, 1.0)
    if script is None:
        return True
    if script != "latin" or language not in _LATIN:
        return script == language and not _FOREIGN_LETTERS.get(language, _NONE).search(text)
    words = _latin_words(text)
    votes, decided = _votes(words)
    best = max(_LATIN, key=lambda code: votes[code])
    if votes[best] > votes[language]:
        return False
    if len(words) >= _SENTENCE and decided < _KNOWN * len(words):
        return _by_letters(text) == language
    return True


_SENTENCE = 6  # words of which some must be known
_KNOWN = 0.2  # share of the words that must speak for a language
_NONE = re.compile(r"(?!)")
_FOREIGN_LETTERS: dict[Language, re.Pattern[str]] = {
    "zh": _KANA,
    "ru": re.compile("[іїєґўјљњћђџ]", re.IGNORECASE),
    "ar": re.compile("[\u067e\u0686\u0698\u06af\u0679\u0688\u0691\u06ba\u06d2]"),
}

# --- scripts ----------------------------------------------------------------------------------

# Not in the language of the question: symbols, codes, abbreviations, addresses.
_ASIDE = re.compile(
    r"https?://\S+|\S+@\S+|[A-Za-z0-9._-]*[/_][A-Za-z0-9./_-]*|"
    r"(?<![A-Za-z])[A-Z]{2,}[A-Za-z]?(?![A-Za-z])|[A-Za-z]+[0-9]\w*"
)


def _sample(text: str) -> str:
    """Return the beginning, and of a long document also its middle: annexes may be copied in."""
    if len(text) <= _SAMPLE:
        return text
    middle = len(text) // 2
    return text[: _SAMPLE // 2] + "\n" + text[middle : middle + _SAMPLE // 2]


def _script(text: str, share: float) -> Language | Literal["latin"] | None:
    """Return the language whose script the words are in, or "latin"; None without words.

    ``share`` is how many words of another script outweigh one in Latin letters.
    """
    counts: dict[Language, float] = {c: len(pattern.findall(text)) for c, pattern in _SCRIPTS}
    counts["zh"] = len(_HAN.findall(text)) / _HAN_PER_WORD
    latin = float(len(_LATIN_WORD.findall(text)))
    best = max(counts, key=lambda code: counts[code])
    if counts[best] == 0:
        return "latin" if latin else None
    return best if counts[best] >= share * latin else "latin"


# --- votes of words ---------------------------------------------------------------------------


def _latin_words(text: str) -> list[str]:
    return [plain_word(m[0]) for m in _LATIN_WORD.finditer(_ASIDE.sub(" ", text))]


@cache
def _weights() -> dict[str, tuple[tuple[Language, float], ...]]:
    """Return which languages a word speaks for, and how much: less if several share it."""
    holders: dict[str, list[tuple[Language, float]]] = {}
    for language in _LATIN:
        words = profile(language).vocabulary
        for word in words.stop | words.subject:
            points = 2.0 if word in words.stop else 1.5
            holders.setdefault(word, []).append((language, points))
    return {
        word: tuple((language, points / (4 if len(held) > 1 else 1)) for language, points in held)
        for word, held in holders.items()
        if len(held) < len(_LATIN)
    }


_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]")
_ENDINGS: tuple[tuple[Language, re.Pattern[str]], ...] = (
    ("es", re.compile(r"(?:cion|ciones|idad|idades|miento|mientos|ando|iendo|cual|cuales)$")),
    ("fr", re.compile(r"(?:ement|ements|eur|eurs|euse|euses|eaux|aux|ique|iques|ees?|oire|age)$")),
    ("en", re.compile(r"(?:ing|ings|ness|ship|ships|ly|ity|ies|ed|ough|ght|th|wh\w+)$")),
)


def _votes(words: Iterable[str]) -> tuple[dict[Language, float], int]:
    """Return the points of each language, and how many words spoke for any."""
    votes: dict[Language, float] = dict.fromkeys(_LATIN, 0.0)
    decided = 0
    weights = _weights()
    for word in words:
        if elided := _ELISION.match(word):
            votes["fr"] += 3
            word = word[elided.end() :]
        elif word.endswith(("'s", "’s", "n't")):
            votes["en"] += 2
        if len(word) == 1:
            continue  # a letter of a list or a formula
        points = weights.get(word)
        if points is None:
            for language, ending in _ENDINGS:
                if len(word) > 4 and ending.search(word):
                    votes[language] += 1
            continue
        decided += 1
        for language, weight in points:
            votes[language] += weight
    return votes, decided


def _spelling(text: str) -> Iterator[tuple[Language, float]]:
    """Yield points for letters and marks that few of the languages use."""
    lower = text.lower()
    for language in _LATIN:
        for letter in profile(language).vocabulary.letters:
            if letter in lower:
                yield language, 2.0


# --- langdetect -------------------------------------------------------------------------------


@cache
def _factory() -> Any:  # noqa: ANN401 - langdetect has no types
    from langdetect.detector_factory import DetectorFactory

    folder = files("langdetect").joinpath("profiles")
    factory = DetectorFactory()
    factory.seed = 0  # the same text gives the same answer
    names = (*_LATIN, *_NEIGHBOURS)
    factory.load_json_profile([folder.joinpath(n).read_text(encoding="utf-8") for n in names])
    return factory


def _by_letters(text: str) -> Language | None:
    """Return what langdetect takes ``text`` for; None if that is a neighbour or nothing."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text[:4000])
    try:
        found = detector.detect()
    except LangDetectException:
        return None
    return next((language for language in _LATIN if language == found), None)
