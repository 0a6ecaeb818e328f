"""Parts of the page: gr.HTML with our own markup, style and script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from ui.ask.present import Answer, offer
from ui.languages.messages import Message, says
from ui.parts.assets import asset
from ui.parts.scripts import mounted

# Events that take milliseconds: no queue, no spinner; of many quick clicks the last one counts.
LIVE: dict[str, Any] = {
    "queue": False,
    "show_progress": "hidden",
    "trigger_mode": "always_last",
    "api_visibility": "private",
}
# Events that are handled in the browser.
IN_BROWSER: dict[str, Any] = {"queue": False, "api_visibility": "private"}


def part(
    value: Any = "",
    *,
    elem_id: str | None = None,
    markup: str | None = None,
    script: str | None = None,
    events: tuple[str, ...] = (),
    answers: Sequence[Answer] = (),
    classes: str | list[str] | None = None,
    **props: Any,
) -> gr.HTML:
    """Place one part.

    Args:
        value: HTML; or, for a part with markup, data for its template and script.
        elem_id: the id of its element; required with `answers`.
        markup: its template, or the path below ui/ of a file with it.
        script: path below ui/ of the module that mounts it.
        events: the events that the script triggers.
        answers: the functions that the script may call (see ui.ask.present.answering).
        classes: CSS classes of its element.
        props: further properties for the template and the script.
    """
    if markup is not None:
        props["html_template"] = asset(markup) if markup.endswith(".html") else markup
    asked: list[str] = []
    if answers:
        assert elem_id is not None  # it is part of the URL of a question
        asked = [offer(elem_id, answer) for answer in answers]
    return gr.HTML(
        value,
        js_on_load=mounted(script, events, elem_id, asked),
        apply_default_css=False,
        elem_id=elem_id,
        elem_classes=classes,
        **props,
    )


def heading(message: Message, classes: str | None = None) -> None:
    """A heading above other parts."""
    part(f"<h2 {says(message)}></h2>", classes=classes)
