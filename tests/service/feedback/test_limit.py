import pytest

from service.feedback.errors import TooManyReports
from service.feedback.limit import Limit


def test_it_fills_again_evenly():
    now = [0.0]
    limit = Limit(60, lambda: now[0])
    for _ in range(60):
        limit.take()
    with pytest.raises(TooManyReports) as told:
        limit.take()
    assert told.value.retry_after == 1
    now[0] += 1
    limit.take()
    with pytest.raises(TooManyReports):
        limit.take()


def test_it_says_how_long_a_slow_one_takes():
    limit = Limit(2, lambda: 0.0)
    limit.take()
    limit.take()
    with pytest.raises(TooManyReports) as told:
        limit.take()
    assert told.value.retry_after == 30


def test_none_is_none():
    limit = Limit(0)
    for _ in range(1000):
        limit.take()
