"""Attempts at cross-site scripting, and documents that are full of them.

Each payload calls ``__xss`` or ``alert``, which ``harness`` watches. They are made of ways to run
a script and of ways to get out of the place where a text stands.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

_WAYS = (
    "<script>__xss(1)</script>",
    "<script src=data:text/javascript,__xss(2)></script>",
    "<img src=x onerror=__xss(3)>",
    "<img src=x onerror=alert`4`>",
    "<svg onload=__xss(5)>",
    "<svg><script>__xss(6)</script></svg>",
    "<svg><animate onbegin=__xss(7) attributeName=x dur=1s>",
    "<body onload=__xss(8)>",
    "<iframe srcdoc='<script>parent.__xss(9)</script>'></iframe>",
    "<iframe src=javascript:parent.__xss(10)></iframe>",
    "<details open ontoggle=__xss(11)><summary>x</summary></details>",
    "<input autofocus onfocus=__xss(12)>",
    "<video><source onerror=__xss(13)></video>",
    "<math><mtext><table><mglyph><style><img src=x onerror=__xss(14)></style></mglyph></table>",
    "<object data=javascript:__xss(15)></object>",
    "<form><button formaction=javascript:__xss(16)>x</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:__xss(17)'>",
    "<style>@import 'javascript:__xss(18)'</style>",
    "<a href=javascript:__xss(19) autofocus>x</a>",
    "<template><script>__xss(20)</script></template><x-a onclick=__xss(20)>x</x-a>",
)
_EXITS = ("", '">', "'>", "</title>", "</textarea>", "</blockquote></bdi>", "--><!--", "</script>")
_OTHERS = (
    '" autofocus onfocus=__xss(30) x="',
    "' autofocus onfocus=__xss(31) x='",
    "javascript:__xss(32)",
    "JaVaScRiPt:__xss(33)",
    "java\tscript:__xss(34)",
    "data:text/html,<script>parent.__xss(35)</script>",
    "{{ ''.__class__.__mro__ }}{% raw %}",
    "{{constructor.constructor('__xss(36)')()}}",
    "${__xss(37)}",
    "`-__xss(38)-`",
    "';__xss(39)//",
    '";__xss(40)//',
    "</script><script>__xss(41)</script>",
    "]]><script>__xss(42)</script>",
    "&lt;script&gt;__xss(43)&lt;/script&gt;",
    "&#60;img src=x onerror=__xss(44)&#62;",
    "%3Cimg%20src=x%20onerror=__xss(45)%3E",
    "\\u003cimg src=x onerror=__xss(46)\\u003e",
    "\uff1cimg src=x onerror=__xss(47)\uff1e",
    "\u202e<img src=x onerror=__xss(48)>\u2066",
    "[x](javascript:__xss(49))",
    '![x](x" onerror="__xss(50))',
    "<<script>__xss(51)//<</script>",
    "<scr<script>ipt>__xss(52)</scr</script>ipt>",
    "<img/src=x/onerror=__xss(53)>",
    "<IMG SRC=x OnErRoR=__xss(54)>",
    "<x/onpointerrawupdate=__xss(55)>x</x>",
    '//evil.example/"><script>__xss(56)</script>',
)

PAYLOADS: tuple[str, ...] = (*(end + way for way in _WAYS for end in _EXITS), *_OTHERS)
"""At least 150, each different."""

BODY = "CWS"
SESSIONS = tuple(range(400, 400 + (len(PAYLOADS) + 7) // 8))
"""Eight documents in each session, so that one page shows them all."""


def write_documents(folder: Path) -> int:
    """Write one document for each payload, and return how many: title, text, name, address.

    Some files cannot be read at all, and are named by payloads, too.
    """
    for place, payload in enumerate(PAYLOADS):
        session, number = SESSIONS[place // 8], place % 8 + 1
        name = f"{place:03d} {payload}".replace("/", "\u2215").replace("\0", "")[:90]
        lines = [
            f"1. The zebra committee considered {payload} and its budget of 500 Swiss francs.",
            f"2. The zebra committee decided that {payload} be noted.",
            f"3. {payload}",
        ]
        known = {
            "symbol": f"{BODY}/{session}/{number}",
            "title": payload,
            "language": "en",
            "body": BODY,
            "session": str(session),
            "kind": payload if place % 4 == 0 else "report",
            "date": "2031-01-01",
            "url": f"https://meetings.example.org/?{quote(payload, safe='()=;:')}",
        }
        (folder / f"{name}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        beside = folder / f"{name}.txt.meta.json"
        beside.write_text(json.dumps(known), encoding="utf-8")
        if place % 8 == 0:
            (folder / f"broken {name}.pdf").write_bytes(b"no file of this format")
    return len(PAYLOADS)
