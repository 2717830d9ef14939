import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import RetrievalError
from index.stores.faiss_store import FaissStore
from index.stores.flat import FlatStore

STORES = {
    "flat": FlatStore,
    "faiss-exact": FaissStore,
    "faiss-codes": lambda dim: FaissStore(dim, exact_up_to=1100),
}
NORTH = np.array([0, 1, 0, 0], np.float32)
NORTHEAST = np.array([0.6, 0.8, 0, 0], np.float32)
EAST = np.array([1, 0, 0, 0], np.float32)
UP = np.array([0, 0, 1, 0], np.float32)


@pytest.fixture(params=STORES)
def make_store(request):
    return STORES[request.param]


@pytest.fixture
def store(make_store):
    store = make_store(4)
    store.add(np.array([70, 2**40, 5]), np.stack([NORTH, EAST, UP]))
    return store


def clusters(count, dim=64, seed=0):
    middle = np.random.default_rng(42).normal(size=(40, dim))
    random = np.random.default_rng(seed)
    vectors = middle[random.integers(0, 40, count)] + 0.5 * random.normal(size=(count, dim))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_returns_the_nearest_first_with_inner_products(store):
    ids, scores = store.search(NORTHEAST, 2)
    assert ids.tolist() == [70, 2**40]
    assert scores == pytest.approx([0.8, 0.6], abs=1e-3)


def test_returns_fewer_than_k_when_it_has_fewer(store):
    assert len(store.search(NORTH, 50)[0]) == len(store) == 3


def test_an_empty_store_finds_nothing(make_store):
    ids, scores = make_store(4).search(NORTH, 5)
    assert len(ids) == len(scores) == 0


def test_a_passage_of_several_vectors_counts_once_with_its_best(make_store):
    store = make_store(4)
    store.add(np.array([1, 1, 1, 2]), np.stack([UP, NORTH, NORTHEAST, EAST]))
    ids, scores = store.search(NORTH, 2)
    assert ids.tolist() == [1, 2]
    assert scores == pytest.approx([1.0, 0.0], abs=1e-3)


def test_equal_scores_come_back_in_the_order_of_ids(make_store):
    store = make_store(4)
    store.add(np.array([9, 3, 6]), np.stack([NORTH, NORTH, NORTH]))
    assert store.search(NORTH, 3)[0].tolist() == [3, 6, 9]


def test_a_filter_is_applied_before_the_search(store):
    ids, _ = store.search(NORTH, 1, np.array([5, 2**40]))
    assert ids.tolist() in ([5], [2**40])
    assert 70 not in store.search(NORTH, 3, np.array([5, 2**40]))[0]


def test_a_filter_by_an_id_that_is_not_there_finds_nothing(store):
    assert len(store.search(NORTH, 3, np.array([4711]))[0]) == 0


def test_finds_the_same_after_a_round_trip_to_disk(store, make_store, tmp_path):
    store.save(tmp_path)
    loaded = make_store(4)
    loaded.load(tmp_path)
    before, after = store.search(NORTHEAST, 3), loaded.search(NORTHEAST, 3)
    assert before[0].tolist() == after[0].tolist() and before[1].tolist() == after[1].tolist()
    assert loaded.ids.tolist() == [70, 2**40, 5]
    assert loaded.vectors() == pytest.approx(np.stack([NORTH, EAST, UP]), abs=1e-3)


def test_what_was_stored_stays_the_same_however_often_it_is_stored(make_store):
    first, second = make_store(64), make_store(64)
    vectors = clusters(50)
    first.add(np.arange(50), vectors)
    second.add(np.arange(50), first.vectors())
    assert np.array_equal(first.vectors(), second.vectors())


def test_refuses_files_of_another_length(store, make_store, tmp_path):
    store.save(tmp_path)
    with pytest.raises(RetrievalError):
        make_store(8).load(tmp_path)


def test_refuses_a_truncated_file(store, make_store, tmp_path):
    store.save(tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(RetrievalError):
        make_store(4).load(tmp_path)


def test_finds_what_an_exact_search_finds_among_many(make_store, tmp_path):
    vectors, ids = clusters(4000), np.arange(4000) // 2 + 10**12
    exact, store = FlatStore(64), make_store(64)
    exact.add(ids, vectors)
    store.add(ids, vectors)
    store.save(tmp_path)
    loaded = make_store(64)
    loaded.load(tmp_path)
    found = [
        len(np.intersect1d(exact.search(query, 10)[0], loaded.search(query, 10)[0]))
        for query in clusters(50, seed=1)
    ]
    assert np.mean(found) >= 9.8


def test_a_wide_filter_over_codes_returns_k_allowed_passages():
    store = FaissStore(64, exact_up_to=1100)
    store.add(np.arange(4000), clusters(4000))
    allowed = np.arange(0, 4000, 2)
    exact = FlatStore(64)
    exact.add(np.arange(4000), clusters(4000))
    for query in clusters(20, seed=3):
        got, wanted = store.search(query, 10, allowed), exact.search(query, 10, allowed)
        assert len(got[0]) == 10 and set(got[0]) <= set(allowed)
        assert len(np.intersect1d(got[0], wanted[0])) >= 8


@pytest.mark.parametrize("kept", [5, 40, 400])  # read one by one, scanned with a mask
def test_a_narrow_filter_is_searched_exactly(make_store, kept):
    vectors, ids = clusters(4000), np.arange(4000)
    exact, store = FlatStore(64), make_store(64)
    exact.add(ids, vectors)
    store.add(ids, vectors)
    allowed = np.arange(0, 4000, 4000 // kept)
    for query in clusters(20, seed=2):
        wanted, got = exact.search(query, 10, allowed), store.search(query, 10, allowed)
        assert len(got[0]) == min(kept, 10) and set(got[0]) <= set(allowed)
        assert got[1] == pytest.approx(wanted[1], abs=2e-3)


@pytest.mark.parametrize("step", [1, 2, 30, 1000])
def test_a_filter_that_was_worked_out_before_finds_the_same(make_store, step):
    store = make_store(64)
    store.add(np.arange(4000) // 2, clusters(4000))
    allowed = np.arange(0, 2000, step)
    kept = store.keep(allowed)
    assert len(kept) == len(allowed)
    assert np.array_equal(store.ids[kept.rows], np.repeat(allowed, 2))
    for query in clusters(5, seed=4):
        once, again = store.search(query, 10, allowed), store.search(query, 10, kept)
        assert np.array_equal(once[0], again[0]) and np.array_equal(once[1], again[1])


def test_a_filter_that_keeps_nothing_finds_nothing(make_store):
    store = make_store(4)
    store.add(np.arange(3), clusters(3, dim=4))
    for allowed in (np.array([7]), np.empty(0, np.int64)):
        assert len(store.keep(allowed).rows) == 0
        assert len(store.search(clusters(1, dim=4)[0], 2, allowed)[0]) == 0


@settings(max_examples=25, deadline=None)
@given(
    ids=st.lists(st.integers(0, 6), min_size=1, max_size=30),
    k=st.integers(1, 12),
    allowed=st.none() | st.sets(st.integers(0, 6)),
)
def test_faiss_agrees_with_the_reference_on_any_ids(ids, k, allowed):
    vectors = clusters(len(ids), dim=8)
    flat, store = FlatStore(8), FaissStore(8)
    for each in (flat, store):
        each.add(np.array(ids), vectors)
    kept = None if allowed is None else np.array(sorted(allowed), np.int64)
    wanted, got = flat.search(vectors[0], k, kept), store.search(vectors[0], k, kept)
    assert set(wanted[0]) == set(got[0])
    assert got[1] == pytest.approx(wanted[1], abs=2e-3)
