"""The client address of a request, by which limits and turns are counted."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

IPV6_NETWORK = 64  # bits of a prefix, all of whose addresses belong to one client


def address_of(scope: Scope) -> str:
    """The client's address, or the one that a proxy names in `X-Forwarded-For`.

    The header is used only if the request comes from a private address, as from a proxy; otherwise
    it may be forged. Each proxy appends to the header, so its last public address is the client's.
    In a private network without a proxy the header is used, too. Ports are removed, and of an IPv6
    address the prefix of 64 bits is returned.
    """
    client = (scope.get("client") or ("unknown", 0))[0]
    named = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    if not named or not _is_private(client):
        return _network(client)
    chain = [_without_port(part.strip()) for part in named.split(",")]
    public = [address for address in chain if not _is_private(address)]
    return _network((public or chain)[-1])


def _without_port(address: str) -> str:
    """`192.0.2.1:5000` and `[2001:db8::1]:5000` without the port."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64]  # not an IP address, as some proxies send
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), IPV6_NETWORK), strict=False).network_address)


def _is_private(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return False
