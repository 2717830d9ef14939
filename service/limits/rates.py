"""How often each address may ask: a bucket of requests for each, in memory and nowhere else."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable


class Rates:
    """A bucket of ``per_minute`` requests for each address, which fills again evenly; 0: no limit.

    At most ``most`` addresses are remembered; of more, the one that asked longest ago is forgotten,
    so that no flood of addresses can fill the memory.
    """

    def __init__(
        self,
        per_minute: int,
        most: int = 20_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._size = float(per_minute)
        self._rate = per_minute / 60
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> int:
        """Count one request of ``address``; return 0, or the seconds until there is room for one.

        A request that is refused is not counted: whoever waits as told is let in.
        """
        if not self._size:
            return 0
        with self._lock:
            now = self._clock()
            left, seen = self._buckets.pop(address, (self._size, now))
            left = min(self._size, left + (now - seen) * self._rate)
            wait = 0 if left >= 1 else max(1, math.ceil((1 - left) / self._rate))
            self._buckets[address] = (left if wait else left - 1, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
            return wait

    def __len__(self) -> int:
        return len(self._buckets)
