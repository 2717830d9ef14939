"""The little of a page's own style sheet that decides which words and numbers are seen.

Read are rules with a simple selector (``ol[type="a"]``, ``.note``) that hide, number or
capitalise, and ``@counter-style``. Style sheets in other files are never fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.loaders.number_formats import draw_number

Look = dict[str, str]
"""Property to value, lower case; only properties named in ``READ``."""

READ = {
    *("display", "visibility", "opacity", "font-size", "mso-hide", "text-transform"),
    *("list-style", "list-style-type", "font-weight", "break-before", "break-after"),
    *("page-break-before", "page-break-after"),
}
_QUOTED = re.compile(r"""["']([^"']*)["']""")
_BRACE = re.compile("[{}]")
_SELECTOR = re.compile(r"([a-z0-9]*|\*)((?:[.#][\w-]+|\[[\w:-]+(?:=[^\]]*)?\])*)", re.IGNORECASE)
_CONDITION = re.compile(r"([.#])([\w-]+)|\[([\w:-]+)(?:=[\"']?([^\]\"']*)[\"']?)?\]")
_MOST_RULES = 300
_LONGEST_SHEET = 500_000
_NAMED = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_NAMED_CHINESE = {
    "cjk-decimal": "ideographDigital",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
}


@dataclass(frozen=True, slots=True)
class Counter:
    """How a list draws its numbers."""

    style: str = "decimal"
    symbols: tuple[str, ...] = ()
    prefix: str = ""
    suffix: str = ". "

    def draw(self, count: int) -> str:
        """Return what stands before item ``count``, without blanks around it."""
        if self.symbols:
            drawn = self.symbols[count - 1] if 0 < count <= len(self.symbols) else str(count)
        else:
            drawn = draw_number(count, self.style)
        return f"{self.prefix}{drawn}{self.suffix}".strip()


@dataclass(frozen=True, slots=True)
class Rule:
    """One simple selector and what it sets."""

    weight: tuple[int, int, int]  # specificity, then place in the sheet
    tag: str
    conditions: tuple[tuple[str, str | None], ...]  # attribute and value; None: any value
    look: Look

    @property
    def key(self) -> str:
        """What an element must have for the rule to be looked at: class, attribute, or tag."""
        for name, wanted in self.conditions:
            return f".{wanted}" if name == "class" else f"[{name}"
        return self.tag or "*"

    def matches(self, element: HtmlElement, classes: list[str]) -> bool:
        """Return whether the rule holds for ``element``."""
        if self.tag and self.tag != element.tag:
            return False
        for name, wanted in self.conditions:
            held = element.get(name)
            if held is None or (name == "class" and wanted not in classes):
                return False
            if name != "class" and wanted is not None and held != wanted:
                return False
        return True


class StyleSheet:
    """The ``<style>`` elements of one page."""

    def __init__(self, root: HtmlElement) -> None:
        self._rules: list[Rule] = []
        self.counters = {name: Counter(style) for name, style in _NAMED.items()}
        self.counters |= {
            name: Counter(style, suffix="、") for name, style in _NAMED_CHINESE.items()
        }
        for sheet in root.iter("style"):
            self._read((sheet.text or "")[:_LONGEST_SHEET])
        self._by_key: dict[str, list[Rule]] = {}
        for rule in self._rules:
            self._by_key.setdefault(rule.key, []).append(rule)

    def look(self, element: HtmlElement) -> Look:
        """Return what the page's own style sheet and the style attribute say of ``element``."""
        own = element.get("style")
        found: Look = {}
        if self._by_key:
            classes = (element.get("class") or "").split()
            keys = {"*", element.tag, *(f".{name}" for name in classes)}
            keys.update(f"[{name}" for name in element.keys())  # noqa: SIM118 - not a dict
            rules = [rule for key in keys for rule in self._by_key.get(key, ())]
            for rule in sorted(rules, key=lambda rule: rule.weight):
                if rule.matches(element, classes):
                    found |= rule.look
        return found | _declarations(own) if own else found

    def _read(self, sheet: str) -> None:
        for selectors, declarations in _blocks(_without_comments(sheet)):
            if selectors.startswith("@"):
                if selectors.lower().startswith("@counter-style "):
                    self._add_counter(selectors.split()[-1].lower(), declarations)
                continue
            look = _declarations(declarations)
            for selector in selectors.split(",") if look else ():
                if len(self._rules) < _MOST_RULES:
                    self._rules.extend(_rule(selector.strip(), look, len(self._rules)))

    def _add_counter(self, name: str, declarations: str) -> None:
        stated = dict(_split(declarations))
        system = stated.get("system", "symbolic").split()
        base = Counter(symbols=tuple(_symbols(stated.get("symbols", ""))))
        if system[:1] == ["extends"]:
            base = self.counters.get(system[-1].lower(), Counter())
        prefix = _QUOTED.search(stated.get("prefix", ""))
        suffix = _QUOTED.search(stated.get("suffix", ""))
        self.counters[name] = Counter(
            base.style,
            base.symbols,
            base.prefix if prefix is None else prefix.group(1),
            base.suffix if suffix is None else suffix.group(1),
        )


def _without_comments(sheet: str) -> str:
    kept: list[str] = []
    for at, part in enumerate(sheet.split("/*")):
        kept.append(part if at == 0 else part.partition("*/")[2])
    return " ".join(kept)


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and between the outermost braces; linear in any input."""
    depth = start = inside = 0
    before = ""
    for brace in _BRACE.finditer(sheet):
        if brace.group() == "{":
            if depth == 0:
                before, inside = sheet[start : brace.start()], brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield before.rpartition(";")[2].strip(), sheet[inside : brace.start()]
                start = brace.end()


def _rule(selector: str, look: Look, place: int) -> Iterator[Rule]:
    """Yield the rule of a simple selector; others (``a > b``, ``:hover``) yield nothing."""
    found = _SELECTOR.fullmatch(selector)
    if found is None or not selector:
        return
    conditions: list[tuple[str, str | None]] = []
    identifiers = 0
    for sign, name, attribute, wanted in _CONDITION.findall(found.group(2)):
        identifiers += sign == "#"
        if sign:
            conditions.append(("class" if sign == "." else "id", name))
        else:
            conditions.append((attribute.lower(), wanted or None))
    tag = "" if found.group(1) == "*" else found.group(1).lower()
    weight = (identifiers, 2 * (len(conditions) - identifiers) + bool(tag), place)
    yield Rule(weight, tag, tuple(conditions), look)


def _declarations(text: str) -> Look:
    return {
        name: value if _QUOTED.search(value) else value.lower()
        for name, value in _split(text)
        if name in READ
    }


def _split(text: str) -> Iterator[tuple[str, str]]:
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            value = value.replace("!important", "").strip()
            yield name.strip().lower(), value


def _symbols(text: str) -> Iterator[str]:
    for quoted, bare in re.findall(r"""["']([^"']*)["']|([^\s"']+)""", text):
        yield quoted or bare
