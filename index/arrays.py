"""Arrays: read without NumPy's own reader of .npy files, multiplied without its warnings.

The reader evaluates the header as a Python literal, which in CPython before 3.11.8 fails now and
then with a SystemError when two threads do it at once; and the writer reads several languages at
once. Here the header is compared with the one that is expected, and never evaluated.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import RetrievalError

_MAGIC = b"\x93NUMPY\x01\x00"
_LENGTH = 2  # bytes that say how long the header is


def load_array(path: Path, kind: npt.DTypeLike, *, columns: int | None = None) -> npt.NDArray[Any]:
    """Return the array in a file that ``numpy.save`` wrote: of one dimension, or of ``columns``.

    Raises:
        RetrievalError: if the file cannot be read or holds anything else.
    """
    dtype = np.dtype(kind)
    row = dtype.itemsize * (columns or 1)
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC) + _LENGTH)
            header = file.read(int.from_bytes(start[len(_MAGIC) :], "little"))
            size = os.fstat(file.fileno()).st_size - len(start) - len(header)
            found = np.fromfile(file, dtype) if size % row == 0 else None
    except OSError as error:
        raise RetrievalError(f"{path}: {error}") from error
    shape = (size // row,) if columns is None else (size // row, columns)
    if not start.startswith(_MAGIC) or found is None or header.strip() != _header(dtype, shape):
        raise RetrievalError(f"{path}: is not an array of {dtype} with {columns or 1} columns")
    return found.reshape(shape)


def _header(dtype: np.dtype[Any], shape: tuple[int, ...]) -> bytes:
    descr = np.lib.format.dtype_to_descr(dtype)
    return repr({"descr": descr, "fortran_order": False, "shape": shape})[:-1].encode() + b", }"


def product(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the matrix product of two arrays, of one or two dimensions each.

    The operator "@" warns of invalid values now and then, though all are finite: OpenBLAS works on
    what lies behind the end of small matrices, too, and throws it away. ``numpy.dot`` calls the
    same routine and does not look at the flags of the processor.
    """
    found: npt.NDArray[Any] = np.dot(one, other)
    return found
