"""Labels of Gradio's own components: Gradio translates them, in the language of the page."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from gradio.i18n import I18nData

from ui.languages.catalogues import MESSAGES

ASSETS = Path(gr.__file__).parent / "templates" / "frontend" / "assets"
EXPORT = "as changeLocale"  # the function by which Gradio's settings change its language

# The link in the footer, for the languages in which Gradio has no words of its own for it.
_i18n = gr.I18n(
    **{
        code: {"errors": {"use_via_api_or_mcp": messages["use_by_programs"]}}
        for code, messages in MESSAGES.items()
    }
)


def label(key: str) -> I18nData:
    """The text of a message without values, for a component of Gradio."""
    for code, messages in MESSAGES.items():
        _i18n.translations[code][key] = messages[key]
    return _i18n(key)


def translations() -> gr.I18n:
    """All labels in all languages, for `launch`."""
    return _i18n


def gradio_script() -> str:
    """The address of the script of Gradio's that exports `changeLocale`.

    Raises RuntimeError where there is none.
    """
    for path in ASSETS.glob("core-*.js"):
        if EXPORT in path.read_text(encoding="utf-8"):
            return f"assets/{path.name}"
    raise RuntimeError(f"No script of Gradio's contains {EXPORT!r}.")
