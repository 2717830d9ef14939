"""Tokens of windows on disk, and the best window of each passage."""

import numpy as np
import pytest

from index.embedders.base import TokenSequences
from index.errors import RetrievalError
from index.tokens import TokenStore, TokenWriter


class Counting:
    """Scores a text by the share of its tokens that the query has: late interaction by hand."""

    name = "counting"
    dim = 1

    def encode_passages(self, texts):
        return np.ones((len(texts), 1), np.float32)

    def encode_query(self, text):
        return self.encode_passages([text])[0]

    def token_ids(self, text):
        return np.array([ord(c) for c in text], np.uint16)

    def tokens_of(self, texts):
        return [self.token_ids(text) for text in texts]

    def pool(self, ids):
        return np.ones((len(ids), 1), np.float32)

    def maxsim(self, query, passages):
        found = []
        for place in range(len(passages)):
            own = passages.ids[passages.starts[place] : passages.starts[place + 1]]
            found.append(float(np.isin(query, own).mean()))
        return np.array(found, np.float32)


@pytest.fixture
def embedder():
    return Counting()


@pytest.fixture
def folder(tmp_path, embedder):
    writer = TokenWriter()
    writer.add(embedder.tokens_of(["abc", "xyz"]), [7, 7])
    writer.add(embedder.tokens_of(["ab", "q", "aq"]), [3, 9, 3])
    writer.save(tmp_path / "tokens")
    return tmp_path / "tokens"


def test_a_passage_has_the_score_of_its_best_window(folder, embedder):
    store = TokenStore.load(folder)
    query = embedder.token_ids("aq")
    # 7: "abc" has one of two; 3: "aq" has both; 9: "q" has one of two
    assert store.scores(embedder, query, [7, 3, 9]).tolist() == [0.5, 1.0, 0.5]


def test_scores_come_in_the_order_of_the_ids(folder, embedder):
    store = TokenStore.load(folder)
    query = embedder.token_ids("xyz")
    assert store.scores(embedder, query, [9, 7]).tolist() == [0.0, 1.0]


def test_no_ids_give_no_scores(folder, embedder):
    assert TokenStore.load(folder).scores(embedder, embedder.token_ids("a"), []).shape == (0,)


@pytest.mark.parametrize("name", ["tokens", "starts", "owners"])
def test_a_file_that_does_not_fit_is_refused(folder, name):
    kept = np.load(folder / f"{name}.npy")
    np.save(folder / f"{name}.npy", kept[:-1])
    with pytest.raises(RetrievalError):
        TokenStore.load(folder)


@pytest.mark.parametrize("name", ["tokens", "starts", "owners"])
def test_a_damaged_or_missing_file_is_refused(folder, name):
    (folder / f"{name}.npy").write_bytes(b"nothing")
    with pytest.raises(RetrievalError):
        TokenStore.load(folder)
    (folder / f"{name}.npy").unlink()
    with pytest.raises(RetrievalError):
        TokenStore.load(folder)


def test_texts_are_taken_in_the_order_asked():
    laid = TokenSequences.of([np.array(ids, np.uint16) for ids in ([1, 2], [], [3])])
    taken = laid.take(np.array([2, 0, 1, 2]))
    assert taken.ids.tolist() == [3, 1, 2, 3]
    assert taken.starts.tolist() == [0, 1, 3, 3, 4]
