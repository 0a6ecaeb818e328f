"""Whose turn it is: every visitor has a line of their own, behind proxies too."""

import pytest

from ui.server.address import address_of

CASES = {
    "no proxy": ("8.8.4.4", None, "8.8.4.4"),
    "a forged header without a proxy": ("8.8.4.4", "1.1.1.1", "8.8.4.4"),
    "one proxy": ("10.0.0.7", "8.8.4.4", "8.8.4.4"),
    "two proxies": ("10.0.0.7", "8.8.4.4, 10.0.0.3", "8.8.4.4"),
    "a forged header before a proxy": ("10.0.0.7", "1.1.1.1, 8.8.4.4", "8.8.4.4"),
    "a forged line before a proxy's": ("10.0.0.7", "1.1.1.1\n8.8.4.4", "8.8.4.4"),
    "a class on the proxy's own network": ("10.0.0.7", "192.168.1.20", "192.168.1.20"),
    "a proxy that names nobody": ("10.0.0.7", None, "10.0.0.7"),
    "a proxy that names ports": ("10.0.0.7", "8.8.4.4:50123", "8.8.4.4"),
    "IPv6 counts by its network": ("fd00::1", "2a00:1450:4001:7::8a", "2a00:1450:4001:7::"),
    "another computer there": ("fd00::1", "2a00:1450:4001:7:1:2:3:4", "2a00:1450:4001:7::"),
    "the network beside it": ("fd00::1", "2a00:1450:4001:8::8a", "2a00:1450:4001:8::"),
    "IPv6 with a port": ("fd00::1", "[2a00:1450:4001:7::8a]:50123", "2a00:1450:4001:7::"),
    "IPv6 without a proxy": ("2a00:1450:4001:7:1:2:3:4", None, "2a00:1450:4001:7::"),
    "IPv4 within IPv6": ("::ffff:8.8.4.4", None, "8.8.4.4"),
    "a proxy at IPv4 within IPv6": ("::ffff:10.0.0.7", "8.8.4.4", "8.8.4.4"),
    "a name that a proxy made up": ("10.0.0.7", "x" * 1000, "x" * 64),
    "nothing between commas": ("10.0.0.7", ", ,8.8.4.4", "8.8.4.4"),
}


@pytest.mark.parametrize(("client", "forwarded", "address"), CASES.values(), ids=CASES)
def test_the_address_is_the_one_that_a_proxy_saw_or_the_client(client, forwarded, address):
    lines = forwarded.split("\n") if forwarded else []
    headers = [(b"x-forwarded-for", line.encode()) for line in lines]
    scope = {"type": "http", "client": (client, 1234), "headers": headers}
    assert address_of(scope) == address
