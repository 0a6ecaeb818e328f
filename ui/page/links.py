"""Links: `?tab=validation&data=fashion-mnist` opens that tab with that data set.

The visitor's choices are written into the address, and Back undoes them. sample_view.js and
settings/link.js write the choices of the Validation and the Train tab.
"""

from __future__ import annotations

import json
from typing import Any

import gradio as gr

from ui.parts.part import IN_BROWSER, LIVE, part
from ui.parts.scripts import publishing
from ui.shipped import DATASETS, FIRST_DATASET
from ui.train.settings.link import settings_asked

# Back is handled in the browser, which opens the tab of the address.
TAB_OF_ADDRESS = """() => {{
  const name = new URL(location).searchParams.get("tab");
  return {{ __type__: "update", selected: {names}.includes(name) ? name : "{first}" }};
}}"""


# Gradio translates labels when they are set.
LABELS_OF_TABS = """() => {labels}.map((label) => ({{ __type__: "update", label }}))"""


def follow_address(demo: gr.Blocks, tabs: gr.Tabs, fields: list[gr.components.Component]) -> None:
    """Connect the tabs, whose ids are their names in the address, and the settings."""
    children = [tab for tab in tabs.children if isinstance(tab, gr.Tab)]
    names = [tab.id for tab in children]

    def asked(request: gr.Request) -> tuple[Any, ...]:
        name, dataset = (request.query_params.get(key) for key in ("tab", "data"))
        known = dataset if dataset in DATASETS else FIRST_DATASET
        tab = gr.Tabs(selected=name) if name in names else gr.Tabs()
        return tab, *settings_asked(request.query_params, known)

    read = demo.load(asked, None, [tabs, *fields], **LIVE)
    read.then(None, js=publishing("address-read"), **IN_BROWSER)
    for tab in children:
        opened = publishing("tab-opened", f"{{ name: {tab.id!r} }}")
        tab.select(None, js=opened, **IN_BROWSER)
    address = part(
        elem_id="address",
        script="page/address.js",
        events=("back", "language"),
        tabs=names,
        dataset=FIRST_DATASET,
        visible="hidden",
    )
    script = TAB_OF_ADDRESS.format(names=names, first=names[0])
    address.back(None, js=script, outputs=tabs, **IN_BROWSER)
    labels = LABELS_OF_TABS.format(labels=json.dumps([str(tab.label) for tab in children]))
    address.language(None, js=labels, outputs=children, **LIVE)
