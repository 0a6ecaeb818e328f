"""Links to a tab: `?tab=validation` opens it, and opening a tab puts its name into the address."""

from __future__ import annotations

import gradio as gr

# The rest of the address stays as it is; the first tab needs no name.
NAME_TAB = """() => {{
  const address = new URL(location);
  if ("{name}" === "{first}") address.searchParams.delete("tab");
  else address.searchParams.set("tab", "{name}");
  history.replaceState(history.state, "", address);
}}"""


def link_tabs(demo: gr.Blocks, tabs: gr.Tabs) -> None:
    """Connect the tabs, whose ids are their names in the address."""
    names = [tab.id for tab in tabs.children]

    def asked(request: gr.Request) -> gr.Tabs:
        name = request.query_params.get("tab")
        return gr.Tabs(selected=name) if name in names else gr.Tabs()

    demo.load(asked, None, tabs, queue=False, show_progress="hidden", api_visibility="private")
    for tab in tabs.children:
        script = NAME_TAB.format(name=tab.id, first=names[0])
        tab.select(None, js=script, api_visibility="private")
