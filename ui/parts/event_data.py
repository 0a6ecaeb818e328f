"""What the script of a part sends with an event."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.gradio_internals import sent_value


def sent(event: gr.EventData, name: str) -> Any:
    """A value by its name; None where the event lacks it, as a forged one may."""
    values = sent_value(event)
    return values.get(name) if isinstance(values, dict) else None


def sent_number(event: gr.EventData, name: str) -> int:
    """A whole number by its name; 0 for anything else."""
    value = sent(event, name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
