"""Links: `?tab=validation&data=fashion-mnist` opens that tab with that data set.

What a visitor chooses is put into the address, and Back goes to what was shown before it; what the
Validation and the Train tab put there is said by sample_view.js and settings_link.js.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.ask.visitor_key import VisitorKey
from ui.ask.visitors import visitors
from ui.page.header import in_use
from ui.parts.part import LIVE, part
from ui.server.address import address_of
from ui.shipped import DATASETS, FIRST
from ui.train.settings.form import Control
from ui.train.settings.link import settings_asked

# On a slow start Gradio selects the first tab by itself, and would take away what the server has
# not read yet.
TAB_OPENED = """() => {{
  if (!document.body.dataset.address) return;
  document.dispatchEvent(new CustomEvent("digitpad:tab", {{ detail: "{name}" }}));
}}"""

ADDRESS_READ = """() => { document.body.dataset.address = "read"; }"""

# Back needs no server: the browser opens the tab of the address.
TAB_OF_ADDRESS = """() => {{
  const name = new URL(location).searchParams.get("tab");
  return {{ __type__: "update", selected: {names}.includes(name) ? name : "{first}" }};
}}"""


def follow_address(
    demo: gr.Blocks, tabs: gr.Tabs, visitor: VisitorKey, header: gr.HTML, fields: list[Control]
) -> None:
    """Connect the tabs, whose ids are their names in the address, the data set and the settings."""
    names = [tab.id for tab in tabs.children]

    def asked(request: gr.Request) -> tuple[Any, ...]:
        name, dataset = (request.query_params.get(key) for key in ("tab", "data"))
        known = dataset if dataset in DATASETS else FIRST
        visitor = visitors.arrive(address_of(request.request.scope), known)
        tab = gr.Tabs(selected=name) if name in names else gr.Tabs()
        settings = settings_asked(request.query_params, visitor.dataset)
        return visitor, tab, *settings, in_use(visitor)

    read = demo.load(asked, None, [visitor, tabs, *fields, header], **LIVE)
    read.then(None, js=ADDRESS_READ, api_visibility="private")
    for tab in tabs.children:
        tab.select(None, js=TAB_OPENED.format(name=tab.id), api_visibility="private")
    address = part(
        elem_id="address", script="page/address.js", events=("back",), tabs=names, visible="hidden"
    )
    script = TAB_OF_ADDRESS.format(names=names, first=names[0])
    address.back(None, js=script, outputs=tabs, queue=False, api_visibility="private")
