"""The page's look: one Gradio theme and the style sheets that lie beside the parts."""

import gradio as gr

from ui.parts.assets import HERE

theme = gr.themes.Base(
    primary_hue="indigo",
    neutral_hue="slate",
    radius_size="lg",
    # Gradio's text sizes, in rem, which follows the browser's text size.
    text_size=gr.themes.Size(
        *(f"{float(size.removesuffix('px')) / 16}rem" for size in gr.themes.sizes.text_md.expand())
    ),
    font=gr.themes.Font("sans-serif"),
    font_mono=gr.themes.Font("monospace"),
)
# Plain strings, as Gradio would quote generic names such as system-ui. No web fonts: the page sends
# no requests to other servers.
theme.font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"
theme.font_mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"

STYLE = HERE / "style"
# Sheets that others build on come first. Two apply only to certain media.
FIRST_SHEETS = [STYLE / "tokens.css", HERE / "page" / "page.css"]
MEDIA = {
    STYLE / "print.css": "print",
    STYLE / "forced_colours.css": "(forced-colors: active)",
}
css = "\n".join(
    sheet.read_text(encoding="utf-8")
    for sheet in [*FIRST_SHEETS, *sorted(set(HERE.rglob("*.css")) - {*FIRST_SHEETS, *MEDIA})]
)
for_media = "\n".join(
    f"<style media='{media}'>{sheet.read_text(encoding='utf-8')}</style>"
    for sheet, media in MEDIA.items()
)
