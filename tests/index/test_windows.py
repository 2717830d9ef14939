import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.faults.documents import make_document
from index.windows import context_of, cut, embedded_texts


@given(st.text(max_size=400), st.integers(4, 120))
def test_windows_cover_the_text_without_overlap_and_none_is_too_long(text, size):
    spans = list(cut(text, size))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= size for start, end in spans)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One two three four. Five six seven eight nine.", "One two three four. "),
        ("委员会通过了建议书。秘书处介绍了情况。", "委员会通过了建议书。"),
        ("هل اعتمدت اللجنة البرنامج؟ نعم اعتمدته اللجنة كله.", "هل اعتمدت اللجنة البرنامج؟ "),
        ("Комитет принял решение. Секретариат подготовит отчет.", "Комитет принял решение. "),
    ],
)
def test_cuts_at_the_end_of_a_sentence(text, first):
    start, end = next(cut(text, len(text) * 2 // 3))
    assert text[start:end] == first


def test_a_short_passage_is_one_text_behind_its_context():
    passage = make_document("CWS/90/4", "en", ["Words."], title="Solar library").passages[0]
    assert embedded_texts(passage.text, ["Solar library"], 900) == ["Solar library\nWords."]


def test_every_window_of_a_long_passage_stands_behind_the_context():
    passage = make_document("CWS/90/4", "en", ["Word. " * 500], title="Solar").passages[0]
    texts = embedded_texts(passage.text, ["Solar"], 900)
    assert len(texts) == 4 and all(text.startswith("Solar\n") for text in texts)


def test_context_names_each_thing_once_and_not_the_passage_itself():
    parsed = make_document("CWS/90/4", "en", ["RESULTS"], title="Solar\u00a0library")
    passage = parsed.passages[0]
    assert context_of(passage, "SOLAR LIBRARY") == ["SOLAR LIBRARY"]
    assert context_of(passage, "Results") == ["Solar\u00a0library"]
