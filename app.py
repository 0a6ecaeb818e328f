"""Digitpad: draw a digit and watch a small neural network read it.

Run `python app.py`; GRADIO_SERVER_PORT and GRADIO_SERVER_NAME choose where it listens;
GRADIO_ROOT_PATH is the path below which a proxy serves it (see ui/server/README.md);
GRADIO_MCP_SERVER=False keeps assistants out;
DIGITPAD_KEEP_UPLOADS is for how many seconds an upload is kept that is never read (60).
"""

import gc
import os

gc.disable()  # or a fifth of the start goes into looking for garbage among what is imported

import cv2
import gradio as gr
import torch
from starlette.middleware import Middleware
from starlette.routing import Route

from ui.shipped import load_first

load_first()  # or the program ends here, with a sentence

from ui.about import downloads
from ui.about.tab import about_tab
from ui.ask import present, visitor_route
from ui.device import networks
from ui.device.offline import files
from ui.draw import tab as draw
from ui.gradio_internals import language_script
from ui.languages import catalogues
from ui.languages.labels import label, translations
from ui.page.document import document
from ui.page.header import header
from ui.page.links import follow_address
from ui.parts import scripts
from ui.parts.assets import FAVICON
from ui.programs import uploads
from ui.programs.api import endpoints
from ui.server import logs
from ui.server.connections import serve
from ui.server.guard import REFUSALS, Guard
from ui.server.health import about, health
from ui.server.page import Page, lifespan
from ui.style.theme import css, for_media, theme
from ui.teach.tab import teach_tab
from ui.train.tab import train_tab
from ui.validation.tab import validation_tab

with Page(title="Digitpad", analytics_enabled=False) as demo:
    header()
    with gr.Tabs() as tabs:
        with gr.Tab(label("tab_draw"), id="draw"):
            draw.draw_tab()
        with gr.Tab(label("tab_validation"), id="validation"):
            validation_tab()
        with gr.Tab(label("tab_teach"), id="teach"):
            teach_tab()
        with gr.Tab(label("tab_train"), id="train"):
            fields = train_tab()
        with gr.Tab(label("tab_about"), id="about"):
            about_tab()
    follow_address(demo, tabs, fields)
    endpoints()

SERVER = {
    "routes": [
        Route("/health", health),
        scripts.route,
        catalogues.route,
        present.route,
        networks.route,
        files.route,
        visitor_route.route,
        draw.route,
        downloads.route,
        uploads.route,
        *document.routes,
    ],
    "middleware": [Middleware(Guard)],
    "exception_handlers": REFUSALS,
    "lifespan": lifespan,
    "openapi_url": None,  # Gradio's own description of the two endpoints is enough
}

gc.freeze()  # what was made until here stays, and is never looked through again
gc.enable()

if __name__ == "__main__":
    # The visitors share the processor; one answer is too small to be shared out too.
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    logs.set_up()
    print(about(), flush=True)
    document.use()
    head = catalogues.head(language_script()) + scripts.PRELOADS + scripts.EARLY_SCRIPTS
    demo.launch(
        theme=theme,
        css=css,
        head=head + for_media,
        i18n=translations(),
        favicon_path=FAVICON,
        pwa=True,  # it can be installed
        footer_links=["api"],
        max_file_size="40mb",
        ssr_mode=False,
        run_history=False,
        enable_monitoring=False,
        mcp_server=os.environ.get("GRADIO_MCP_SERVER", "True").lower() == "true",
        app_kwargs=SERVER,
        prevent_thread_lock=True,
    )
    serve(demo)
