"""The page's look: one Gradio theme and the style sheets that lie beside the parts."""

from pathlib import Path

import gradio as gr

HERE = Path(__file__).parent.parent
FAVICON = HERE / "page" / "favicon.svg"


def asset(name: str) -> str:
    """The text of a style sheet, a script or markup, by its path below ui/."""
    return (HERE / name).read_text(encoding="utf-8")


theme = gr.themes.Base(
    primary_hue="indigo",
    neutral_hue="slate",
    radius_size="lg",
    # Gradio's own, in the unit that follows the browser's text size.
    text_size=gr.themes.Size(
        *(f"{float(size.removesuffix('px')) / 16}rem" for size in gr.themes.sizes.text_md.expand())
    ),
    font=gr.themes.Font("sans-serif"),
    font_mono=gr.themes.Font("monospace"),
)
# Gradio would put the generic names in quotes, and no font is called 'system-ui'. No web fonts:
# the page asks nothing of other servers.
theme.font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"
theme.font_mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"

# page.css holds the tokens, so it comes first. Two sheets hold on certain media alone.
FIRST = HERE / "page" / "page.css"
MEDIA = {
    HERE / "page" / "print.css": "print",
    HERE / "page" / "forced_colours.css": "(forced-colors: active)",
}
css = "\n".join(
    sheet.read_text(encoding="utf-8")
    for sheet in [FIRST, *sorted(set(HERE.rglob("*.css")) - {FIRST, *MEDIA})]
)
for_media = "\n".join(
    f"<style media='{media}'>{sheet.read_text(encoding='utf-8')}</style>"
    for sheet, media in MEDIA.items()
)
