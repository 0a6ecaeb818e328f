"""Events in Gradio's queue: no more of them, and of their answers, than somebody waits for."""

import asyncio
import json
from collections import defaultdict
from types import SimpleNamespace

import pytest

from tests.tools.waiting import wait_until
from ui import gradio_internals as module
from ui.gradio_internals import ANSWER_SECONDS_UNREAD, Unread


class Queue:
    """What Gradio's queue is to those who put events into it."""

    def __init__(self):
        self.event_ids_to_events = {}

    async def push(self, session):
        event = f"event {len(self.event_ids_to_events)} of {session}"
        self.event_ids_to_events[event] = "under way"
        self.pending_event_ids_session[session].add(event)
        self.pending_messages_per_session[session] = ["a message"]
        return True, event, "success"


@pytest.fixture
def clock(monkeypatch):
    clock = SimpleNamespace(now=100.0)
    clock.monotonic = lambda: clock.now
    monkeypatch.setattr(module, "time", clock)
    return clock


def test_an_event_is_taken_when_it_is_answered_and_so_keeps_its_turn():
    async def run():
        queue = Queue()
        Unread(SimpleNamespace(_queue=queue))
        task = asyncio.create_task(queue.push("a"))
        while not queue.event_ids_to_events:
            await asyncio.sleep(0)
        await asyncio.sleep(0.05)
        assert not task.done()
        queue.event_ids_to_events.clear()
        assert (await task)[0]

    asyncio.run(run())


def test_an_answer_that_nobody_fetches_is_freed_after_a_minute(clock):
    async def run():
        queue = Queue()
        unread = Unread(SimpleNamespace(_queue=queue))
        for session in ("answered", "under way"):
            task = asyncio.create_task(queue.push(session))
            await asyncio.sleep(0)
            if session == "answered":
                queue.event_ids_to_events.clear()
                await task
        unread.sweep()
        clock.now += ANSWER_SECONDS_UNREAD
        unread.sweep()
        assert set(queue.pending_messages_per_session) == {"answered", "under way"}
        clock.now += 1
        unread.sweep()
        assert set(queue.pending_messages_per_session) == {"under way"}
        assert set(queue.pending_event_ids_session) == {"under way"}
        assert isinstance(queue.pending_event_ids_session, defaultdict)
        task.cancel()

    asyncio.run(run())


def test_two_streams_of_one_session_may_both_forget_it():
    queue = Queue()
    Unread(SimpleNamespace(_queue=queue))
    queue.pending_messages_per_session["a"] = []
    del queue.pending_messages_per_session["a"]
    del queue.pending_messages_per_session["a"]


def test_functions_of_the_page_cannot_be_put_into_the_queue(server):
    for name in ("image_choice", "asked"):
        body = {"data": [], "fn_index": server.function(name), "session_hash": "hoarder"}
        for path in ("queue/join", "call/read", f"call/{name}"):
            status, _, text = server.send(f"/gradio_api/{path}", body)
            assert status == 404, text


def test_the_answer_to_a_call_is_there_when_it_is_taken_and_read_once(server):
    status, _, text = server.send("/gradio_api/call/read", {"data": ["/etc/passwd"]})
    assert status == 200
    event = json.loads(text)["event_id"]
    assert "event: error" in server.ask(f"/gradio_api/call/read/{event}")[2]
    wait_until(lambda: "not found" in server.ask(f"/gradio_api/call/read/{event}")[2].lower())
    assert "Traceback" not in server.log.read_text()
