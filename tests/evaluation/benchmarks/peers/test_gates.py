"""What is judged of the figures, and where questions are counted."""

from evaluation.benchmarks.peers import quality
from evaluation.benchmarks.peers.names import LANGCHAIN, OURS, TXTAI
from evaluation.benchmarks.peers.queries import Told, gates
from evaluation.benchmarks.peers.sets import Judged, TestSet, of_xquad


def _told(cpu, ndcg):
    return Told([cpu, cpu], [cpu, cpu], {}, ndcg)


def test_speed_memory_and_quality_are_judged_together():
    told = {OURS: _told(4.0, 0.9), TXTAI: _told(10.0, 0.95), LANGCHAIN: _told(100.0, 0.8)}
    judged = gates(100_000, told, {OURS: 500.0, TXTAI: 1000.0})
    assert [round(gate.reached, 3) for gate in judged] == [0.4, 0.04, 0.9, 0.5]
    assert [gate.holds for gate in judged] == [True, True, False, True]


def test_without_peers_nothing_is_judged():
    assert all(gate.holds is None for gate in gates(10, {OURS: _told(1.0, 1.0)}, {OURS: 1.0}))


def test_quality_is_judged_by_set_and_language():
    found = {
        "sample": {"en": {OURS: [1.0, 0.5], TXTAI: [0.5, 0.5]}, "zh": {OURS: [0.2], TXTAI: [0.4]}}
    }
    judged = list(quality.gates(found))
    assert [gate.name.split(",")[0] for gate in judged] == ["sample en", "sample zh"]
    assert [gate.holds for gate in judged] == [True, False]


def test_each_question_is_put_once_and_counted_in_its_language(tmp_path):
    asked = [Judged("one", "en", {"k#p1": 1}), Judged("two", "zh", {"k#p2": 1})]

    class Answering:
        def ask(self, do, **_given):
            assert do == "open"  # our index of real documents is not built of texts

        def search(self, question, _count):
            return {"keys": ["k#p1"] if question.text == "one" else ["k#p3", "k#p2"]}

    ndcg, recall = {}, {}
    held = TestSet("sample", "all languages", [], asked, home=tmp_path)
    quality._measure(held, {OURS: Answering()}, tmp_path / "work", ndcg, recall)
    assert ndcg["sample"]["en"][OURS] == [1.0]
    assert 0 < ndcg["sample"]["zh"][OURS][0] < 1
    assert recall["sample"]["zh"][OURS] == [1.0]


def test_a_peer_is_asked_for_more_where_a_key_stands_for_several_texts():
    counts = {}

    class Answering:
        def __init__(self, name):
            self.name = name

        def search(self, _question, count):
            counts[self.name] = count
            return {"keys": [f"k#p{place}" for place in range(count)]}

    asked = [Judged("one", "en", {"k#p1": 1})]
    held = TestSet("sample", "all languages", [], asked, versions=6)
    runs = quality._runs(held, {name: Answering(name) for name in (OURS, TXTAI)})
    assert counts == {OURS: 10, TXTAI: 60}
    assert runs[OURS]["0"] == runs[TXTAI]["0"] == [f"k#p{place}" for place in range(10)]


def test_xquad_is_asked_in_every_language_of_the_paragraphs_of_each(monkeypatch, tmp_path):
    from evaluation.benchmarks.peers import sets
    from evaluation.benchmarks.retrieval_sets import RetrievalSet

    held = {
        language: RetrievalSet([f"{language}{n}?" for n in range(4)], ["a", "b"], [0, 0, 1, 1])
        for language in ("en", "zh")
    }
    monkeypatch.setattr(sets, "read_paragraphs", lambda _data: held)
    english, chinese = of_xquad(tmp_path, 2)
    assert [text.key for text in english.texts] == ["XQUAD/EN/1#p1", "XQUAD/EN/1#p2"]
    assert [asked.text for asked in chinese.questions] == ["en0?", "en2?", "zh0?", "zh2?"]
    assert chinese.questions[1].grades == {"XQUAD/ZH/1#p2": 1}
    assert quality._place(chinese, "en")[0] == "XQuAD cross"
    assert quality._place(chinese, "zh")[0] == "XQuAD mono"
