"""What the script of a part sends with an event."""

from __future__ import annotations

from typing import Any

import gradio as gr


def sent(event: gr.EventData, name: str) -> Any:
    """A value by its name; None where the event lacks it, as a forged one may."""
    return event._data.get(name) if isinstance(event._data, dict) else None


def sent_number(event: gr.EventData, name: str) -> int:
    """A whole number by its name; 0 for anything else."""
    value = sent(event, name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
