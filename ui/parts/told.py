"""What a part of the page tells with an event."""

from __future__ import annotations

from typing import Any

import gradio as gr


class Told(gr.EventData):
    """The values of an event; one that is missing is None, as in a forged event."""

    def __getattr__(self, name: str) -> Any:
        return None if name.startswith("_") else self._data.get(name)
