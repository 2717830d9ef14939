"""Whose requests are counted together: the address of a reader, as far as it can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from config.limit_settings import LimitSettings

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
_SITE = 64
"""Bits of an IPv6 address that a household or an office has to itself."""


def reader(peer: str | None, headers: Mapping[str, str], settings: LimitSettings) -> str | None:
    """Return the address that a request counts for; None: it comes from this machine itself.

    Only proxies on the list are believed, and of what they say only what the outermost of them
    has seen itself: whatever stands before that, anybody may have written. IPv6 addresses of one
    /64 count as one.
    """
    address = _parsed(peer or "")
    if address is None:  # a local socket
        return None
    hops = headers.get(settings.forwarded_header, "").split(",")
    while hops and _is_trusted(address, settings.trusted_proxies):
        before = _parsed(hops.pop())
        if before is None:
            break
        address = before
    # A proxy on this machine that is not on the list is one reader: better than none at all.
    if address.is_loopback and not any(name in headers for name in _FORWARDED):
        return None
    if address.version == 6:
        return str(IPv6Network((address, _SITE), strict=False))
    return str(address)


def _parsed(written: str) -> IPv4Address | IPv6Address | None:
    text = written.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def _is_trusted(
    address: IPv4Address | IPv6Address, proxies: tuple[IPv4Network | IPv6Network, ...]
) -> bool:
    return any(address in network for network in proxies)
