"""How deep a list item stands, told by its label: (a) (b) (i) (ii) (c)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.romans import roman

_BARE = re.compile(r"\w+")
_ORDERS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",  # the old order, in which lists are lettered
)
_PLAIN = {"ا": "أ"}
_ROMANS = {roman(number).lower(): number for number in range(1, 40)}


def depths(labels: Sequence[str]) -> list[int]:
    """Return the depth of each label, from 0.

    A label that begins a list of another kind goes one deeper; one that goes on an outer list
    goes back to it.
    """
    found: list[int] = []
    lists: list[tuple[str, int]] = []  # kind and last number of each list that is open
    for label in labels:
        readings = _readings(label)
        going_on = [
            (depth, kind, number)
            for depth, (kind, last) in enumerate(lists)
            for of, number in readings
            if kind == of and (number == last + 1 or number == 0)
        ]
        if going_on:
            depth, kind, number = going_on[-1]
            lists[depth:] = [(kind, number)]
        else:
            firsts = [reading for reading in readings if reading[1] <= 1] or readings
            kind, number = firsts[-1] if lists and len(firsts) > 1 else firsts[0]
            same = [depth for depth, (of, _) in enumerate(lists) if of == kind]
            if same:
                lists[same[-1] :] = [(kind, number)]
            else:
                lists.append((kind, number))
        found.append(len(lists) - 1)
    return found


def _readings(label: str) -> list[tuple[str, int]]:
    """Return the lists that ``label`` may belong to, with its number in each; bullets have 0."""
    match = _BARE.search(label)
    if match is None:
        return [(label, 0)]
    bare = match[0]
    if bare.isdigit():
        return [("digits", int(bare))]
    found: list[tuple[str, int]] = []
    if len(bare) == 1:
        found.append(("letters", _letter(bare)))
    if bare.lower() in _ROMANS:
        found.append((f"romans {bare.islower()}", _ROMANS[bare.lower()]))
    return found or [(bare, 0)]


def _letter(letter: str) -> int:
    folded = _PLAIN.get(letter, letter.lower())
    return next((order.index(folded) + 1 for order in _ORDERS if folded in order), 0)
