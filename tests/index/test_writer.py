import multiprocessing
import shutil
import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from config.settings import HashingEmbedderSettings, SearchSettings
from evaluation.faults.documents import file_of, make_document, settings_of
from index.embedders.hashing import HashingEmbedder
from index.errors import LockedByWriter, NoEarlierGeneration, NoGeneration, UnknownDocument
from index.generation import open_current
from index.layout import Layout
from index.search import Searcher
from index.types import Query
from index.verify import verify
from index.writer import Writer, rollback
from ingest.types import Rejection


class CountingEmbedder(HashingEmbedder):
    """Remembers how many texts it was given."""

    def __init__(self, dim=512):
        super().__init__(dim)
        self.encoded = 0

    def encode_passages(self, texts):
        self.encoded += len(texts)
        return super().encode_passages(texts)


def put_all(settings, *documents, embedder=None):
    with Writer(settings, embedder) as writer:
        for parsed in documents:
            writer.put(file_of(parsed), parsed)
        return writer.publish()


def symbols(settings):
    opened = open_current(settings.home, settings.store)
    return [entry.key for entry in opened.generation.catalogue.documents]


def intact(settings):
    return all(not check.problems for check in verify(settings.home, settings.store))


# --- publishing -------------------------------------------------------------------------------


def test_a_published_generation_says_what_is_in_it(settings, solar):
    manifest = put_all(settings, *solar)
    assert (manifest.generation, manifest.documents, manifest.passages) == ("000001", 6, 18)
    assert (manifest.embedder, manifest.dim) == ("hashing-512", 512)
    assert manifest.vectors == 18 and sorted(manifest.parts) == ["ar", "en", "es", "fr", "ru", "zh"]
    assert "catalogue.sqlite" in manifest.files and "zh/vectors/exact.faiss" in manifest.files
    assert intact(settings)


def test_the_same_input_has_the_same_content_digest_in_any_order(settings, solar, tmp_path):
    other = settings.model_copy(update={"home": tmp_path / "other"})
    assert put_all(settings, *solar).content == put_all(other, *solar[::-1]).content


def test_nobody_sees_anything_before_publish_returns(settings, solar):
    put_all(settings, solar[0])
    with Writer(settings) as writer:
        writer.put(file_of(solar[1]), solar[1])
        assert len(symbols(settings)) == 1
        writer.publish()
    assert len(symbols(settings)) == 2


def test_leaving_without_publishing_changes_nothing(settings, solar):
    put_all(settings, solar[0])
    with pytest.raises(ZeroDivisionError), Writer(settings) as writer:
        writer.put(file_of(solar[1]), solar[1])
        raise ZeroDivisionError
    assert len(symbols(settings)) == 1
    assert [path.name for path in Layout(settings.home).generations.iterdir()] == ["000001"]


def test_without_changes_there_is_no_new_generation(settings, solar):
    first = put_all(settings, *solar)
    with Writer(settings) as writer:
        assert not writer.has_changes and writer.publish() == first
    assert Layout(settings.home).names() == ["000001"]


def test_an_index_without_any_document_can_be_published_and_searched(settings):
    with Writer(settings) as writer:
        writer.put(
            file_of(make_document("A/1/1", "en", ["x"])), Rejection("x", "damaged", "Broken.")
        )
        assert writer.publish().passages == 0
    opened = open_current(settings.home, settings.store)
    assert Searcher(opened.generation, HashingEmbedder()).search(Query("x", "en")).hits == ()


def test_only_changed_passages_are_embedded_again(settings):
    texts = [f"Paragraph number {number}." for number in range(20)]
    embedder = CountingEmbedder()
    put_all(settings, make_document("CWS/90/4", "en", texts), embedder=embedder)
    assert embedder.encoded == 20
    texts[7] = "Changed."
    put_all(settings, make_document("CWS/90/4", "en", texts), embedder=embedder)
    assert embedder.encoded == 21


def test_kept_vectors_are_those_that_would_be_made(settings, tmp_path, solar):
    put_all(settings, *solar[:3])
    put_all(settings, *solar)
    fresh = settings.model_copy(update={"home": tmp_path / "fresh"})
    put_all(fresh, *solar)
    grown, made = (
        open_current(home, settings.store).generation for home in (settings.home, fresh.home)
    )
    for language, part in grown.parts.items():
        assert np.array_equal(part.vectors.vectors(), made.parts[language].vectors.vectors())


def test_another_model_embeds_everything_again(settings, solar):
    put_all(settings, *solar)
    smaller = settings.model_copy(
        update={"embedder": HashingEmbedderSettings(kind="hashing", dim=64)}
    )
    embedder = CountingEmbedder(64)
    with Writer(smaller, embedder) as writer:
        assert writer.has_changes
        manifest = writer.publish()
    assert (manifest.embedder, embedder.encoded) == ("hashing-64", 18)


def test_known_files_survive_from_run_to_run(settings, solar):
    put_all(settings, *solar)
    with Writer(settings) as writer:
        known = writer.known_files()
    assert {path: entry.file for path, entry in known.items()} == {
        file_of(parsed).path: file_of(parsed) for parsed in solar
    }


def test_tells_how_far_it_is(settings):
    told = []
    with Writer(settings) as writer:
        parsed = make_document("CWS/90/4", "en", ["Words."] * 2500)
        writer.put(file_of(parsed), parsed)
        writer.publish(lambda done, total: told.append((done, total)))
    assert told == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_keeps_as_many_generations_as_asked(settings):
    few = settings.model_copy(update={"search": SearchSettings(generations_kept=2)})
    for number in range(5):
        put_all(few, make_document(f"CWS/90/{number}", "en", ["x"]))
    assert Layout(settings.home).names() == ["000004", "000005"]


def test_a_reader_of_a_removed_generation_reads_on(settings, solar, questions):
    few = settings.model_copy(update={"search": SearchSettings(generations_kept=2)})
    put_all(few, *solar)
    held = Searcher(open_current(few.home, few.store).generation, HashingEmbedder())
    for number in range(3):
        put_all(few, make_document(f"CWS/90/{number}", "en", ["x"]))
    assert "000001" not in Layout(settings.home).names()
    hits = held.search(Query(questions["ru"], "ru")).hits
    assert hits[0].passage.key == "CWS/90/4#p1"


# --- one writer at a time ---------------------------------------------------------------------


def _hold(home, ready, done):
    with Writer(settings_of(home)):
        ready.set()
        done.wait(30)


def test_a_second_writer_is_told_who_has_the_lock(settings):
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(settings.home, ready, done))
    other.start()
    assert ready.wait(30)
    with pytest.raises(LockedByWriter, match=str(other.pid)) as caught, Writer(settings):
        pass
    assert caught.value.pid == other.pid
    done.set()
    other.join()
    put_all(settings, make_document("A/1/1", "en", ["x"]))


def test_the_lock_of_a_killed_writer_is_free_and_its_folder_removed(settings):
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(settings.home, ready, done))
    other.start()
    assert ready.wait(30)
    other.kill()
    other.join()
    generations = Layout(settings.home).generations
    assert [path.name for path in generations.iterdir()] == [".building-000001"]
    put_all(settings, make_document("A/1/1", "en", ["x"]))
    assert [path.name for path in generations.iterdir()] == ["000001"]


# --- delete, roll back ------------------------------------------------------------------------


def test_a_deleted_document_is_nowhere_on_disk(settings):
    secret = make_document("CWS/90/4", "en", ["Zanzibar words."])
    put_all(settings, secret, make_document("CWS/90/5", "en", ["Other."]))
    with Writer(settings) as writer:
        assert writer.delete("CWS/90/4") == [("CWS/90/4", "en")]
        assert writer.publish().purged
    assert symbols(settings) == ["CWS/90/5"] and Layout(settings.home).names() == ["000002"]
    found = [
        path
        for path in settings.home.rglob("*")
        if path.is_file() and b"zanzibar" in path.read_bytes().lower()
    ]
    assert found == [] and intact(settings)


def test_a_deletion_that_was_cut_short_is_finished_by_the_next_writer(settings):
    put_all(settings, make_document("CWS/90/4", "en", ["x"]))
    kept = settings.home.parent / "kept"
    shutil.copytree(Layout(settings.home).generation("000001"), kept)
    with Writer(settings) as writer:
        writer.delete("CWS/90/4")
        writer.publish()
    shutil.copytree(kept, Layout(settings.home).generation("000001"))
    with Writer(settings):
        assert Layout(settings.home).names() == ["000002"]


def test_deleting_what_is_not_held_changes_nothing(settings, solar):
    put_all(settings, *solar)
    with pytest.raises(UnknownDocument), Writer(settings) as writer:
        writer.delete("CWS/1/1")
    assert Layout(settings.home).names() == ["000001"] and intact(settings)


def test_rollback_serves_the_generation_before_and_keeps_the_one_left(settings):
    put_all(settings, make_document("CWS/90/4", "en", ["x"]))
    put_all(settings, make_document("CWS/90/5", "en", ["x"]))
    assert rollback(settings) == "000001"
    assert symbols(settings) == ["CWS/90/4"]
    assert Layout(settings.home).names() == ["000001", "000002"] and intact(settings)


def test_after_a_rollback_the_next_generation_grows_from_what_is_served(settings):
    put_all(settings, make_document("CWS/90/4", "en", ["x"]))
    put_all(settings, make_document("CWS/90/5", "en", ["x"]))
    rollback(settings)
    manifest = put_all(settings, make_document("CWS/90/6", "en", ["x"]))
    assert manifest.generation == "000003" and symbols(settings) == ["CWS/90/4", "CWS/90/6"]


def test_rollback_passes_over_a_damaged_generation(settings):
    for number in (1, 2, 3):
        put_all(settings, make_document(f"CWS/90/{number}", "en", ["x"]))
    (Layout(settings.home).generation("000002") / "en" / "passages.npy").write_bytes(b"x")
    assert rollback(settings) == "000001"


def test_there_may_be_nothing_to_roll_back_to(settings):
    with pytest.raises(NoGeneration):
        rollback(settings)
    put_all(settings, make_document("CWS/90/4", "en", ["x"]))
    with pytest.raises(NoEarlierGeneration, match="000001"):
        rollback(settings)


# --- readers and writers together -------------------------------------------------------------


def test_readers_see_whole_generations_while_others_are_published(settings):
    def documents(step):
        return [make_document("CWS/90/4", lang, [f"Step {step}."] * 2) for lang in ("en", "fr")]

    put_all(settings, *documents(0))
    wrong, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            opened = open_current(settings.home, settings.store)
            searcher = Searcher(opened.generation, HashingEmbedder())
            texts = {hit.passage.text for hit in searcher.search(Query("step", "en")).hits}
            texts |= {p.text for p in opened.generation.catalogue.passages("CWS/90/4", "fr")}
            if len(texts) != 1 or opened.degraded:
                wrong.append((texts, opened.degraded))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for step in range(1, 6):
        put_all(settings, *documents(step))
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


class StoreMachine(RuleBasedStateMachine):
    """Any sequence of changes leaves what a dictionary would hold."""

    @initialize(folder=st.just(None))
    def start(self, folder):
        del folder
        memory = Path("/dev/shm")
        base = memory if memory.is_dir() else None  # nothing here depends on fsync
        self.folder = tempfile.TemporaryDirectory(dir=base)
        self.settings = settings_of(Path(self.folder.name) / "home")
        self.states = []  # of the generations on disk up to the one served

    @property
    def now(self):
        return dict(self.states[-1]) if self.states else {}

    @rule(number=st.integers(1, 3), text=st.sampled_from(["One.", "Two.", "Дом."]))
    def put(self, number, text):
        put_all(self.settings, make_document(f"CWS/90/{number}", "ru", [text]))
        self.states = [*self.states, {**self.now, f"CWS/90/{number}": text}][-3:]

    @precondition(lambda self: self.now)
    @rule(data=st.data())
    def delete(self, data):
        symbol = data.draw(st.sampled_from(sorted(self.now)))
        with Writer(self.settings) as writer:
            writer.delete(symbol)
            writer.publish()
        self.states = [{key: text for key, text in self.now.items() if key != symbol}]

    @precondition(lambda self: len(self.states) > 1)
    @rule()
    def roll_back(self):
        rollback(self.settings)
        self.states.pop()
        # What was left stays on disk, so fewer older ones fit before the next is removed.
        with Writer(self.settings) as writer:
            parsed = make_document("CWS/90/1", "ru", ["Three."])
            writer.put(file_of(parsed), parsed)
            writer.publish()
        layout = Layout(self.settings.home)
        self.states = [{**self.now, "CWS/90/1": "Three."}]
        for name in layout.names()[:-1]:
            layout.remove(name)

    @invariant()
    def holds_what_the_model_holds(self):
        if not getattr(self, "states", None):
            return
        opened = open_current(self.settings.home, self.settings.store)
        catalogue = opened.generation.catalogue
        held = {e.key: catalogue.passages(e.key, "ru")[0].text for e in catalogue.documents}
        opened.generation.close()
        assert held == self.now and opened.degraded is None

    def teardown(self):
        if getattr(self, "states", None):
            assert intact(self.settings)
        if hasattr(self, "folder"):
            self.folder.cleanup()


StoreMachine.TestCase.settings = hypothesis_settings(
    max_examples=6, stateful_step_count=8, deadline=None
)
test_any_sequence_of_changes_leaves_what_a_dictionary_would_hold = StoreMachine.TestCase
