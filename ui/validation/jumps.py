"""The tab's headings as a line of buttons, for screens on which the tab is many screens long."""

from __future__ import annotations

import gradio as gr

from ui.languages.phrase import phrase
from ui.parts.part import part

PARTS = {
    "samples": phrase("Samples"),
    "confident-mistakes": phrase("Mistakes"),
    "confusion": phrase("Confusion"),
    "class-accuracy": phrase("Classes"),
    "calibration": phrase("Calibration"),
    "comparison": phrase("Comparison"),
    "training-curves": phrase("Training"),
}


def jumps() -> gr.HTML:
    """Place the line; buttons and not links, for the address belongs to the whole page."""
    buttons = "".join(
        f'<button type="button" class="digitpad-button" data-part="{elem_id}">{name}</button>'
        for elem_id, name in PARTS.items()
    )
    return part(
        elem_id="validation-jumps",
        markup=f'<nav aria-label="{phrase("Parts of this tab")}">{buttons}</nav>',
        script="validation/jumps.js",
    )
