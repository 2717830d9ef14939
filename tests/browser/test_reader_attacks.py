"""Nothing that a document, its metadata or an address holds is ever run or loaded."""

from urllib.parse import quote

import pytest

from ingest.types import BlockKind
from tests.browser.harness import csp_violations, foreign_requests, scripts_run
from tests.browser.reader_library import Made, publish

SCRIPTS = (
    "<script>alert(1)</script>",
    "<ScRiPt>__xss(1)</sCrIpT>",
    "</title><script>alert(1)</script>",
    "</p></div></article><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src='http://127.0.0.2:9/x' onerror='__xss(1)'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='jAvAsCrIpT:alert(1)' autofocus onfocus=alert(1)>x</a>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)></select>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<style>@import 'http://127.0.0.2:9/x.css';</style>",
    "<link rel=stylesheet href='http://127.0.0.2:9/x.css'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='http://127.0.0.2:9/'>",
    "<form action='javascript:alert(1)'><button autofocus>x</button></form>",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' onfocus='alert(1)' autofocus='",
    "\" autofocus onfocus=alert(1) x=\"",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "${alert(1)}",
    "#{alert(1)}",
    "<mark><script>alert(1)</script></mark>",
    "<bdi onclick=alert(1)>x</bdi>",
    "\u202e<script>alert(1)</script>",
    "<\u200bscript>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "javascript:alert(1)",
    "https://example.org/\"onmouseover=\"alert(1)",
    "https://example.org/'><script>alert(1)</script>",
    "https://example.org/<script>alert(1)</script>",
    "http://javascript:alert(1)@example.org/%0aalert(1)",
    "[x](javascript:alert(1))",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "<xss id=location tabindex=1 onfocus=alert(1)>",
    "<p id=said data-copied='<img src=x onerror=alert(1)>'>",
    "<a data-keep id=contents href='javascript:alert(1)'>x</a>",
)  # fmt: skip

ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//127.0.0.2:9/x",
    "https:javascript:alert(1)",
    'https://example.org/"onfocus="alert(1)" autofocus="',
    "https://[::1",
)


def hostile():
    """Return two versions of a document that is nothing but payloads."""
    everything = [*SCRIPTS, *ADDRESSES]
    made = Made(
        "CWS/91/2 Rev.", "en", title=SCRIPTS[2] + SCRIPTS[4], source="<img src=x onerror=alert(1)>",
        url="javascript:alert(1)", body="<script>alert(1)</script>", date="<svg onload=alert(1)>",
    )  # fmt: skip
    made.add(BlockKind.HEADER, SCRIPTS[0]).add(BlockKind.HEADER, SCRIPTS[2] + SCRIPTS[4])
    for number, payload in enumerate(everything, 1):
        place = f"p{number}"
        made.add(BlockKind.HEADING, payload, level=1)
        made.add(
            BlockKind.PARAGRAPH, payload, number=str(number), locator=place, note=f"fn{number}"
        )
        made.add(BlockKind.ITEM, f"(a) {payload}", label="a", locator=place)
        made.add(BlockKind.FOOTNOTE, payload, number=str(number), locator=f"fn{number}")
    made.add(BlockKind.HEADING, SCRIPTS[4], level=9)
    made.row(*SCRIPTS[:6], kind=BlockKind.TABLE_HEADER, table=1)
    for at in range(0, len(everything) - 6, 6):
        made.row(*everything[at : at + 6], table=1, locator=f"t1/r{at // 6 + 1}")
    made.add(BlockKind.MARKER, SCRIPTS[4], level=1, annex="<b>")
    made.add(BlockKind.PARAGRAPH, "x", annex="<b>", number="<i>", locator="annex/p1")
    older = Made("CWS/91/2", "en", title=SCRIPTS[0])
    for number, payload in enumerate(reversed(everything), 1):
        older.add(BlockKind.PARAGRAPH, f"{payload} x", number=str(number), locator=f"p{number}")
    arabic = Made("CWS/91/2 Rev.", "ar", title=SCRIPTS[0])
    for number, payload in enumerate(everything, 1):
        arabic.add(BlockKind.PARAGRAPH, f"وثيقة {payload}", number="1", locator=f"p{number}")
    odd = Made("<img src=x onerror=alert(1)>", "en", title="x", url=ADDRESSES[10])
    odd.add(BlockKind.PARAGRAPH, "x", locator="s0/1")
    return made, older, arabic, odd


@pytest.fixture(scope="module")
def attacked(serve, tmp_path_factory):
    """The address of a service over hostile documents."""
    settings = publish(tmp_path_factory.mktemp("hostile"), *hostile())
    with serve(settings) as found:
        yield found


def touch_everything(page):
    """Do what could set off a handler: hover, focus and open everything there is."""
    page.evaluate(
        """() => { for (const e of document.querySelectorAll('main *')) {
          if (e.tagName === 'DETAILS') e.open = true;
          e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
          if (e.focus) e.focus();
        } }"""
    )
    page.wait_for_timeout(50)


def harmless(page):
    """Return what ran, what was refused, what was loaded: nothing, if all is text."""
    return [*scripts_run(page), *csp_violations(page), *foreign_requests(page)]


PAGES = (
    "/documents/CWS/91/2%20Rev./en",
    "/documents/CWS/91/2%20Rev./ar",
    "/documents/CWS/91/2%20Rev./ar?lang=en",
    "/documents/CWS/91/2%20Rev./en?p=p5&quote=" + quote(SCRIPTS[4]),
    "/documents/CWS/91/2%20Rev./en?p=t1/r2",
    "/documents/CWS/91/2%20Rev./en?parallel=p1",
    "/documents/CWS/91/2%20Rev./en?parallel=t1/r1",
    "/documents/CWS/91/2%20Rev./en?parallel=fn31",
    "/documents/CWS/91/2%20Rev./en?compare=CWS/91/2",
    "/documents/CWS/91/2/en",
    "/documents/" + quote("<img src=x onerror=alert(1)>") + "/en",
)


@pytest.mark.parametrize("path", PAGES)
def test_payloads_in_documents_stay_text(open_page, attacked, path):
    page = open_page(path, base=attacked)
    assert page.locator("h1").count() == 1
    touch_everything(page)
    assert harmless(page) == []
    outside = "main script, main style, main iframe, main img, main object, main form, main base"
    assert page.locator(outside).count() == 0


def test_payloads_are_shown_as_they_were_read(open_page, attacked):
    page = open_page(PAGES[0], base=attacked)
    for number, payload in enumerate(SCRIPTS, 1):
        shown = page.locator(f"#p{number} .text > p").first.text_content()
        mark = str(number)
        assert shown.removesuffix(mark).split() == payload.split(), payload


def test_no_link_leads_to_a_script(open_page, attacked):
    page = open_page(PAGES[0], base=attacked)
    for path in PAGES:
        page.goto(f"{attacked}{path}")
        schemes = page.evaluate("[...new Set([...document.links].map((a) => a.protocol))]")
        assert set(schemes) <= {"http:", "https:"}, path
        handlers = page.evaluate(
            "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames())"
            ".filter((name) => name.startsWith('on') || name === 'style' || name === 'srcdoc')"
        )
        assert handlers == []


@pytest.mark.parametrize("name", ("p", "quote", "parallel", "compare", "lang"))
def test_payloads_in_queries_stay_text(open_page, attacked, name):
    start = "/documents/CWS/91/2/en"
    page = open_page(start, base=attacked)
    for payload in SCRIPTS:
        page.goto(f"{attacked}{start}?{name}={quote(payload)}")
        assert harmless(page) == [], payload


def test_payloads_in_paths_stay_text(open_page, attacked):
    page = open_page("/documents/CWS/91/2/en", base=attacked)
    for payload in SCRIPTS:
        page.goto(f"{attacked}/documents/{quote(payload, safe='')}/en")
        assert page.locator("h1").count() == 1, payload
        assert harmless(page) == [], payload
