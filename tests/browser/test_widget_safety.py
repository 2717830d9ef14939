"""What a hostile model, document, reader or page can do to the widget: nothing."""

import pytest

from config.limit_settings import LimitSettings
from config.settings import Settings
from tests.browser.harness import axe, csp_violations, errors, foreign_requests, scripts_run
from tests.browser.payloads import PAYLOADS
from tests.browser.stage import answer, citation, events, found, host, staged
from tests.browser.widget_page import QUESTIONS, ask, finished, put_host, told, widget

ADDRESSES = (
    "javascript:__xss(1)",
    "JaVaScRiPt:__xss(1)",
    " javascript:__xss(1)",
    "data:text/html,<script>__xss(1)</script>",
    "vbscript:x",
    "//evil.example/documents/x",
    "https://evil.example/documents/x",
    "/\\evil.example/documents/x",
    "/documents/..//..//evil.example",
    "documents/x",
    "",
    None,
    7,
    {"toString": "x"},
)


def sound(page):
    return csp_violations(page) + foreign_requests(page) + scripts_run(page) + errors(page)


@pytest.fixture
def stage():
    with staged() as made:
        yield made


def poisoned(payload):
    """Return an answer that says ``payload`` wherever a text can stand."""
    keys = ("symbol", "version", "title", "paragraph", "annex", "status", "source", "url")
    source = citation(
        **dict.fromkeys(keys, payload), key=f"{payload}#p1", section=[payload], quote=payload,
        text=f"before {payload} after", parallel={"fr": payload},
    )  # fmt: skip
    return answer(
        {"text": f"It says {payload}.", "source": source},
        answer=f"{payload} It says {payload}. [1] {payload}",
        rewritten=payload,
        reason=payload,
        id="x",
    )


def tell(payload):
    near = {**found(), **dict.fromkeys(("key", "symbol", "text", "status"), payload)}
    return [(0, "retrieved", [near, near]), *events(poisoned(payload))[1:]]


def test_no_payload_runs_wherever_it_stands(open_page, stage):
    assert len(PAYLOADS) >= 150
    page = open_page(stage.show(host('lang="en" meeting="CWS/91"')), base=stage.address)
    chat = widget(page)
    for payload in PAYLOADS:
        stage.ask = lambda _, it=payload: tell(it)
        chat.evaluate("(e) => e.clear()")
        ask(chat, payload)
        # What was told and asked is there, as a text.
        assert told(chat)[0].startswith("It says"), payload
        shown = chat.locator(".turn").inner_text()
        assert payload.split("\t")[0].strip()[:12] in shown
        chat.locator(".marker").first.click()
        assert chat.locator(".turn script, .turn img, .turn iframe, .turn style").count() == 0
        assert chat.locator(".turn a").count() in (0, 1)
    assert sound(page) == []


def test_no_payload_runs_from_an_abstention_or_an_error(open_page, stage):
    page = open_page(stage.show(host('lang="ar"')), base=stage.address)
    chat = widget(page)
    for payload in PAYLOADS[::3]:
        refused = answer(abstained=True, reason=payload, answer=payload, id="x")
        stage.ask = lambda _, it=refused: events(it)
        chat.evaluate("(e) => e.clear()")
        ask(chat, payload)
        problem = {"code": payload, "request_id": payload, "status": 500, "detail": payload}
        stage.ask = lambda _, it=problem: [(0, "error", it)]
        ask(chat, payload)
    assert scripts_run(page) + csp_violations(page) + foreign_requests(page) == []


def test_no_payload_runs_from_what_a_page_writes(open_page, stage):
    from html import escape

    page = open_page(stage.show(host('lang="en"')), base=stage.address)
    for payload in PAYLOADS[::5]:
        attribute = escape(payload, quote=True)
        given = f'lang="{attribute}" meeting="{attribute}" heading="{attribute}" api="{attribute}"'
        page.goto(stage.address + stage.show(host(given, f'lang="en" meeting="{attribute}"')))
        chat = widget(page, 1)
        ask(chat, payload)
    assert scripts_run(page) + csp_violations(page) + foreign_requests(page) == []


def test_no_payload_runs_against_the_real_service(open_page):
    page = open_page("/embed?lang=en&meeting=CDIP/89")
    chat = widget(page)
    for payload in PAYLOADS[::8]:
        ask(chat, f"What did the Committee decide about {payload}?")
    assert sound(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_links_lead_to_documents_of_the_service_and_nowhere_else(open_page, stage, address):
    source = citation(href=address)
    stage.ask = lambda _: events(answer({"text": "It says so.", "source": source}))
    page = open_page(stage.show(host('lang="en"')), base=stage.address)
    chat = widget(page)
    ask(chat, "What was decided?")
    chat.locator(".marker").first.click()
    links = [link.get_attribute("href") for link in chat.locator(".turn a").all()]
    assert all(link.startswith(f"{stage.address}/") for link in links), links
    assert not any("xss" in link for link in links)
    if address != "/documents/..//..//evil.example":
        assert links == []


# --- hostile pages --------------------------------------------------------------------------------

UNSET = "* { all: unset } *::before { content: 'x' } wipo-chat { display: none; color: red }"
OTHER = "customElements.define('wipo-chat', class extends HTMLElement {});"
POLLUTED = (
    "Array.prototype.extra = () => 1; Object.prototype.more = 'x';String.prototype.strip = () => 1;"
)


def put(stage, path, kind, text):
    stage.pages[path] = (kind, text)


def test_it_stands_on_a_page_that_takes_all_styles_away(open_page, stage):
    put(stage, "/unset.css", "text/css", UNSET)
    head = '<link rel="stylesheet" href="/unset.css">'
    page = open_page(stage.show(host('lang="en"', head=head)), base=stage.address)
    chat = widget(page)
    ask(chat, "What was decided?")
    box = chat.locator(".panel").bounding_box()
    assert box["width"] > 900
    look = chat.locator(".root").evaluate(
        """(e) => {
          const style = getComputedStyle(e);
          return [style.display, style.fontSize, style.color, style.backgroundColor];
        }"""
    )
    assert look[:3] == ["block", "16px", "rgb(28, 35, 40)"]
    assert chat.evaluate("(e) => getComputedStyle(e).display") == "block"
    assert axe(page, "wipo-chat") == []
    assert sound(page) == []


def test_it_stands_beside_another_element_of_its_name(open_page, stage):
    put(stage, "/other.js", "text/javascript", OTHER)
    head = '<script src="/other.js"></script>'
    page = open_page(stage.show(host('lang="fr" meeting="CWS/91"', head=head)), base=stage.address)
    chat = widget(page, name="wipo-rag-chat")
    assert chat.get_attribute("meeting") == "CWS/91"
    ask(chat, "Qu’a-t-on décidé ?")
    assert told(chat)
    assert sound(page) == []


def test_loading_it_twice_defines_it_once(open_page, stage):
    put(stage, "/again.js", "text/javascript", 'import "/widget.js?other";')
    head = '<script type="module" src="/again.js"></script>'
    page = open_page(stage.show(host('lang="en"', head=head)), base=stage.address)
    ask(widget(page), "What was decided?")
    assert page.locator("wipo-rag-chat").count() == 0
    assert sound(page) == []


def test_it_stands_on_a_page_that_changes_what_is_built_in(open_page, stage):
    put(stage, "/polluted.js", "text/javascript", POLLUTED)
    head = '<script src="/polluted.js"></script>'
    page = open_page(stage.show(host('lang="ru"', head=head)), base=stage.address)
    chat = widget(page)
    ask(chat, "Что решено?")
    chat.locator(".marker").first.click()
    assert told(chat)
    assert sound(page) == []


def test_two_widgets_keep_to_themselves(open_page, stage):
    stage.ask = lambda body: events(
        answer({"text": f"About {body['question']}", "source": citation()}), wait=0.1
    )
    page = open_page(stage.show(host('lang="en"', 'lang="ar" theme="dark"')), base=stage.address)
    first, second = widget(page, 0), widget(page, 1)
    ask(first, "one", wait=False)
    ask(second, "two", wait=False)
    finished(first)
    finished(second)
    assert told(first)[0].startswith("About one")
    assert told(second)[0].startswith("About two")
    assert len([path for path in stage.requests if path.startswith("/widget/")]) == 2
    page_ids = page.evaluate(
        """() => [...document.querySelectorAll('wipo-chat')].map((e) =>
          [...e.shadowRoot.querySelectorAll('[id]')].map((each) => each.id))"""
    )
    assert not set(page_ids[0]) & set(page_ids[1])
    assert axe(page) == []
    assert sound(page) == []


@pytest.mark.parametrize(
    ("page_direction", "language", "direction"), [("rtl", "en", "ltr"), ("ltr", "ar", "rtl")]
)
def test_its_direction_is_its_own(open_page, stage, page_direction, language, direction):
    html = host(f'lang="{language}"', language="fr", direction=page_direction)
    page = open_page(stage.show(html), base=stage.address)
    chat = widget(page)
    ask(chat, QUESTIONS[language])
    assert chat.locator(".root").evaluate("(e) => getComputedStyle(e).direction") == direction
    send = chat.locator(".send").bounding_box()
    field = chat.locator(".line textarea").bounding_box()
    assert (send["x"] > field["x"]) == (direction == "ltr")
    assert axe(page) == []


ORDER = (
    "42/7", "5-10", "5–10", "3(a)(ii)", "WIPO/GRTKF/IC/49/4", "PCT/WG/17/3 Rev.", "SCCR/45/2",
    "CDIP/90/8 Prov. 2",
    "DA_16_20_02", "C. WILD 9", "ST.96", "2031-05-03", "10.5-12.5", "R36", "A19(b)",
    "WO/GA/58/1", "12/3/4", "CWS/13/9 Corr.", "3 (a)", "https://www.wipo.int/x?y=1",
)  # fmt: skip


def test_what_is_written_from_the_left_reads_from_the_left_in_arabic(open_page, stage):
    patterns = ("انظر الفقرات {} من الوثيقة", "{}، {}", "({}) قررت اللجنة {}.", "في {} و{}؛ ثم {}")
    texts = [
        pattern.replace("{}", each).replace("{}", other)
        for pattern in patterns
        for each, other in zip(ORDER, ORDER[1:] + ORDER[:1], strict=True)
    ]
    told_all = answer(
        *(
            {"text": text, "source": citation(language="ar", quote=text, text=text)}
            for text in texts
        ),
        language="ar",
    )
    stage.ask = lambda _: events(told_all)
    page = open_page(stage.show(host('lang="ar"')), base=stage.address)
    chat = widget(page)
    ask(chat, QUESTIONS["ar"])
    wrong = chat.evaluate(
        """(e, symbols) => {
          const wrong = [];
          for (const paragraph of e.shadowRoot.querySelectorAll('.statement')) {
            const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
            const characters = [];
            while (walker.nextNode()) {
              if (walker.currentNode.parentElement.closest('button')) continue;
              [...walker.currentNode.data].forEach((character, at) => {
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + character.length);
                const box = range.getBoundingClientRect();
                characters.push({character, x: box.left, y: Math.round(box.top / 10)});
              });
            }
            const text = characters.map(({character}) => character).join('');
            for (const symbol of symbols) {
              for (let at = text.indexOf(symbol); at >= 0; at = text.indexOf(symbol, at + 1)) {
                const run = characters.slice(at, at + symbol.length);
                const seen = [...run].sort((a, b) => a.y - b.y || a.x - b.x);
                const visual = seen.map(({character}) => character).join('');
                if (visual !== symbol) wrong.push(`${symbol} is seen as ${visual} in ${text}`);
              }
            }
          }
          return wrong;
        }""",
        list(ORDER),
    )
    assert wrong == []
    assert len(told(chat)) == len(texts)


# --- other sites ----------------------------------------------------------------------------------


@pytest.fixture
def listed(serve, sample_home, stage):
    """A service that lets the stage's site in: its address."""
    limits = LimitSettings(origins=(stage.address,))
    with serve(Settings(home=sample_home, limits=limits)) as found_at:
        yield found_at


def elsewhere(service):
    return host('lang="en" meeting="CDIP/89"').replace(
        'src="/widget.js"', f'src="{service}/widget.js"'
    )


def policy_for(service):
    return f"default-src 'none'; script-src {service}; connect-src {service}"


def test_a_listed_site_needs_two_lines_of_policy(open_page, stage, listed):
    stage.policy = policy_for(listed)
    page = open_page(stage.show(elsewhere(listed)), base=stage.address)
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    assert told(chat)
    chat.locator(".marker").first.click()
    assert chat.locator(".passage a").get_attribute("href").startswith(f"{listed}/documents/")
    chat.locator(".languages button[lang=fr]").click()
    chat.locator(".quotation p[lang=fr]").wait_for()
    chat.locator(".feedback button").first.click()
    chat.locator(".feedback [role=status]").wait_for()
    assert "Thank" in chat.locator(".feedback").inner_text()
    assert csp_violations(page) == []
    assert {url.split("/")[2] for url in foreign_requests(page)} == {listed.split("/")[2]}
    assert page.context.cookies() == []


def test_any_other_site_gets_nothing(open_page, stage, address):
    stage.policy = policy_for(address)
    page = open_page(stage.show(elsewhere(address)), base=stage.address)
    page.wait_for_timeout(500)
    assert page.locator("wipo-chat .panel").count() == 0
    assert page.get_by_role("link", name="Search the documents").is_visible()


def framed(service):
    return (
        '<!doctype html><html lang="en"><title>x</title><body><h1>x</h1>'
        f'<iframe title="Ask" width="400" src="{service}/embed?lang=en&meeting=CDIP/89"'
        ' sandbox="allow-scripts allow-same-origin allow-forms allow-popups"></iframe>'
        "</body></html>"
    )


def test_a_listed_site_may_show_it_in_a_frame(open_page, stage, listed):
    stage.policy = f"default-src 'none'; frame-src {listed}"
    page = open_page(stage.show(framed(listed)), base=stage.address)
    chat = page.frame_locator("iframe").locator("wipo-chat")
    chat.locator(".panel").wait_for()
    ask(chat, QUESTIONS["en"])
    assert chat.locator(".statement").count()
    assert csp_violations(page) == []


def test_no_other_site_may(open_page, stage, address):
    stage.policy = f"default-src 'none'; frame-src {address}"
    page = open_page(stage.show(framed(address)), base=stage.address)
    page.wait_for_timeout(500)
    assert page.frame_locator("iframe").locator("wipo-chat").count() == 0


def test_a_page_of_its_own_host_may_hold_it_under_the_strictest_policy(open_page, address):
    page = open_page("/widget/embed.css")
    put_host(page, address, 'lang="en"')
    chat = widget(page)
    ask(chat, QUESTIONS["en"])
    assert told(chat)
    assert sound(page) == []
