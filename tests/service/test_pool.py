import asyncio
import threading

import pytest

from service.errors import Overloaded
from service.pool import Pool


@pytest.fixture
def pool():
    made = Pool(workers=1, queue=1)
    yield made
    made.close()


def test_runs_a_job_outside_of_the_event_loop(pool):
    async def main():
        return await pool.admit(threading.get_ident)

    assert asyncio.run(main()) != threading.get_ident()


def test_refuses_when_workers_and_queue_are_full_and_recovers(pool):
    async def main():
        gate = threading.Event()
        busy = [asyncio.create_task(pool.admit(gate.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Overloaded) as refused:
            await pool.admit(gate.wait)
        gate.set()
        await asyncio.gather(*busy)
        assert await pool.admit(lambda: "again") == "again"
        return refused.value.retry_after

    assert asyncio.run(main()) >= 1
    assert (pool.rejected, pool.admitted) == (1, 0)


def test_a_failing_job_gives_its_place_back(pool):
    def fail():
        raise ZeroDivisionError

    async def main():
        for _ in range(5):
            with pytest.raises(ZeroDivisionError):
                await pool.admit(fail)

    asyncio.run(main())
    assert pool.admitted == 0


def test_a_caller_that_goes_away_gives_its_place_back(pool):
    async def main():
        gate = threading.Event()
        first = asyncio.create_task(pool.admit(gate.wait))
        second = asyncio.create_task(pool.admit(gate.wait))
        await asyncio.sleep(0.01)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        inside = pool.admitted
        gate.set()
        await first
        return inside

    assert asyncio.run(main()) == 1


def test_uses_every_core_unless_told_otherwise():
    many = Pool(workers=0, queue=3)
    assert many.workers >= 1
    assert many.limit == many.workers + 3
    many.close()
