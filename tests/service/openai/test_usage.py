import pytest

from service.openai.usage import units, usage


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Who pays?", 3),
        ("谁提出了？", 5),
        ("WIPO标准委员会", 6),
        ("من يدفع؟", 3),
        ("l’été 2031", 4),
    ],
)
def test_words_and_signs_are_counted(text, count):
    assert units(text) == count


def test_usage_adds_up():
    assert usage("Who pays?", "Norway") == {
        "prompt_tokens": 3,
        "completion_tokens": 1,
        "total_tokens": 4,
    }
