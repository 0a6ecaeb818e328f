"""Labels of Gradio's own components: Gradio translates them, in the language of the page."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.languages.catalogues import MESSAGES

# The link in the footer, for the languages in which Gradio has no words of its own for it.
_i18n = gr.I18n(
    **{  # type: ignore[arg-type]  # Gradio's own messages lie in groups, too
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
