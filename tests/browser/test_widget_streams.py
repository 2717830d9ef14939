"""How an answer comes: focus, announcements, stop, broken streams, errors, input methods."""

import pytest

from tests.browser.harness import axe, csp_violations, errors, foreign_requests
from tests.browser.stage import answer, citation, events, found, host, staged
from tests.browser.widget_page import (
    COUNT_CHANGES,
    ask,
    finished,
    focused,
    told,
    widget,
)

SENTENCE = "The CWS decided to establish the Archive Task Force in the year {n} and to meet again."


def long_answer(count=40):
    return answer(
        *({"text": SENTENCE.format(n=n), "source": citation(n)} for n in range(1, count + 1))
    )


@pytest.fixture
def stage():
    with staged() as made:
        yield made


@pytest.fixture
def chat_on(open_page, stage):
    """Return a function that opens a page of the stage and gives its widget."""

    def opened(*widgets, **given):
        widgets = widgets or ('lang="en"',)
        page = open_page(stage.show(host(*widgets, **given)), base=stage.address)
        return widget(page)

    return opened


def test_an_answer_of_500_words_is_announced_in_at_most_four_steps(chat_on, stage):
    told_slowly = long_answer(40)
    assert len(told_slowly["answer"].split()) >= 500
    stage.ask = lambda _: events(told_slowly, wait=0.03)
    chat = chat_on('lang="en" meeting="CWS/91"')
    chat.evaluate(COUNT_CHANGES)
    ask(chat, "What was decided?", wait=False)
    chat.locator(".statement").nth(3).wait_for()
    assert chat.locator(".log").get_attribute("aria-busy") == "true"
    finished(chat)
    changes = chat.page.evaluate("window.__changes")
    assert 1 <= len(changes) <= 4, changes
    assert "Task Force" in changes[-1]
    assert len(told(chat)) == 40


def test_so_it_is_when_it_looks_beyond_the_meeting(chat_on, stage):
    nothing = answer(abstained=True, reason="not_in_documents", answer="Nothing.")

    def tell(body):
        return events(nothing if body.get("filters") else long_answer(5), wait=0.5)

    stage.ask = tell
    chat = chat_on('lang="en" meeting="CWS/91"')
    chat.evaluate(COUNT_CHANGES)
    ask(chat, "What was decided?")
    changes = chat.page.evaluate("window.__changes")
    assert 2 <= len(changes) <= 4, changes
    assert any("CWS/91" in change for change in changes)


def test_focus_is_never_moved_by_what_comes(chat_on, stage):
    stage.ask = lambda _: events(long_answer(12), wait=0.08)
    chat = chat_on()
    ask(chat, "What was decided?", wait=False)
    chat.locator(".marker").first.wait_for()
    writing = focused(chat.page)
    assert "TEXTAREA" in writing
    chat.locator(".marker").first.focus()
    marker = focused(chat.page)
    finished(chat)
    assert focused(chat.page) == marker


def test_what_is_read_already_stays_where_it_is(chat_on, stage):
    stage.ask = lambda _: events(long_answer(6), wait=0.15)
    chat = chat_on()
    ask(chat, "What was decided?", wait=False)
    chat.locator(".marker").first.click()
    first = chat.locator(".source").first.element_handle()
    finished(chat)
    assert first.evaluate("(e) => e.isConnected")
    assert chat.locator(".source-head").first.get_attribute("aria-expanded") == "true"


def test_stop_hangs_up(chat_on, stage):
    stage.ask = lambda _: events(long_answer(200), wait=0.05)
    chat = chat_on()
    ask(chat, "What was decided?", wait=False)
    chat.locator(".statement").nth(10).wait_for()
    assert chat.locator(".send").inner_text().strip() == "Stop"
    chat.locator(".send").click()
    finished(chat)
    so_far = len(told(chat))
    assert 10 < so_far < 100
    assert "Stopped" in chat.locator(".state").inner_text()
    assert stage.hung_up.wait(10)
    assert len(told(chat)) == so_far
    assert chat.locator(".send").inner_text().strip() == "Ask"
    stage.ask = lambda _: events(long_answer(1))
    ask(chat, "And now?")
    assert len(told(chat)) == 1
    assert axe(chat.page) == []


def test_escape_stops_too(chat_on, stage):
    stage.ask = lambda _: events(long_answer(200), wait=0.05)
    chat = chat_on()
    ask(chat, "What was decided?", wait=False)
    chat.locator(".statement").nth(2).wait_for()
    chat.page.keyboard.press("Escape")
    finished(chat)
    assert stage.hung_up.wait(10)


def test_a_second_click_does_not_stop_what_the_first_began(chat_on, stage):
    stage.ask = lambda _: events(long_answer(3), wait=0.2)
    chat = chat_on()
    chat.locator(".line textarea").fill("What was decided?")
    chat.locator(".send").dblclick()
    finished(chat)
    assert len(told(chat)) == 3
    assert len(stage.asked) == 1


# --- what goes wrong ----------------------------------------------------------------------------


def test_a_stream_that_breaks_off_says_so(chat_on, stage):
    stage.ask = lambda _: events(long_answer(5))[:3]
    chat = chat_on()
    ask(chat, "What was decided?")
    assert "broke off" in chat.locator(".state").inner_text()
    assert len(told(chat)) == 2
    stage.ask = lambda _: events(long_answer(5))
    chat.locator(".state button").click()
    chat.locator(".feedback").wait_for()
    assert len(told(chat)) == 5
    assert len(chat.locator(".turn").all()) == 1


@pytest.mark.parametrize(
    "garbage", ["{", "", "null", "[]", '"x"', '{"statement": 1}', "0", '{"statement": {}}']
)
def test_events_that_cannot_be_read_break_nothing(chat_on, stage, garbage):
    def tell(_):
        yield 0, "statement", garbage
        yield 0, "surprise", {"x": 1}
        yield from events(long_answer(2))

    stage.ask = tell
    chat = chat_on()
    ask(chat, "What was decided?")
    assert chat.locator(".send").inner_text().strip() == "Ask"
    shown = told(chat)
    assert len(shown) == 2 or chat.locator(".state.trouble").count()
    assert not [e for e in errors(chat.page) if "Uncaught" in e]


def test_who_asks_too_often_sees_when_to_come_back(chat_on, stage):
    problem = {"code": "too_many_requests", "request_id": "r1"}
    stage.refuse = (429, {"retry-after": "2"}, problem)
    chat = chat_on()
    chat.evaluate(COUNT_CHANGES)
    ask(chat, "What was decided?")
    state, again = chat.locator(".state"), chat.locator(".state button")
    assert "2 seconds" in state.inner_text()
    assert again.is_disabled()
    stage.refuse = None
    chat.page.wait_for_timeout(2300)
    assert again.is_enabled()
    assert len(chat.page.evaluate("window.__changes")) <= 4  # the countdown is not read out
    again.click()
    chat.locator(".feedback").wait_for()
    assert len(told(chat)) == 1


@pytest.mark.parametrize(
    ("status", "problem", "said"),
    [
        (503, {"code": "overloaded"}, "busy"),
        (403, {"code": "origin_not_allowed"}, "may not"),
        (500, {"code": "internal", "request_id": "abc123"}, "abc123"),
        (500, {}, "500"),
    ],
)
def test_every_error_has_words_and_a_way_on(chat_on, stage, status, problem, said):
    stage.refuse = (status, {}, problem)
    chat = chat_on()
    ask(chat, "What was decided?")
    assert said in chat.locator(".state").inner_text()
    assert chat.locator(".state button").is_enabled()
    assert axe(chat.page) == []


def test_an_error_within_the_stream_is_told(chat_on, stage):
    problem = {"code": "internal", "status": 500, "request_id": "xyz"}
    stage.ask = lambda _: [(0, "retrieved", [found()]), (0, "error", problem)]
    chat = chat_on()
    ask(chat, "What was decided?")
    assert "xyz" in chat.locator(".state").inner_text()


def test_without_a_network_it_says_so_and_keeps_the_question(chat_on, stage):
    chat = chat_on()
    chat.page.context.set_offline(True)
    ask(chat, "What was decided?")
    assert "no connection" in chat.locator(".state").inner_text()
    chat.page.context.set_offline(False)
    chat.locator(".state button").click()
    chat.locator(".feedback").wait_for()
    assert stage.asked[-1]["question"] == "What was decided?"


def test_where_its_texts_cannot_be_had_the_link_of_the_page_stays(open_page, stage):
    page = open_page("/plain-not-here", base=stage.address)
    page.route("**/widget/*.json*", lambda route: route.abort())
    page.goto(stage.address + stage.show(host('lang="en"')))
    page.wait_for_timeout(300)
    assert page.get_by_role("link", name="Search the documents").is_visible()


def test_without_scripts_the_link_of_the_page_stays(open_page, stage):
    path = stage.show(host('lang="en"'))
    page = open_page(path, base=stage.address, java_script_enabled=False)
    assert page.get_by_role("link", name="Search the documents").is_visible()


# --- writing --------------------------------------------------------------------------------------


def test_enter_during_composition_does_not_send(chat_on, stage):
    chat = chat_on('lang="zh"')
    page = chat.page
    chat.locator(".line textarea").focus()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    page.keyboard.press("Enter")
    devtools.send("Input.imeSetComposition", {"text": "你", "selectionStart": 1, "selectionEnd": 1})
    key = {"type": "rawKeyDown", "windowsVirtualKeyCode": 229, "key": "Enter", "code": "Enter"}
    devtools.send("Input.dispatchKeyEvent", key)
    chat.locator(".line textarea").evaluate(
        """(e) => {
          const key = {key: 'Enter', bubbles: true, composed: true, cancelable: true};
          e.dispatchEvent(new KeyboardEvent('keydown', {...key, isComposing: true}));
          e.dispatchEvent(new KeyboardEvent('keydown', {...key, keyCode: 229}));
        }"""
    )
    page.wait_for_timeout(150)
    assert stage.asked == []
    devtools.send("Input.insertText", {"text": "你好吗"})
    page.keyboard.press("Enter")
    finished(chat)
    assert "你好吗" in stage.asked[0]["question"]


def test_shift_and_enter_begin_a_line(chat_on, stage):
    chat = chat_on()
    chat.locator(".line textarea").type("one")
    chat.page.keyboard.press("Shift+Enter")
    chat.locator(".line textarea").type("two")
    chat.page.keyboard.press("Enter")
    finished(chat)
    assert stage.asked[0]["question"] == "one\ntwo"


def test_an_empty_question_is_not_sent(chat_on, stage):
    chat = chat_on()
    chat.locator(".line textarea").fill("  \n ")
    chat.locator(".send").click()
    assert "TEXTAREA" in focused(chat.page)
    assert stage.asked == []


def test_what_is_typed_is_no_shortcut_of_the_page(chat_on):
    chat = chat_on()
    chat.page.evaluate(
        "window.keys = []; addEventListener('keydown', (event) => window.keys.push(event.key))"
    )
    chat.locator(".line textarea").type("s/k")
    assert chat.page.evaluate("window.keys") == []


# --- feedback and events ----------------------------------------------------------------------


def test_feedback_sends_what_the_reader_sends(chat_on, stage):
    chat = chat_on()
    ask(chat, "What was decided?")
    chat.locator(".feedback button").last.click()
    assert axe(chat.page) == []
    chat.locator("input[value=wrong_value]").check()
    chat.locator(".why textarea").fill("The year is 2032.")
    chat.locator(".why button[type=submit]").click()
    chat.locator(".feedback [role=status]").wait_for()
    chat.page.wait_for_timeout(200)
    assert stage.reported == [
        {
            "answer_id": "0123456789abcdef", "verdict": "not_helpful", "reason": "wrong_value",
            "question": "What was decided?", "citations": ["CWS/91/2#p1"],
            "comment": "The year is 2032.",
        }
    ]  # fmt: skip


def test_feedback_does_not_hand_over_the_question_unasked(chat_on, stage):
    chat = chat_on()
    ask(chat, "What was decided?")
    chat.locator(".feedback button").last.click()
    chat.locator(".why input[type=checkbox]").uncheck()
    chat.locator(".why button[type=submit]").click()
    chat.locator(".feedback [role=status]").wait_for()
    ask(chat, "And then?")
    chat.locator(".feedback button").first.click()
    chat.page.wait_for_timeout(300)
    assert [r.keys() for r in stage.reported] == [
        {"answer_id", "verdict", "reason"},
        {"answer_id", "verdict"},
    ]


def test_the_page_hears_what_happens_but_no_words(chat_on):
    chat = chat_on('lang="en" meeting="CWS/91"')
    chat.page.evaluate(
        """() => {
          window.heard = [];
          for (const name of ['question', 'sources', 'answer', 'citation', 'feedback', 'error']) {
            document.addEventListener(`wipo-chat-${name}`, (event) =>
              window.heard.push([name, JSON.stringify(event.detail)]));
          }
        }"""
    )
    ask(chat, "A secret question")
    chat.locator(".marker").first.click()
    chat.locator(".feedback button").first.click()
    chat.page.wait_for_timeout(300)
    heard = chat.page.evaluate("window.heard")
    names = [name for name, _ in heard]
    assert names == ["question", "sources", "answer", "citation", "feedback"]
    assert "secret" not in str(heard)
    assert "Task Force" not in str(heard)


def test_a_page_can_ask_stop_and_clear(chat_on, stage):
    chat = chat_on()
    chat.evaluate("(e) => e.ask('From the page')")
    finished(chat)
    assert stage.asked[0]["question"] == "From the page"
    chat.evaluate("(e) => e.clear()")
    assert chat.locator(".turn").count() == 0
    assert chat.locator(".example").first.is_visible()


def test_words_of_ours_and_a_quote_in_another_language_keep_their_own_direction(chat_on, stage):
    quote = citation(1, language="fr", quote="205 000\nfrancs suisses")
    statement = {"text": "الميزانية: 205 000 francs suisses", "source": quote}
    stage.ask = lambda _: events(answer(statement, language="ar"))
    chat = chat_on('lang="ar"')
    ask(chat, "ما الميزانية؟")
    paragraph = chat.locator(".statement").first
    assert paragraph.get_attribute("dir") == "rtl"
    quoted = paragraph.locator("bdi[lang=fr]")
    assert (quoted.inner_text(), quoted.get_attribute("dir")) == ("205 000 francs suisses", "ltr")
    places = paragraph.evaluate(
        """(p) => {
          const box = (node, from, to) => {
            const range = document.createRange();
            range.setStart(node, from); range.setEnd(node, to);
            return range.getBoundingClientRect().left;
          };
          const quote = p.querySelector('bdi').firstChild;
          return [box(quote, 0, 3), box(quote, 4, 7), box(p.firstChild, 0, 3)];
        }"""
    )
    assert places == sorted(places)  # 205, then 000, and our word to the right of both


def test_its_attributes_can_change(chat_on):
    chat = chat_on('lang="en"')
    chat.evaluate("(e) => e.setAttribute('lang', 'ar')")
    chat.locator(".root[dir=rtl]").wait_for()
    chat.evaluate("(e) => e.setAttribute('meeting', 'CWS/91')")
    chat.locator(".scope bdi", has_text="CWS/91").wait_for()
    assert csp_violations(chat.page) + foreign_requests(chat.page) + errors(chat.page) == []


def test_long_answers_and_many_sources_are_borne(chat_on, stage):
    many = answer(
        *({"text": "word " * 400, "source": citation(n, text="x" * 9000)} for n in range(1, 41))
    )
    stage.ask = lambda _: events(many)
    chat = chat_on()
    ask(chat, "What was decided?")
    assert len(told(chat)) == 40
    assert chat.locator(".source").count() == 40
    changes = chat.locator("[role=status].unseen").inner_text()
    assert len(changes) < 1000
