"""Things: name some, add a few photos of each, and a head of one's own reads the next ones."""

from __future__ import annotations

from model.data.datasets import THINGS
from model.teach import MIN_CLASSES
from ui.ask.present import answering
from ui.parts.assets import asset
from ui.parts.part import part
from ui.shipped import WEIGHTS
from ui.take_home.files import FOR_PHOTOS, panel_props
from ui.teach.learning import LONGEST_NAME, MOST
from ui.teach.things.teaching import (
    HOME,
    LENDER,
    MOST_PHOTOS,
    get_ready,
    open_archive,
    read_thing,
    save,
    take_home,
    teach,
)

# What each takes; whichever comes first of all loads the network and its background, too.
MEGABYTES = {
    get_ready: 150,
    teach: 200,
    read_thing: 60,
    take_home: 100,
    save: 10,
    open_archive: 10,
}


def available() -> bool:
    """Whether there is a network that lends its features."""
    return (WEIGHTS / LENDER).is_dir()


def things() -> None:
    """Place the one part: the photos stay in the browser, and the network loads when it is used."""
    part(
        elem_id="things-part",
        markup=asset("teach/things/tab.html").replace("@home", asset("take_home/panel.html")),
        script="teach/things/tab.js",
        answers=[answering(one, megabytes=size) for one, size in MEGABYTES.items()],
        classes="digitpad-teach",
        least=MIN_CLASSES,
        most=MOST,
        most_photos=MOST_PHOTOS,
        longest=LONGEST_NAME,
        shape=THINGS.shape,
        **panel_props(HOME, FOR_PHOTOS),
    )
