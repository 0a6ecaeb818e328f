"""The page's look: one Gradio theme and the style sheets that lie beside the parts."""

from pathlib import Path

import gradio as gr
from gradio.themes.utils.fonts import Font

HERE = Path(__file__).parent.parent
FAVICON = HERE / "page" / "favicon.svg"


def asset(name: str) -> str:
    """The text of a style sheet, a script or markup, by its path below ui/."""
    return (HERE / name).read_text(encoding="utf-8")


theme = gr.themes.Base(
    primary_hue="indigo",
    neutral_hue="slate",
    radius_size="lg",
    font=Font("sans-serif"),
    font_mono=Font("monospace"),
)
# Gradio would put the generic names in quotes, and no font is called 'system-ui'. No web fonts:
# the page asks nothing of other servers.
theme.font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"
theme.font_mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"

# page.css holds the tokens, so it comes first.
FIRST, PAPER = HERE / "page" / "page.css", HERE / "page" / "print.css"
css = "\n".join(
    sheet.read_text(encoding="utf-8")
    for sheet in [FIRST, *sorted(set(HERE.rglob("*.css")) - {FIRST, PAPER})]
)
on_paper = f"<style media='print'>{PAPER.read_text(encoding='utf-8')}</style>"
