"""The private parts of Gradio that Digitpad uses; no other file uses any.

A new version of Gradio may change them: `tests/ui/test_gradio_internals.py` names the part that it
changed.
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
LANGUAGE_EXPORT = "as changeLocale"  # by which the page's settings change the language
# Of an event in the queue: whether it was taken, its id or what is wrong with it, and its status.
Pushed = tuple[
    bool,
    str | list[dict[str, Any]],
    Literal["success", "error", "queue_full", "validator_error"],
]
SECONDS_UNREAD = 60.0  # for which an answer is kept that nobody fetches
SESSIONS = 2000  # with answers
LOOK = 0.005  # seconds between two looks whether an event is answered


def change_document(change: Callable[[str], str]) -> None:
    """Have Gradio send its document as `change` returns it."""
    loader = templates.env.loader
    assert loader is not None  # Gradio's reads its own folder
    source, _, _ = loader.get_source(templates.env, DOCUMENT)
    templates.env.loader = ChoiceLoader([DictLoader({DOCUMENT: change(source)}), loader])


def language_script() -> str:
    """The address, relative to the page's, of the script that exports `changeLocale`.

    Raises RuntimeError where there is none.
    """
    for path in ASSETS.glob("core-*.js"):
        if LANGUAGE_EXPORT in path.read_text(encoding="utf-8"):
            return f"assets/{path.name}"
    raise RuntimeError(f"No script of Gradio's contains {LANGUAGE_EXPORT!r}.")


def config_of(app: App) -> BlocksConfigDict:
    """The page's parts and functions, as the browser gets them."""
    return app.get_blocks().config


def server_of(page: gr.Blocks) -> Server:
    """The server, uvicorn's in a thread, of a page that was launched."""
    return page.server


def convert_pictures(
    page: gr.Blocks, convert: Callable[[dict[str, Any], list[list[str | int]]], dict[str, Any]]
) -> None:
    """Convert the pictures in the arguments of assistants with `convert`, if there are any."""
    if page.mcp_server_obj:
        server = page.mcp_server_obj
        server.convert_strings_to_filedata = convert  # type: ignore[method-assign, assignment]


class BriefState(SessionState):
    """The state of one request, which is forgotten with it.

    The page has no gr.State. Gradio would keep the configuration of the whole page, 230 kB made in
    tens of milliseconds, for every session that a request invents.
    """

    def __init__(self, blocks: gr.Blocks) -> None:
        self.blocks_config = copy(blocks.default_config)
        self.config_values, self.state_data, self._state_ttl = {}, {}, {}
        self.is_closed = False

    def __setitem__(self, key: int, value: Any) -> None:
        """Let a part have other properties until the request is answered."""
        self.blocks_config.blocks[key] = value

    def _update_value_in_config(self, *args: Any) -> None:
        """Forget it."""

    def _update_config(self, key: int) -> None:
        """Forget it."""


class BriefStates(StateHolder):
    """Gives every request a state of its own."""

    def __getitem__(self, session_id: str) -> BriefState:
        """A new state."""
        return BriefState(self.blocks)

    def __contains__(self, session_id: str) -> bool:
        return True


def keep_no_sessions(app: App) -> gr.Blocks:
    """Have an app forget the state of each request; returns its page."""
    page = app.get_blocks()
    app.state_holder = BriefStates()
    app.state_holder.set_blocks(page)
    gradio.route_utils.SessionState = BriefState  # type: ignore[misc]
    gradio.mcp.SessionState = BriefState  # type: ignore[misc]
    return page


class Messages(LRUCache[str, Any]):
    """Answers by session; two streams of one session may both forget them."""

    def __delitem__(self, session: str) -> None:
        if session in self:
            super().__delitem__(session)


class Unread:
    """Makes events in the queue wait for their answer, and frees answers that nobody fetches.

    Through Gradio's queue gradio_client and curl ask. It would take any number of events from
    anybody, and keep each answer until somebody reads it.
    """

    def __init__(self, page: gr.Blocks) -> None:
        self._queue = page._queue
        self._push = self._queue.push
        self._since: dict[str, float] = {}  # by event: when it was first seen to be answered
        self._queue.push = self.push  # type: ignore[method-assign]
        self._queue.pending_messages_per_session = Messages(SESSIONS)
        self._queue.pending_event_ids_session = defaultdict(set)

    async def push(self, *args: Any, **given: Any) -> Pushed:
        """Put an event into the queue and wait until it is answered: it keeps its turn so long."""
        pushed = await self._push(*args, **given)
        while pushed[0] and pushed[1] in self._queue.event_ids_to_events:
            await asyncio.sleep(LOOK)
        return pushed

    def sweep(self) -> None:
        """Delete answers that were not fetched within SECONDS_UNREAD, and their sessions."""
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
