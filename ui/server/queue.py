"""Gradio's queue, through which gradio_client and curl ask.

Gradio would take any number of events from anybody, and keep each answer until somebody reads it.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from typing import Any

from gradio.queueing import Queue
from gradio.utils import LRUCache

SECONDS_UNREAD = 60.0  # for which an answer is kept that nobody fetches
SESSIONS = 2000  # with answers
LOOK = 0.005  # seconds between two looks whether an event is answered


class Messages(LRUCache[str, Any]):
    """Answers by session; two streams of one session may both forget them."""

    def __delitem__(self, session: str) -> None:
        if session in self:
            super().__delitem__(session)


class Unread:
    """Makes events wait for their answer, and frees answers that nobody fetches."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._push = queue.push
        self._since: dict[str, float] = {}  # by event: when it was first seen to be answered
        queue.push = self.push
        queue.pending_messages_per_session = Messages(SESSIONS)
        queue.pending_event_ids_session = defaultdict(set)

    async def push(self, *args: Any, **given: Any) -> tuple[bool, Any, str]:
        """Put an event into the queue and wait until it is answered: it keeps its turn so long."""
        pushed = await self._push(*args, **given)
        while pushed[0] and pushed[1] in self._queue.event_ids_to_events:
            await asyncio.sleep(LOOK)
        return pushed

    def sweep(self) -> None:
        """Free the sessions of which an answer has waited for too long."""
        now, sessions = time.monotonic(), self._queue.pending_event_ids_session
        answered = {
            event: session
            for session, events in sessions.items()
            for event in events
            if event not in self._queue.event_ids_to_events
        }
        self._since = {event: self._since.get(event, now) for event in answered}
        for event, since in self._since.items():
            if now - since > SECONDS_UNREAD:
                sessions[answered[event]].clear()
        for session in [session for session, events in sessions.items() if not events]:
            del sessions[session]
            del self._queue.pending_messages_per_session[session]
