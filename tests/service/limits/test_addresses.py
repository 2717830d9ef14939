import pytest

from config.limit_settings import LimitSettings
from service.limits.addresses import reader

PROXIED = LimitSettings(trusted_proxies=("10.0.0.0/8", "127.0.0.1"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "settings", "expected"),
    [
        ("198.51.100.7", None, LimitSettings(), "198.51.100.7"),
        # Without proxies on the list nobody is believed.
        ("198.51.100.7", "203.0.113.5", LimitSettings(), "198.51.100.7"),
        ("198.51.100.7", "203.0.113.5", PROXIED, "198.51.100.7"),
        ("10.1.2.3", "203.0.113.5", PROXIED, "203.0.113.5"),
        # What the reader has forged stands before what the proxy has seen.
        ("10.1.2.3", "1.1.1.1, 203.0.113.5", PROXIED, "203.0.113.5"),
        ("10.1.2.3", "1.1.1.1, 203.0.113.5, 10.9.9.9", PROXIED, "203.0.113.5"),
        ("10.1.2.3", "10.0.0.1, 127.0.0.1", PROXIED, "10.0.0.1"),
        ("10.1.2.3", "nonsense", PROXIED, "10.1.2.3"),
        ("10.1.2.3", "203.0.113.5, ", PROXIED, "10.1.2.3"),
        ("10.1.2.3", "203.0.113.5:4711", PROXIED, "203.0.113.5"),
        ("10.1.2.3", '"[2001:db8:1:2:3::4]:4711"', PROXIED, "2001:db8:1:2::/64"),
        # Addresses of one site are one reader; IPv4 in IPv6 is IPv4.
        ("2001:db8:1:2:aaaa::1", None, LimitSettings(), "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", None, LimitSettings(), "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", None, LimitSettings(), "198.51.100.7"),
        ("fe80::1%eth0", None, LimitSettings(), "fe80::/64"),
        # This machine itself is not counted, but a proxy on it is.
        ("127.0.0.1", None, LimitSettings(), None),
        ("::1", None, LimitSettings(), None),
        (None, None, LimitSettings(), None),
        ("127.0.0.1", "203.0.113.5", LimitSettings(), "127.0.0.1"),
        ("127.0.0.1", "203.0.113.5", PROXIED, "203.0.113.5"),
        ("127.0.0.1", None, PROXIED, None),
    ],
)
def test_counts_for_whoever_can_be_told(peer, forwarded, settings, expected):
    headers = {"x-forwarded-for": forwarded} if forwarded is not None else {}
    assert reader(peer, headers, settings) == expected


def test_reads_the_header_that_is_set():
    settings = LimitSettings(trusted_proxies=("10.0.0.0/8",), forwarded_header="x-real-ip")
    headers = {"x-forwarded-for": "1.1.1.1", "x-real-ip": "203.0.113.5"}
    assert reader("10.0.0.1", headers, settings) == "203.0.113.5"
