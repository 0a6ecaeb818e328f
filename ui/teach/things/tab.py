"""Things: name some, add a few photos of each, and a head of one's own reads the next ones."""

from __future__ import annotations

from model.data.datasets import THINGS
from model.teach import MIN_CLASSES
from ui.ask.present import answering
from ui.parts.assets import asset
from ui.parts.part import part
from ui.shipped import WEIGHTS_DIR
from ui.take_home.files import panel_props
from ui.teach.learning import LONGEST_NAME, MAX_CLASSES
from ui.teach.things.teaching import (
    LENDER,
    MOST_PHOTOS,
    THINGS_FILE_NAME,
    get_ready,
    open_archive,
    read_thing,
    save,
    take_home,
    teach,
)

# MB of each function; the first call also loads the network and the background pictures.
ANSWER_MEGABYTES = {
    get_ready: 150,
    teach: 200,
    read_thing: 60,
    take_home: 100,
    save: 10,
    open_archive: 10,
}


def available() -> bool:
    """Whether the network is shipped whose features are used."""
    return (WEIGHTS_DIR / LENDER).is_dir()


def things() -> None:
    """Place the part. Photos stay in the browser, and the network is loaded on first use."""
    part(
        elem_id="things-part",
        markup=asset("teach/things/tab.html").replace("@home", asset("take_home/panel.html")),
        script="teach/things/tab.js",
        answers=[answering(one, megabytes=size) for one, size in ANSWER_MEGABYTES.items()],
        classes="digitpad-teach",
        least=MIN_CLASSES,
        most=MAX_CLASSES,
        most_photos=MOST_PHOTOS,
        longest=LONGEST_NAME,
        shape=THINGS.shape,
        **panel_props(THINGS_FILE_NAME),
    )
