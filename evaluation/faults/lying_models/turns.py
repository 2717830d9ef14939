"""The turns that scripted models play, and what of each may reach the reader."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.faults.lying_models.cases import Case
from evaluation.faults.lying_models.server import Raw, Writes

_FOREIGN = "https://claims.example.net/now"
_STALE = "QXZW"
"""No key of any turn here: keys are drawn from what is asked."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question, what a model does, and what may be told after it.

    ``good`` must be told and ``bad`` must not; ``never`` are pieces of text that may stand nowhere
    in what the client gets; ``note`` must be among the notes of the answer.
    """

    model: str
    kind: str
    case: Case
    writes: Writes | Raw
    good: str | None = None
    bad: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    note: str | None = None
    delay_s: float = 0
    finish: str = "stop"
    shows: frozenset[str] = field(default_factory=frozenset)  # texts of the passage meant


class Lines:
    """Writes lines, each with a key: of the passage meant, of another one, or as given."""

    def __init__(self, meant: frozenset[str], *lines: tuple[str, str]) -> None:
        self._meant = meant
        self._lines = lines

    def __call__(self, shown: Mapping[str, str]) -> str:
        """See ``server.Writes``."""
        own = next((key for key, text in shown.items() if is_meant(text, self._meant)), None)
        others = [key for key, text in shown.items() if not is_meant(text, self._meant)]
        keys = {"own": own or next(iter(shown), _STALE), "other": others[-1] if others else _STALE}
        return "\n".join(f"{text} [{keys.get(key, key)}]" for text, key in self._lines)


def is_meant(text: str, meant: frozenset[str]) -> bool:
    """Say whether what was shown under a key is the passage meant."""
    return any(each in text for each in meant)


def turns_of(case: Case, meant: frozenset[str], siblings: Sequence[Case]) -> Iterator[Turn]:
    """Yield the turns over one case; ``siblings`` are cases of its paragraph in other languages."""
    own = (case.good, "own")

    def turn(model: str, kind: str, *lines: tuple[str, str], **told: object) -> Turn:
        return Turn(model, kind, case, Lines(meant, *lines), shows=meant, **told)  # type: ignore[arg-type]

    yield turn("good", "paraphrase", own, good=case.good)
    for kind, lie in case.lies:
        yield turn("lying", kind, (lie, "own"), bad=(lie,))
    if case.lies:
        kind, lie = case.lies[0]
        yield turn("lying", "beside the truth", own, (lie, "own"), good=case.good, bad=(lie,))
    yield turn("inventing citations", "of another passage", (case.good, "other"), bad=(case.good,))
    for other in siblings[:1]:
        yield turn("wrong language", other.language, (other.good, "own"), bad=(other.good,))


def odd_turns(cases: Sequence[Case], meant: Mapping[Case, frozenset[str]]) -> Iterator[Turn]:
    """Yield turns of models that are odd in their form, spread over the cases."""
    made = [*_invented(), *_lazy(), *_markup(), *_broken()]
    for place, (model, kind, told) in enumerate(made):
        for step in range(_EACH):
            case = cases[(place * _EACH + step) * _STRIDE % len(cases)]
            yield told(model, kind, case, meant[case])


_EACH, _STRIDE = 3, 7  # how often each is played; prime to the number of languages


class _Told:
    """Makes a turn of a case: the good sentence with something done to it, or something else."""

    def __init__(
        self,
        form: str = "{good}",
        key: str = "own",
        *,
        never: tuple[str, ...] = (),
        raw: Raw | None = None,
        note: str | None = None,
        delay_s: float = 0,
        finish: str = "stop",
    ) -> None:
        self._form, self._key, self._never, self._raw = form, key, never, raw
        self._note, self._delay_s, self._finish = note, delay_s, finish

    def __call__(self, model: str, kind: str, case: Case, meant: frozenset[str]) -> Turn:
        text = self._form.format(good=case.good)
        writes: Writes | Raw = self._raw or Lines(meant, (text, self._key))
        if self._key == "":
            writes = _Keyless(text)
        return Turn(
            model, kind, case, writes, bad=(text,) if text.strip() else (), never=self._never,
            note=self._note, delay_s=self._delay_s, finish=self._finish, shows=meant,
        )  # fmt: skip


class _Keyless:
    """Writes a text as it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, shown: Mapping[str, str]) -> str:
        """See ``server.Writes``."""
        del shown
        return self._text


_Made = Sequence[tuple[str, str, _Told]]


def _invented() -> _Made:
    keys = {"unknown key": _STALE, "a number": "1", "a symbol": "CDIP/89/10", "p. 4": "p4"}
    found = [("inventing citations", kind, _Told(key=key)) for kind, key in keys.items()]
    both = _Told(form=f"{{good}} [{_STALE}]")
    return [*found, ("inventing citations", "a known and an unknown key", both)]


def _lazy() -> _Made:
    forms = {"no key": "{good}", "empty": "", "blank": " \n\t\n", "nothing": "NONE", "dots": "..."}
    notes = {"empty": "model_error", "blank": "model_error", "nothing": "model_found_nothing"}
    return [("lazy", kind, _Told(form, "", note=notes.get(kind))) for kind, form in forms.items()]


def _markup() -> _Made:
    forms = {
        "script": ("<script>alert(1)</script>{good}", "<script"),
        "picture": ("{good} <img src=x onerror=alert(1)>", "onerror"),
        "bold": ("**{good}**", "**"),
        "heading": ("# {good}", "# "),
        "markdown link": (f"{{good}} [see]({_FOREIGN})", _FOREIGN),
        "markdown picture": (f"![x]({_FOREIGN}?q=1) {{good}}", _FOREIGN),
        "bare link": (f"{{good}} {_FOREIGN}", _FOREIGN),
        "bare domain": ("{good} claims.example.net", "claims.example.net"),
        "mail": ("{good} claims@example.net", "claims@example.net"),
        "script link": ("{good} javascript:alert(1)", "javascript:"),
        "data link": ("{good} data:text/html;base64,PHA+", "data:text"),
        "turned round": ("\u202e{good}\u202c", "\u202e"),
        "unseen": ("{good}\u200b\u2063", "\u2063"),
        "entity": ("&lt;b&gt;{good}", "&lt;"),
        "table": ("| {good} |", "| "),
        "code": ("`{good}`", "`"),
        "another alphabet": ("{good} зло-сайт.рф", "зло-сайт.рф"),
        "wide letters": ("{good} ｈｔｔｐｓ：／／claims．example．net", "ｈｔｔｐｓ"),
    }
    return [
        ("writing markup", kind, _Told(form, never=(never,)))
        for kind, (form, never) in forms.items()
    ]


def _broken() -> _Made:
    error = "model_error"
    raw = {
        "500": Raw(b'{"error": {"message": "no"}}', 500),
        "429": Raw(b'{"error": {"message": "slow down"}}', 429),
        "401": Raw(b'{"error": {"message": "who are you"}}', 401),
        "no JSON": Raw(b'{"choices": [{"mess'),
        "a page": Raw(b"<html><script>alert(1)</script></html>", content_type="text/html"),
        "cut off": Raw(b'{"id": "chatcmpl-1", "choi', announced=4000),
        "no choices": Raw(
            json.dumps({"id": "1", "object": "chat.completion", "choices": []}).encode()
        ),
        "no text": Raw(json.dumps(_nothing()).encode()),
        "null": Raw(b"null"),
    }
    found = [("broken", kind, _Told("", raw=reply, note=error)) for kind, reply in raw.items()]
    return [*found, ("broken", "cut in a line", _Told(note="model_cut", finish="length"))]


def _nothing() -> dict[str, object]:
    message = {"role": "assistant", "content": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
