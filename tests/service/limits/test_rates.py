from service.limits.rates import Rates


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_a_burst_is_taken_then_as_much_as_flows_in():
    clock = Clock()
    rates = Rates(6, clock=clock)
    assert [rates.take("a") for _ in range(6)] == [0] * 6
    assert rates.take("a") == 10
    clock.now += 9
    assert rates.take("a") == 1
    clock.now += 1
    assert rates.take("a") == 0
    assert rates.take("a") == 10


def test_whoever_waits_as_told_is_let_in():
    clock = Clock()
    rates = Rates(7, clock=clock)
    for _ in range(50):
        wait = rates.take("a")
        if wait:
            clock.now += wait
            assert rates.take("a") == 0


def test_addresses_do_not_count_for_each_other():
    rates = Rates(1, clock=Clock())
    assert rates.take("a") == 0
    assert rates.take("b") == 0
    assert rates.take("a") > 0


def test_no_flood_of_addresses_fills_the_memory():
    rates = Rates(1, most=100, clock=Clock())
    for number in range(1000):
        rates.take(str(number))
    assert len(rates) == 100
    assert rates.take("999") > 0  # the latest are remembered


def test_zero_means_no_limit():
    rates = Rates(0)
    assert not any(rates.take("a") for _ in range(500))
    assert len(rates) == 0
