"""Labels of Gradio's own components, translated by Gradio."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.languages.catalogues import MESSAGES

# The link in the footer, which Gradio does not translate into every language.
_i18n = gr.I18n(
    **{  # type: ignore[arg-type]  # Gradio accepts groups of messages, too
        code: {"errors": {"use_via_api_or_mcp": messages["use_by_programs"]}}
        for code, messages in MESSAGES.items()
    }
)


def label(key: str) -> Any:
    """The text of a message without values, for a component of Gradio."""
    for code, messages in MESSAGES.items():
        _i18n.translations[code][key] = messages[key]
    return _i18n(key)


def translations() -> gr.I18n:
    """All labels in all languages, for `launch`."""
    return _i18n
