"""How much is taken in a minute, from all readers together."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from service.feedback.errors import TooManyReports


class Limit:
    """A bucket of ``per_minute`` tokens that fills again evenly; 0 means no limit.

    It knows no readers, so that no address need be kept; a limit for each belongs into the proxy.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = float(per_minute)
        self._rate = per_minute / 60
        self._clock = clock
        self._lock = threading.Lock()
        self._left = self._size
        self._seen = clock()

    def take(self) -> None:
        """Take one token.

        Raises:
            TooManyReports: if there is none; it says when there will be.
        """
        if not self._size:
            return
        with self._lock:
            now = self._clock()
            self._left = min(self._size, self._left + (now - self._seen) * self._rate)
            self._seen = now
            if self._left < 1:
                raise TooManyReports(max(1, math.ceil((1 - self._left) / self._rate)))
            self._left -= 1
