"""In which form a summary is wanted: what ``Accept`` prefers (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the one of ``offered`` that ``accept`` likes best, None if it takes none.

    Of equals the first offered. An empty header takes everything.
    """
    wanted = [_weighed(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, most = None, 0.0
    for name in offered:
        if (quality := _quality(name, wanted)) > most:
            best, most = name, quality
    return best


def _quality(name: str, wanted: Sequence[tuple[str, float]]) -> float:
    """Return the weight of the most exact range that ``name`` falls into, 0 if there is none."""
    ranges = dict(wanted)
    for each in (name, f"{name.partition('/')[0]}/*", "*/*"):
        if each in ranges:
            return ranges[each]
    return 0.0


def _weighed(part: str) -> tuple[str, float]:
    name, *parameters = (each.strip().lower() for each in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return name, min(1.0, max(0.0, float(value)))
            except ValueError:
                return name, 0.0
    return name, 1.0
