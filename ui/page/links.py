"""Links: `?tab=validation&data=fashion-mnist` opens that tab with that data set.

Opening a tab puts its name into the address; dataset.js does so with the data set's.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.ask.present import arrive
from ui.page.header import in_use
from ui.parts.part import LIVE
from ui.shipped import DATASETS
from ui.visitor import Visitor

# The rest of the address stays as it is; the first tab needs no name. On a slow start Gradio
# selects that one by itself, and would take away what the server has not read yet.
NAME_TAB = """() => {{
  if (!document.body.dataset.address) return;
  const address = new URL(location);
  if ("{name}" === "{first}") address.searchParams.delete("tab");
  else address.searchParams.set("tab", "{name}");
  history.replaceState(history.state, "", address);
}}"""

ADDRESS_READ = """() => { document.body.dataset.address = "read"; }"""


def follow_address(demo: gr.Blocks, tabs: gr.Tabs, visitor: gr.State, header: gr.HTML) -> None:
    """Connect the tabs, whose ids are their names in the address, and the data set."""
    names = [tab.id for tab in tabs.children]

    def asked(visitor: Visitor, request: gr.Request) -> tuple[Visitor, gr.Tabs, dict[str, Any]]:
        arrive(visitor, request)
        name, dataset = (request.query_params.get(key) for key in ("tab", "data"))
        if dataset in DATASETS:
            visitor.dataset = dataset
        return visitor, gr.Tabs(selected=name) if name in names else gr.Tabs(), in_use(visitor)

    # That the visitor is an output, too, tells Gradio to delete it some time after the visit.
    read = demo.load(asked, visitor, [visitor, tabs, header], **LIVE)
    read.then(None, js=ADDRESS_READ, api_visibility="private")
    for tab in tabs.children:
        script = NAME_TAB.format(name=tab.id, first=names[0])
        tab.select(None, js=script, api_visibility="private")
