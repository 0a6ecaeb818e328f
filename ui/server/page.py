"""The page as gr.Blocks, with validated inputs, errors in one sentence, and cleanup."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import gradio as gr

from ui.ask.visitors import visitors
from ui.gradio_internals import App, Unread, convert_pictures, keep_no_sessions
from ui.parts.problem import Problem
from ui.programs.assistants import with_pictures
from ui.programs.uploads import uploads
from ui.server.events import MARKS, without
from ui.server.guard import FAILED, OUTCOME

SWEEP = 2.0  # seconds between two cleanups
MISFIT = "These values can't be used here; please reload the page, or see /gradio_api/info."

log = logging.getLogger("digitpad")


class Page(gr.Blocks):
    """Blocks that take no file paths from requests, and answer a wrong value with one sentence."""

    async def process_api(self, *args: Any, **given: Any) -> dict[str, Any]:
        """Run a function. Raises only Problem, whose status is passed on to the guard."""
        try:
            return await super().process_api(*args, **given)
        except Problem as error:
            problem = error
        except Exception as error:  # in Gradio's processing of the values
            log.info("An event was refused.", exc_info=error)  # any client can cause it: not shown
            problem = Problem(MISFIT)
        request = getattr(given.get("request"), "request", None)
        if request is not None and OUTCOME in request.scope:
            request.scope[OUTCOME]["status_code"] = problem.status_code
        raise problem

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], *args: Any, **given: Any
    ) -> Any:
        """Preprocess values, without the keys that mark them as files of the server."""
        return await super().preprocess_data(block_fn, without(MARKS, inputs), *args, **given)

    async def call_function(self, *args: Any, **given: Any) -> Any:
        """Call a function; our own errors are logged."""
        try:
            return await super().call_function(*args, **given)
        except Problem:
            raise
        except Exception:
            log.exception("A function of the page failed.")
            raise Problem(FAILED, 500) from None

    async def postprocess_data(self, *args: Any, **given: Any) -> Any:
        """Postprocess values; our own errors are logged."""
        try:
            return await super().postprocess_data(*args, **given)
        except Exception:
            log.exception("An answer of the page failed.")
            raise Problem(FAILED, 500) from None


@asynccontextmanager
async def lifespan(app: App) -> AsyncIterator[None]:
    """Discard session state and run the cleanup while the server runs."""
    page = keep_no_sessions(app)
    convert_pictures(page, with_pictures)
    sweeper = asyncio.create_task(sweep(Unread(page)))
    yield
    sweeper.cancel()
    with suppress(asyncio.CancelledError):
        await sweeper


async def sweep(unread: Unread) -> None:
    """Delete old uploads and unread answers, and free visitors whose page is closed."""
    while True:
        await asyncio.sleep(SWEEP)
        uploads.sweep()
        unread.sweep()
        await asyncio.to_thread(visitors.sweep)
