"""A picture from the web, fetched for whoever names its address.

The server asks on behalf of a stranger, who must not reach through it what only it can reach
(server-side request forgery, OWASP A10:2021). So it asks public addresses alone, on the usual
ports, and connects to the very address that was checked, whatever the name stands for later.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address, ip_network

import httpx
from safehttpx import AsyncSecureTransport

from ui.parts.problem import problem

LONGEST = 40 * 1024**2  # bytes, as of an upload
SECONDS = 10.0  # in all
REDIRECTS = 3
UNICAST = ip_network("2000::/3")  # all global addresses there are; others may lead inwards, …
TUNNELS = ip_network("2002::/16")  # … and so may an address of the old internet within a new one
INSIDE = tuple(  # global by their registration, and yet a cloud's own
    map(ip_network, ("192.0.0.0/24", "168.63.129.16/32"))
)
PORTS = (None, 80, 443)
HEADERS = {"Accept": "image/*", "Accept-Encoding": "identity", "User-Agent": "Digitpad"}
OTHERWISE = "or send the picture itself"

_turns = asyncio.Semaphore(4)  # as many are fetched at the same time


async def fetch(url: str) -> bytes:
    """The bytes at an address on the web; an error in one sentence where there are none."""
    try:
        async with asyncio.timeout(SECONDS), _turns:
            return await _followed(httpx.URL(url))
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError, UnicodeError):
        raise problem(f"The picture's address does not answer; check it, {OTHERWISE}.") from None


async def _followed(url: httpx.URL) -> bytes:
    for _ in range(1 + REDIRECTS):
        transport = AsyncSecureTransport(await _checked(url))
        async with (
            httpx.AsyncClient(transport=transport, timeout=SECONDS) as client,
            client.stream("GET", url, headers=HEADERS) as answer,
        ):
            if not answer.has_redirect_location:
                return await _content(answer)
            url = url.join(answer.headers["Location"])
    raise problem(f"The picture's address leads to too many others; give the last, {OTHERWISE}.")


async def _checked(url: httpx.URL) -> str:
    """The public address of a host, as numbers; an error in one sentence where it has none."""
    if url.scheme in ("http", "https") and url.port in PORTS:
        found = await asyncio.get_running_loop().getaddrinfo(url.host, 0, type=socket.SOCK_STREAM)
        for *_, (address, *_) in found:
            if isinstance(address, str) and is_public(address):
                return address
    raise problem(
        f"Only public addresses on the web are asked for a picture; use one, {OTHERWISE}."
    )


def is_public(address: str) -> bool:
    """Whether an IP address can be reached from everywhere, and so is nobody's secret."""
    parsed = ip_address(address)
    if parsed.version == 6 and (parsed not in UNICAST or parsed in TUNNELS):
        return False
    inside = any(parsed in network for network in INSIDE)
    return parsed.is_global and not parsed.is_multicast and not inside


async def _content(answer: httpx.Response) -> bytes:
    """What an address answers, if it is there and not too long."""
    if answer.status_code != httpx.codes.OK:
        raise problem(f"The picture's address answers {answer.status_code}; check it, {OTHERWISE}.")
    content = bytearray()
    async for chunk in answer.aiter_raw():
        content += chunk
        if len(content) > LONGEST:
            raise problem("The picture at this address is larger than 40 MB; give a smaller one.")
    return bytes(content)
