"""Fetching pictures from URLs that programs send.

The URL is untrusted, and must not give access to what only the server can reach (server-side
request forgery, OWASP A10:2021). So the server connects only to public addresses, on the usual
ports, and to the same address that was checked, even if the host name resolves to another later.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address, ip_network

import httpx
from safehttpx import AsyncSecureTransport

from ui.parts.problem import problem

MAX_FETCHED_BYTES = 40 * 1024**2  # 40 MiB, as of an upload
FETCH_SECONDS = 10.0  # redirects included
REDIRECTS = 3
UNICAST = ip_network("2000::/3")  # all global IPv6 addresses
TUNNELS = ip_network("2002::/16")  # 6to4: contains an IPv4 address, which may be private
INSIDE = tuple(  # global addresses that clouds use internally
    map(ip_network, ("192.0.0.0/24", "168.63.129.16/32"))
)
PORTS = (None, 80, 443)
HEADERS = {"Accept": "image/*", "Accept-Encoding": "identity", "User-Agent": "Digitpad"}
OTHERWISE = "or send the picture itself"

_turns = asyncio.Semaphore(4)  # concurrent fetches


async def fetch(url: str) -> bytes:
    """The content of a URL; raises gr.Error if it can't be fetched."""
    try:
        async with asyncio.timeout(FETCH_SECONDS), _turns:
            return await _followed(httpx.URL(url))
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError, UnicodeError):
        raise problem(f"The picture's address does not answer; check it, {OTHERWISE}.") from None


async def _followed(url: httpx.URL) -> bytes:
    for _ in range(1 + REDIRECTS):
        transport = AsyncSecureTransport(await _checked(url))
        async with (
            httpx.AsyncClient(transport=transport, timeout=FETCH_SECONDS) as client,
            client.stream("GET", url, headers=HEADERS) as answer,
        ):
            if not answer.has_redirect_location:
                return await _content(answer)
            url = url.join(answer.headers["Location"])
    raise problem(f"The picture's address leads to too many others; give the last, {OTHERWISE}.")


async def _checked(url: httpx.URL) -> str:
    """The public IP address of a URL's host; raises gr.Error if it has none."""
    if url.scheme in ("http", "https") and url.port in PORTS:
        found = await asyncio.get_running_loop().getaddrinfo(url.host, 0, type=socket.SOCK_STREAM)
        for *_, (address, *_) in found:
            if isinstance(address, str) and is_public(address):
                return address
    raise problem(
        f"Only public addresses on the web are asked for a picture; use one, {OTHERWISE}."
    )


def is_public(address: str) -> bool:
    """Whether an IP address is reachable from the whole internet."""
    parsed = ip_address(address)
    if parsed.version == 6 and (parsed not in UNICAST or parsed in TUNNELS):
        return False
    inside = any(parsed in network for network in INSIDE)
    return parsed.is_global and not parsed.is_multicast and not inside


async def _content(answer: httpx.Response) -> bytes:
    """The content of a response; raises gr.Error for another status than 200, or if too long."""
    if answer.status_code != httpx.codes.OK:
        raise problem(f"The picture's address answers {answer.status_code}; check it, {OTHERWISE}.")
    content = bytearray()
    async for chunk in answer.aiter_raw():
        content += chunk
        if len(content) > MAX_FETCHED_BYTES:
            raise problem("The picture at this address is larger than 40 MB; give a smaller one.")
    return bytes(content)
