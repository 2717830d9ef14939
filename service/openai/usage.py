"""How much was read and written. No model need be involved, so it is not told in its tokens."""

from __future__ import annotations

import re

_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNITS = re.compile(rf"[{_IDEOGRAPHS}]|[^\W{_IDEOGRAPHS}]+|[^\w\s]")


def units(text: str) -> int:
    """Return the number of words and signs; each Chinese character is one."""
    return sum(1 for _ in _UNITS.finditer(text))


def usage(said: str, told: str) -> dict[str, int]:
    """Return the counts of a conversation and of its answer."""
    prompt, completion = units(said), units(told)
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }
