import threading

import numpy as np
import pytest

from index.arrays import load_array
from index.errors import RetrievalError

ROW = np.dtype([("id", "<i8"), ("status", "u1")])


@pytest.mark.parametrize(
    "array",
    [
        np.arange(5),
        np.empty(0, np.int64),
        np.array([(7, 1), (2**40, 3)], ROW),
        np.array([b"0123456789abcdef"] * 3, "V16"),
    ],
)
def test_reads_back_what_numpy_saved(tmp_path, array):
    np.save(tmp_path / "a.npy", array)
    found = load_array(tmp_path / "a.npy", array.dtype)
    assert found.dtype == array.dtype and found.tolist() == array.tolist()


def test_reads_back_a_matrix(tmp_path):
    matrix = np.arange(12, dtype=np.float32).reshape(3, 4)
    np.save(tmp_path / "a.npy", matrix)
    assert np.array_equal(load_array(tmp_path / "a.npy", np.float32, columns=4), matrix)
    with pytest.raises(RetrievalError):
        load_array(tmp_path / "a.npy", np.float32, columns=6)
    with pytest.raises(RetrievalError):
        load_array(tmp_path / "a.npy", np.float32)


def test_refuses_another_type_and_an_object(tmp_path):
    np.save(tmp_path / "a.npy", np.arange(5))
    with pytest.raises(RetrievalError, match="float64"):
        load_array(tmp_path / "a.npy", np.float64)
    np.save(tmp_path / "o.npy", np.array([{"a": 1}], object), allow_pickle=True)
    with pytest.raises(RetrievalError):
        load_array(tmp_path / "o.npy", np.int64)


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\x93NUMPY\x01\x00", b"\x93NUMPY\x01\x00\xff\xff{"]
)
def test_refuses_what_is_no_array(tmp_path, content):
    (tmp_path / "a.npy").write_bytes(content)
    with pytest.raises(RetrievalError):
        load_array(tmp_path / "a.npy", np.int64)


def test_a_missing_file_is_our_error(tmp_path):
    with pytest.raises(RetrievalError):
        load_array(tmp_path / "none.npy", np.int64)


def test_many_threads_read_at_once(tmp_path):
    np.save(tmp_path / "a.npy", np.zeros(3, ROW))
    wrong = []

    def read():
        try:
            for _ in range(200):
                load_array(tmp_path / "a.npy", ROW)
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
