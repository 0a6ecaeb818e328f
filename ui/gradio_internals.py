"""The private interfaces of Gradio that Digitpad uses, all in this file.

A new version of Gradio may change them; then `tests/ui/test_gradio_internals.py` fails.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Any, Literal

import gradio as gr
import gradio.mcp
import gradio.route_utils
from gradio.data_classes import BlocksConfigDict as BlocksConfigDict
from gradio.data_classes import ImageData as ImageData
from gradio.data_classes import JsonData as JsonData
from gradio.http_server import Server
from gradio.routes import App, templates
from gradio.state_holder import SessionState, StateHolder
from gradio.utils import LRUCache
from jinja2 import ChoiceLoader, DictLoader

DOCUMENT = "frontend/index.html"
ASSETS = Path(gr.__file__).parent / "templates" / "frontend" / "assets"
LANGUAGE_EXPORT = "as changeLocale"  # the function that changes Gradio's language
# The result of queueing an event: whether it was queued, its id or the errors, and a status.
Pushed = tuple[
    bool,
    str | list[dict[str, Any]],
    Literal["success", "error", "queue_full", "validator_error"],
]
ANSWER_SECONDS_UNREAD = 60.0  # after which an answer that was not fetched is deleted
SESSIONS = 2000  # sessions with answers, at most
LOOK_SECONDS = 0.005  # interval of checks whether an event is answered


def change_document(change: Callable[[str], str]) -> None:
    """Make Gradio send the document that `change` returns for its own."""
    loader = templates.env.loader
    assert loader is not None  # Gradio loads templates from its folder
    source, _, _ = loader.get_source(templates.env, DOCUMENT)
    templates.env.loader = ChoiceLoader([DictLoader({DOCUMENT: change(source)}), loader])


def language_script() -> str:
    """The URL, relative to the page, of the script that exports `changeLocale`.

    Raises RuntimeError if no script does.
    """
    for path in ASSETS.glob("core-*.js"):
        if LANGUAGE_EXPORT in path.read_text(encoding="utf-8"):
            return f"assets/{path.name}"
    raise RuntimeError(f"No script of Gradio's contains {LANGUAGE_EXPORT!r}.")


def config_of(app: App) -> BlocksConfigDict:
    """The components and functions of the page, as sent to the browser."""
    return app.get_blocks().config


def server_of(page: gr.Blocks) -> Server:
    """The server of a launched page: uvicorn in a thread."""
    return page.server


def convert_pictures(
    page: gr.Blocks, convert: Callable[[dict[str, Any], list[list[str | int]]], dict[str, Any]]
) -> None:
    """Convert the pictures in tool calls of assistants with `convert`, if MCP is enabled."""
    if page.mcp_server_obj:
        server = page.mcp_server_obj
        server.convert_strings_to_filedata = convert  # type: ignore[method-assign, assignment]


class BriefState(SessionState):
    """The session state of a single request, which is not kept.

    The page has no gr.State. Gradio would keep a copy of the page's configuration, 230 kB that take
    tens of milliseconds to make, for every session hash that a request contains.
    """

    def __init__(self, blocks: gr.Blocks) -> None:
        self.blocks_config = copy(blocks.default_config)
        self.config_values, self.state_data, self._state_ttl = {}, {}, {}
        self.is_closed = False

    def __setitem__(self, key: int, value: Any) -> None:
        """Replace a component until the request is answered."""
        self.blocks_config.blocks[key] = value

    def _update_value_in_config(self, *args: Any) -> None:
        """Do nothing."""

    def _update_config(self, key: int) -> None:
        """Do nothing."""


class BriefStates(StateHolder):
    """Returns a new BriefState for every request."""

    def __getitem__(self, session_id: str) -> BriefState:
        """A new state."""
        return BriefState(self.blocks)

    def __contains__(self, session_id: str) -> bool:
        return True


def keep_no_sessions(app: App) -> gr.Blocks:
    """Make an app discard the session state after each request; returns its page."""
    page = app.get_blocks()
    app.state_holder = BriefStates()
    app.state_holder.set_blocks(page)
    gradio.route_utils.SessionState = BriefState  # type: ignore[misc]
    gradio.mcp.SessionState = BriefState  # type: ignore[misc]
    return page


class Messages(LRUCache[str, Any]):
    """Answers by session. Deleting a missing session is no error: two streams may do it."""

    def __delitem__(self, session: str) -> None:
        if session in self:
            super().__delitem__(session)


class Unread:
    """Limits Gradio's queue, which gradio_client and curl use.

    A request that queues an event is not answered before the event, so that it keeps its turn in
    `ui.server.turns`. Answers that no client fetches are deleted. Gradio itself accepts any number
    of events and keeps each answer until it is fetched.
    """

    def __init__(self, page: gr.Blocks) -> None:
        self._queue = page._queue
        self._push = self._queue.push
        self._since: dict[str, float] = {}  # by event: when its answer was first seen
        self._queue.push = self.push  # type: ignore[method-assign]
        self._queue.pending_messages_per_session = Messages(SESSIONS)
        self._queue.pending_event_ids_session = defaultdict(set)

    async def push(self, *args: Any, **given: Any) -> Pushed:
        """Queue an event and wait until it is answered."""
        pushed = await self._push(*args, **given)
        while pushed[0] and pushed[1] in self._queue.event_ids_to_events:
            await asyncio.sleep(LOOK_SECONDS)
        return pushed

    def sweep(self) -> None:
        """Delete answers that were not fetched within ANSWER_SECONDS_UNREAD, and their sessions."""
        now, sessions = time.monotonic(), self._queue.pending_event_ids_session
        answered = {
            event: session
            for session, events in sessions.items()
            for event in events
            if event not in self._queue.event_ids_to_events
        }
        self._since = {event: self._since.get(event, now) for event in answered}
        for event, since in self._since.items():
            if now - since > ANSWER_SECONDS_UNREAD:
                sessions[answered[event]].clear()
        for session in [session for session, events in sessions.items() if not events]:
            del sessions[session]
            del self._queue.pending_messages_per_session[session]
