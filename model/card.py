"""The model card: README.md of a weights folder, written from what was measured."""

from pathlib import Path

from model.printed import TRAINING_FAMILIES
from model.recipes import Recipe

FIGURES = ("<!-- figures -->", "<!-- /figures -->")

DATA_SETS = {
    "mnist": (
        "MNIST",
        "ylecun/mnist",
        "cc-by-sa-3.0",
        "MNIST is by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, under CC BY-SA 3.0; "
        "`validation.npz` holds its 10,000 test images and is under the same licence.",
    ),
    "fashion-mnist": (
        "Fashion-MNIST",
        "zalando-datasets/fashion_mnist",
        "mit",
        "Fashion-MNIST is by Han Xiao, Kashif Rasul and Roland Vollgraf of Zalando SE, under the "
        "MIT licence, as are the 10,000 test images in `validation.npz`.",
    ),
}


def write_card(
    folder: Path, dataset: str, recipe_name: str, recipe: Recipe, history: dict, minutes: float
) -> None:
    """Write README.md into a weights folder."""
    name, hub_name, data_licence, credit = DATA_SETS[dataset]
    last = history["epochs"][-1]
    layers = "-".join(str(width) for width in (784, *recipe.hidden, 10))
    norm = " and batch normalisation" if recipe.batch_norm else ""
    accuracy = f"{last['validation_accuracy']:.2%}"
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-classification
datasets: [{hub_name}]
tags: [mnist, mlp, handwriting]
metrics: [accuracy]
---
# Digitpad: an MLP for {name}

A plain multilayer perceptron, {layers} with ReLU{norm},
in float32. It takes 28×28 pictures, white ink on black, made by `model.preprocessing`.

```python
from model import Predictor

Predictor.from_pretrained("{folder.name}").predict("picture.png").label
```

## Figures

{FIGURES[0]}
| measured on | right |
| --- | --- |
| {name} test images, the network on the stored 28×28 | {accuracy} |
{FIGURES[1]}

Pictures of real hands matter more than {name}: `python -m model.evaluate labels.csv` measures
yours.

## How it was made

`python train.py --dataset {dataset} --recipe {recipe_name} --seed {history["seed"]}`,
{len(history["epochs"])} epochs, {minutes:.0f} minutes of wall time. It was trained on
{_lessons(name, recipe)}. Validation, as in `history.json`, is {name}'s 10,000 test images: they
are shown and nothing was chosen by them. `calibration.json` holds the temperature of the softmax,
fitted on training images that were held out.

## What it can't do

It reads one upright digit, 0 to 9. It knows no letters, no minus and no decimal point.

## Licences

Weights and code: MIT. {credit} (Data licence: {data_licence}.)
""",
        encoding="utf-8",
    )


def _lessons(name: str, recipe: Recipe) -> str:
    parts = [f"{60_000 - recipe.held_out:,} training images of {name}"]
    if recipe.drawn:
        parts.append(f"{recipe.drawn:,} digits drawn by code (`model/strokes.py`)")
    if recipe.printed:
        parts.append(f"{recipe.printed:,} figures in {len(TRAINING_FAMILIES)} open font families")
    if recipe.outliers:
        parts.append(f"{recipe.outliers:,} pictures of what is no digit (`model/outliers.py`)")
    text = " and ".join(parts)
    return text + (", distorted anew each time" if recipe.augmentation else ", as they are")


def write_figures(folder: Path, rows: list[tuple[str, str]]) -> None:
    """Put measured figures, rows of (measured on, right), between the card's markers."""
    path = folder / "README.md"
    before, rest = path.read_text(encoding="utf-8").split(FIGURES[0])
    after = rest.split(FIGURES[1])[1]
    table = "\n".join(
        ["| measured on | right |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)]
    )
    path.write_text(f"{before}{FIGURES[0]}\n{table}\n{FIGURES[1]}{after}", encoding="utf-8")
