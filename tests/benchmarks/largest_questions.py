"""What the largest question that each function of the page takes costs: milliseconds and memory.

    python -m tests.benchmarks.largest_questions [--only teach]

What takes more than 50 ms may not run on the event loop: it says its megabytes (see
ui.ask.present.answering), which are those of this table, rounded up. Printed are processor time
and peak memory above what the process has before, of the first call and of the next one: the first
computes what is kept for all visitors.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import ctypes
import gc
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import gradio as gr
import numpy as np
import torch
from PIL import Image

from tests.tools.pictures import CROWDED, encoded, noise, seven, validation
from ui.about.tab import open_tab as open_about
from ui.ask.memory import Slow
from ui.draw.examples.garments import garment_pictures
from ui.draw.examples.photographs import photographs
from ui.draw.pad.sketchpad import PREFIX
from ui.draw.tab import read, read_picture
from ui.explain.change.counterfactual import change
from ui.explain.damage.damage import damage
from ui.explain.view import explain, unit
from ui.teach.examples import MAX_EXAMPLES, export, parsed_archive
from ui.teach.hand.learning import learn, measure, prepare
from ui.teach.photo import JPEG, MAX_PHOTO_CHARACTERS
from ui.teach.symbols import teaching as symbols
from ui.teach.things import teaching as things
from ui.validation.comparison import comparison_of
from ui.validation.tab import browse, open_tab, sample
from ui.visitor import Visitor

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
trim = ctypes.CDLL("libc.so.6").malloc_trim


def main() -> None:
    """One line for each function."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="functions whose name contains this")
    only = parser.parse_args().only
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    print(f"{'function':34} {'first':>16} {'next':>16}")
    for name, call in calls().items():
        if only in name:
            row = [f"{ms:6.0f} ms {mb:4.0f} MB" for ms, mb in (cost(call), cost(call))]
            print(f"{name:34} {' '.join(row)}", flush=True)


def cost(call: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of processor time, and peak MB above what the process had before."""
    gc.collect()
    trim(0)
    RESET.write_text("5")  # the peak is what there is now
    before, start = megabytes("VmRSS"), time.process_time()
    with contextlib.suppress(gr.Error):
        found = call()
        if isinstance(found, Slow):
            found.work()
    return 1000 * (time.process_time() - start), megabytes("VmHWM") - before


def megabytes(name: str) -> float:
    """A line of the process's status, in MB."""
    return int(re.search(rf"{name}:\s+(\d+) kB", STATUS.read_text())[1]) / 1024


def calls() -> dict[str, Callable[[], Any]]:
    """By name, each function with its largest question."""
    visitor, garments = Visitor(), Visitor(dataset="fashion-mnist")
    photos = Visitor(dataset="cifar-10")
    drawings = validation()[0][:MAX_EXAMPLES]
    grey = [{"input": text(one), "label": k % 10} for k, one in enumerate(drawings)]
    symbol = {"classes": [str(k) for k in range(10)], "examples": grey}
    random = np.random.default_rng(0)
    colours = random.integers(0, 256, (things.MOST_PHOTOS, 32, 32, 3), np.uint8)
    colour = [{"input": text(one), "label": k % 12} for k, one in enumerate(colours)]
    thing = {"classes": [str(k) for k in range(12)], "examples": colour}
    photo = {"revision": 1, "photo": largest_photo()}
    one = {"input": grey[0]["input"], "wanted": 3}
    big_hand = {"examples": grey}
    archive = export(visitor, big_hand)
    photo_archive = things.save(visitor, thing)

    def home(teaching: Any, question: dict[str, Any], kind: str) -> Callable[[], Any]:
        who = Visitor()
        teaching.teach(who, question)
        return lambda: teaching.take_home(who, {"format": kind})

    pictures = {
        "noise": encoded(Image.fromarray(noise(6000)), "PNG"),
        "colour PNG": encoded(Image.new("RGB", (6000, 6000)), "PNG"),
        "photo JPEG": encoded(Image.fromarray(noise(8000)), "JPEG"),
        "progressive JPEG": encoded(Image.new("RGB", (5290, 5290)), "JPEG", progressive=True),
        "WebP": encoded(Image.new("RGB", (2960, 2960)), "WEBP"),
        "AVIF": encoded(Image.new("RGB", (3490, 3490)), "AVIF", speed=10),
        "crowded": encoded(Image.fromarray(CROWDED["rings"](1600)), "PNG"),
        "ones": encoded(Image.fromarray(CROWDED["ones"](1600)), "PNG"),
    }
    return {
        "read: usual": lambda: read(visitor, drawing(seven())),
        **{
            f"read: {kind}": lambda make=make: read(visitor, drawing(make(560)[:280]))
            for kind, make in CROWDED.items()
        },
        "explain": lambda: explain(visitor, one),
        "explain: garments": lambda: explain(garments, one),
        "explain: photographs": lambda: explain(photos, colour[0] | {"wanted": 3}),
        "unit": lambda: unit(visitor, one | {"layer": 0, "index": 0}),
        "damage": lambda: damage(visitor, one | {"damage": {}, "kind": "rotate"}),
        "damage: photographs": lambda: damage(photos, colour[0] | {"damage": {}, "kind": "rotate"}),
        "change": lambda: change(visitor, one),
        "sample": lambda: sample(visitor, {"index": 9999}),
        "sample: photographs": lambda: sample(photos, {"index": 9999}),
        "read_symbol: photo": lambda: symbols.read_symbol(visitor, photo),
        "read_symbol: rings": lambda: symbols.read_symbol(
            visitor, drawing(CROWDED["rings"](560)[:280])
        ),
        "teach: symbols": lambda: symbols.teach(visitor, symbol),
        "take_home: symbols": home(symbols, symbol, "safetensors"),
        "take_home: symbols, ONNX": home(symbols, symbol, "onnx"),
        "prepare": lambda: prepare(visitor, {}),
        "learn": lambda: learn(visitor, big_hand),
        "measure": lambda: (learn(visitor, big_hand), measure(visitor, big_hand)),
        "export": lambda: export(visitor, big_hand),
        "parsed_archive": lambda: parsed_archive(visitor, archive),
        "get_ready": lambda: things.get_ready(visitor, {}),
        "teach: things": lambda: things.teach(visitor, thing),
        "read_thing": lambda: things.read_thing(visitor, photo),
        "take_home: things": home(things, thing, "safetensors"),
        "take_home: things, ONNX": home(things, thing, "onnx"),
        "save": lambda: things.save(visitor, thing),
        "open_archive": lambda: things.open_archive(visitor, photo_archive),
        "open_tab": lambda: open_tab(Visitor(), {}),
        "open_tab: garments": lambda: open_tab(garments, {}),
        "open_tab: photographs": lambda: open_tab(photos, {}),
        "open_tab: hand": lambda: (learn(visitor, big_hand), open_tab(visitor, {})),
        "comparison_of": lambda: comparison_of(Visitor()),
        "comparison_of: photographs": lambda: comparison_of(photos),
        "browse": lambda: browse(Visitor(), {}),
        "open_about": lambda: open_about(visitor, {}),
        "garment_pictures": garment_pictures,
        "photographs": photographs,
        **{
            f"read_picture: {kind}": lambda data=data: read_picture(data, Visitor())
            for kind, data in pictures.items()
        },
    }


def text(image: np.ndarray) -> str:
    """A network input as the page sends it."""
    return base64.b64encode(image.tobytes()).decode()


def drawing(pixels: np.ndarray) -> dict[str, Any]:
    """A question as the pad asks it while the view inside is open."""
    png = base64.b64encode(encoded(Image.fromarray(pixels), "PNG")).decode()
    return {"revision": 1, "inside": True, "picture": PREFIX + png}


def largest_photo() -> str:
    """A photo of noise that takes nearly as many bytes as a photo may."""
    pixels = np.kron(noise(400), np.ones((8, 8), np.uint8))
    photo = base64.b64encode(encoded(Image.fromarray(pixels), "JPEG", quality=5)).decode()
    return (JPEG + photo)[:MAX_PHOTO_CHARACTERS]


if __name__ == "__main__":
    main()
