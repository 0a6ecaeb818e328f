"""The network address that a request counts for."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

IPV6_NETWORK = 64  # bits; whoever has one such network has all its addresses


def address_of(scope: Scope) -> str:
    """The client's address, or the one that a proxy names in `X-Forwarded-For`.

    A proxy is reached from a private address; what comes from any other one may be forged. Each
    proxy adds to the header's end, so that its last public address is the one that a proxy saw.
    Within a private network without a proxy the header is believed too. Ports are left out, and of
    an IPv6 address the network of 64 bits is returned.
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
        return address[:64]  # a name that a proxy made up
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
