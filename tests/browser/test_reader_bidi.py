"""The visual order of symbols, ranges and markers inside Arabic, character by character."""

from itertools import pairwise, product

import pytest

from ingest.types import BlockKind
from tests.browser.reader_library import Made, publish

BODIES = ("CWS", "CDIP", "SCP", "WIPO/GRTKF/IC", "WO/GA", "PCT/WG", "A", "MM/LD/WG")
NUMBERS = ("31/4", "9/INF/2", "11/8A")
SUFFIXES = ("", " Prov.", " Rev.2", " Prov. Rev.", " Corr.", " PROV.")
SYMBOLS = [f"{b}/{n}{s}" for b, n, s in product(BODIES, NUMBERS, SUFFIXES)]
OTHERS = [
    "5-10", "5–10", "12‑15", "2032-2033", "158–159", "3(a)(ii)", "15(b)", "7(a)-(c)", "(iv)",
    "[1]", "[12]", "ST.96", "ST.27", "DA_4_10_03", "C. CWS 180", "C. WILD 2", "R36", "1.3.2",
    "2/5", "11.6%", "14:30", "9:30-12:30", "A/48/11 Add.", "WO/PBC/18/15", "IGC", "TISC-2",
    "wild@example.org", "https://example.org/a-b/5-10", "example.org/documents/3",
]  # fmt: skip
FRAMES = (
    "أحاطت اللجنة علما بالوثيقة {0} في دورتها الأخيرة.",
    "{0} هي الوثيقة المعنية.",
    "ورد ذلك في الوثيقة {0}",
    "انظر الفقرة ({0}) من التقرير.",
    "الفقرات {0}، {1}، {2} من الوثيقة",
    "في 2031 {0} و 15 وثيقة أخرى",
    "[1] {0}، [2] {1}",
)

MEASURE = """(wanted) => {
  const paragraph = document.getElementById(wanted.id).querySelector('.text p');
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const places = [];
  let text = '';
  while (walker.nextNode()) {
    for (let i = 0; i < walker.currentNode.length; i += 1) {
      const range = document.createRange();
      range.setStart(walker.currentNode, i);
      range.setEnd(walker.currentNode, i + 1);
      const box = range.getClientRects()[0];
      places.push(box ? [Math.round(box.top / 4), box.left, box.width] : null);
      text += walker.currentNode.data[i];
    }
  }
  let at = 0;
  return wanted.tokens.map((token) => {
    const start = text.indexOf(token, at);
    at = start + token.length;
    const seen = [...token].map((character, i) => [character, places[start + i]])
      .filter(([character, place]) => character.trim() && place && place[2] > 0);
    const order = seen.slice().sort((a, b) => a[1][0] - b[1][0] || a[1][1] - b[1][1]);
    return {token, shown: order.map(([character]) => character).join(''),
            top: seen[0]?.[1][0], left: seen[0]?.[1][1], found: start >= 0};
  });
}"""


def sentences():
    """Yield (words, what must be in order in them), over 200 of them."""
    tokens = SYMBOLS + OTHERS
    for number, token in enumerate(tokens):
        frame = FRAMES[number % len(FRAMES)]
        others = [tokens[(number * 7 + step) % len(tokens)] for step in (3, 8)]
        used = [each for at, each in enumerate([token, *others]) if f"{{{at}}}" in frame]
        words = frame.format(token, *others)
        yield words, sorted(used, key=words.index) if len(set(used)) == len(used) else [token]


CASES = list(sentences())


@pytest.fixture(scope="module")
def arabic(serve, tmp_path_factory):
    """The address of a service over one document in Arabic, a paragraph for each case."""
    made = Made("CWS/91/2", "ar", title="وثيقة CWS/91/2 بشأن الفقرات 5-10")
    for number, (words, _) in enumerate(CASES, 1):
        made.add(BlockKind.PARAGRAPH, words, number=str(number), locator=f"p{number}")
    held = Made("CDIP/31/4", "en").add(BlockKind.PARAGRAPH, "Held.", number="1", locator="p1")
    settings = publish(tmp_path_factory.mktemp("arabic"), made, held)
    with serve(settings) as found:
        yield found


def disorder(page):
    """Return what is not shown in its logical order."""
    wrong = []
    for number, (_, tokens) in enumerate(CASES, 1):
        for shown in page.evaluate(MEASURE, {"id": f"p{number}", "tokens": tokens}):
            if not shown["found"] or shown["shown"] != "".join(shown["token"].split()):
                wrong.append((number, shown["token"], shown["shown"]))
    return wrong


@pytest.mark.parametrize(("language", "width"), [("ar", 1280), ("ar", 320), ("en", 1280)])
def test_what_is_written_from_left_to_right_is_shown_so(open_page, arabic, language, width):
    page = open_page(f"/documents/CWS/91/2/ar?lang={language}", base=arabic, width=width)
    assert len(CASES) >= 160
    assert sum(len(tokens) for _, tokens in CASES) >= 200
    assert disorder(page) == []


def test_markers_and_symbols_stand_one_after_the_other(open_page, arabic):
    page = open_page("/documents/CWS/91/2/ar", base=arabic)
    checked = 0
    for number, (words, tokens) in enumerate(CASES, 1):
        if not words.startswith("[1] ") or len(tokens) < 2:
            continue
        order = ["[1]", tokens[0], "[2]", tokens[1]]
        found = page.evaluate(MEASURE, {"id": f"p{number}", "tokens": order})
        for first, second in pairwise(found):
            assert first["top"] < second["top"] or first["left"] > second["left"], words
        checked += 1
    assert checked >= 15


def test_without_isolation_the_order_would_be_wrong(open_page, arabic):
    page = open_page("/documents/CWS/91/2/ar", base=arabic)
    page.evaluate(
        "() => { for (const e of document.querySelectorAll('.text bdi')) "
        "e.replaceWith(e.textContent); document.querySelector('.sheet').normalize(); }"
    )
    assert len(disorder(page)) > 50
