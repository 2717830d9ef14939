"""Trains the subword tokenizer: byte-pair merges over folded text of all six languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_ARTICLE = r"(?<![\p{L}])(?:و|ف)?(?:ال|بال|كال|لل)(?=\p{L}{3})"
_FOLDED = (
    ("\u0640", ""),  # tatweel
    ("\u0649", "\u064a"),  # alef maksura
    ("\u0629", "\u0647"),  # ta marbuta
    ("œ", "oe"),
    *((chr(0x0660 + digit), str(digit)) for digit in range(10)),
)
_MAX_PIECE = 16
_ALPHABET = 8_000


def build_tokenizer() -> Tokenizer:
    """Return an untrained tokenizer: how text is folded and cut, without any piece.

    Case, accents, Arabic vowel signs, tatweel and the Arabic article go; alef, ya, ta marbuta
    and ё are folded; only letters and digits count. White space always separates, so that the
    pieces of a word do not depend on its neighbours: the reader keeps them per word.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]", fuse_unk=True))
    tokenizer.normalizer = normalizers.Sequence(
        [
            # Compatibility forms first; then accents, hamzas over alef and vowel signs are
            # marks of their own, and go.
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            *[normalizers.Replace(old, new) for old, new in _FOLDED],
            normalizers.Replace(Regex(r"[^\p{L}\p{N}]+"), " "),
            normalizers.Replace(Regex(_ARTICLE), ""),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Split(Regex(r"\p{Han}+"), "isolated"),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
            # Chinese words do not begin anywhere: a mark would make two pieces of each.
            pre_tokenizers.Split(Regex(r"▁(?=\p{Han})"), "removed"),
        ]
    )
    return tokenizer


def train_tokenizer(texts: Sequence[Sequence[str]], size: int, characters: int) -> Tokenizer:
    """Return a tokenizer of ``size`` pieces learned from as much text of each language.

    ``texts`` holds the texts of one language each, in an order that is taken as random;
    ``characters`` is how much of each is read (Chinese, denser, gives a third of it).
    """
    from tokenizers import trainers

    tokenizer = build_tokenizer()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=["[UNK]"],
        limit_alphabet=_ALPHABET,
        max_token_length=_MAX_PIECE,
        show_progress=False,
    )
    tokenizer.train_from_iterator(_sample(texts, characters), trainer)
    return tokenizer


def _sample(texts: Sequence[Sequence[str]], characters: int) -> Iterator[str]:
    for language in texts:
        left = characters
        for text in language:
            # A Chinese character says about as much as three letters.
            left -= len(text) * (3 if "\u4e00" <= text[len(text) // 2] <= "\u9fff" else 1)
            yield text
            if left < 0:
                break
