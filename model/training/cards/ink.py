"""The model card of the ink network."""

from pathlib import Path

from ...data.datasets import MNIST
from ...networks.ink import MULTIPLE
from ...weights.card import INSTALL, Result, model_index
from ..ink.training import VALIDATION_PAGES, InkRecipe
from ..settings import as_options, changed


def write_ink_card(folder: Path, recipe: InkRecipe, history: dict, minutes: float) -> None:
    """Write README.md into the ink network's weights folder; `minutes` is what the run took."""
    last = history["epochs"][-1]
    f_measure = round(last["validation_score"], 4)
    results = [Result("f1", f_measure, f"F-measure of inked pixels on {VALIDATION_PAGES} pages")]
    options = f"--dataset pages {as_options(changed(history['settings'], InkRecipe()))}".strip()
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-segmentation
datasets: [{MNIST.hub_id}]
tags: [handwriting, binarization, u-net]
metrics: [f1]
{model_index("image-segmentation", "generated", "pages made by code", results)}
---
# Digitpad: the ink network

```bash
{INSTALL}
```

The network that finds the ink in pictures for every `Predictor` of digits.

A small U-Net at half resolution (`model/networks/ink.py`) that tells ink from paper in a
picture of writing, whatever the light, the paper and the colours. It takes RGB pages whose sides
are multiples of {MULTIPLE} px, and gives a logit for every pixel. The digits are told apart by
another network.

## Figures

On {VALIDATION_PAGES} pages made by the same code, with other random numbers and with MNIST's last
5,000 training images, which no page of training shows: F-measure of the inked pixels
{f_measure:.2%}, loss {last["validation_loss"]:.4f}. Such a figure flatters. What
counts is what is read: `python -m tests.benchmarks.paper` draws papers by other code, and
`python -m model.evaluate labels.csv` measures your own photographs.

## How it was made

`python train.py {options} --seed {history["seed"]}`: {len(history["epochs"])} epochs of
{recipe.examples:,} pages, each made when its turn came and seen once, {minutes:.0f} minutes of wall
time. The pages are made by `model/synthetic/pages/`: MNIST's first 55,000 training images, digits
drawn by code, printed figures, letters and shapes, from hairlines to strokes that fill the picture,
in any two colours that an eye can tell apart; ruled and squared lines, frames, gradients, a flash,
shadows, creases, glare, tables, blur, noise, a screen's pixels, thumbnails and JPEG. The weights
are the moving average of the run's, stored in float16.

## What it can't do

It knows writing with a pen, chalk or print on a sheet, a board or a screen. Things that are no
writing (hands, plants, street scenes) may be ink to it.

## Licences

Weights and code: MIT. MNIST is by {MNIST.authors} ([{MNIST.licence}]({MNIST.licence_url})).
""",
        encoding="utf-8",
    )
