"""Bodies of requests: complete, in time and short enough, or refused before anything sees them."""

import asyncio

import pytest

from ui.parts.problem import Problem
from ui.server import bodies as module
from ui.server.bodies import LONGEST_PICTURE, LONGEST_QUESTION, Bodies


def scope(**headers):
    names = ((name.replace("_", "-"), value) for name, value in headers.items())
    return {"type": "http", "headers": [(n.encode(), v.encode()) for n, v in names]}


def parts(*chunks, then=None):
    """ASGI `receive`: these parts, the last one without more; then what `then` does."""
    left = list(chunks)

    async def receive():
        if not left:
            return await then()
        body = left.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(left or then)}

    return receive


async def for_ever():
    await asyncio.Event().wait()


def received(bodies, receive, length, longest=LONGEST_QUESTION):
    async def whole():
        announced = scope(content_length=str(length))
        async with bodies.received(announced, receive, longest) as body:
            return body

    return asyncio.run(whole())


def refusal(*arguments, **given):
    with pytest.raises(Problem) as refused:
        received(Bodies(), *arguments, **given)
    assert refused.value.closing, "the rest of the body is not wanted"
    return refused.value.status_code


def test_a_complete_body_is_handed_on_and_then_takes_no_memory():
    bodies = Bodies()
    assert received(bodies, parts(b"some", b"thing"), 9) == b"something"
    assert bodies.bytes_held == 0


def test_a_body_that_is_announced_too_long_is_refused_before_it_is_read():
    assert refusal(for_ever, 1_500_000_000, LONGEST_PICTURE) == 413
    assert refusal(for_ever, LONGEST_QUESTION + 1) == 413


def test_a_body_that_is_longer_than_announced_is_refused_as_soon_as_it_is():
    endless = parts(b"x" * 10, b"y", then=for_ever)
    assert refusal(endless, 10) == 413


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"transfer_encoding": "chunked"},
        {"transfer_encoding": "chunked", "content_length": "5"},
        {"content_length": "-5"},
        {"content_length": "5, 5"},
        {"content_length": ""},
        {"content_length": "0x5"},
        {"content_length": "٥"},
    ],
)
def test_a_body_whose_length_is_not_announced_is_refused(headers):
    async def whole():
        async with Bodies().received(scope(**headers), for_ever, LONGEST_QUESTION):
            pass

    with pytest.raises(Problem, match="Content-Length") as refused:
        asyncio.run(whole())
    assert refused.value.status_code == 411


def test_a_body_in_drops_is_cut_off(monkeypatch):
    monkeypatch.setattr(module, "RATE_WINDOW_SECONDS", 0.05)

    def drops():
        async def receive():
            await asyncio.sleep(0.001)
            return {"type": "http.request", "body": b".", "more_body": True}

        return receive

    assert refusal(drops(), LONGEST_PICTURE, LONGEST_PICTURE) == 408


def test_a_body_that_stops_is_cut_off(monkeypatch):
    monkeypatch.setattr(module, "RATE_WINDOW_SECONDS", 0.05)
    assert refusal(parts(b"a start", then=for_ever), LONGEST_PICTURE, LONGEST_PICTURE) == 408


def test_a_large_body_that_comes_slowly_but_steadily_is_received(monkeypatch):
    monkeypatch.setattr(module, "RATE_WINDOW_SECONDS", 0.02)
    monkeypatch.setattr(module, "SLOWEST", 1000)  # bytes a second
    left = [b"x" * 1000] * 10

    async def receive():
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": left.pop(), "more_body": bool(left)}

    assert len(received(Bodies(), receive, 10_000)) == 10_000


def test_a_client_that_leaves_is_no_problem_and_takes_no_memory():
    bodies = Bodies()

    async def leave():
        return {"type": "http.disconnect"}

    with pytest.raises(ConnectionAbortedError):
        received(bodies, parts(b"half", then=leave), 100, LONGEST_PICTURE)
    assert bodies.bytes_held == 0


def test_all_bodies_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(module, "MOST_MEMORY", 1000)

    async def two():
        bodies = Bodies()
        announced = scope(content_length="600")
        async with bodies.received(announced, parts(b"x" * 600), LONGEST_QUESTION):
            with pytest.raises(Problem) as refused:
                async with bodies.received(announced, parts(b"x" * 600), LONGEST_QUESTION):
                    pass
            assert refused.value.status_code == 503
        assert bodies.bytes_held == 0

    asyncio.run(two())
