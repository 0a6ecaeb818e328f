"""The tab's headings as a line of buttons, for screens on which the tab is many screens long."""

from __future__ import annotations

import gradio as gr

from ui.languages.messages import says, t
from ui.parts.part import part

PARTS = {
    "samples": t("samples"),
    "confident-mistakes": t("mistakes"),
    "confusion": t("confusion"),
    "class-accuracy": t("classes"),
    "calibration": t("calibration"),
    "comparison": t("comparison"),
    "training-curves": t("training"),
}


def jumps() -> gr.HTML:
    """Place the line. Buttons, not links: links would change the address of the page."""
    buttons = "".join(
        f'<button type="button" class="digitpad-button" data-part="{elem_id}" '
        f"{says(name)}></button>"
        for elem_id, name in PARTS.items()
    )
    return part(
        elem_id="validation-jumps",
        markup=f"<nav {says(t('tab_parts'), 'aria-label')}>{buttons}</nav>",
        script="validation/jumps.js",
    )
