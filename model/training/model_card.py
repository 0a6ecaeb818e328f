"""The model card: README.md of a weights folder, written from what was measured."""

from math import prod
from pathlib import Path

from model.data.datasets import DataSet
from model.synthetic.printed import TRAINING_FAMILIES
from model.training.recipes import Recipe

FIGURES = ("<!-- figures -->", "<!-- /figures -->")


def write_card(
    folder: Path,
    dataset: DataSet,
    recipe_name: str,
    recipe: Recipe,
    history: dict,
    minutes: float,
) -> None:
    """Write README.md into a weights folder; `minutes` is what the run took."""
    name = dataset.title
    last = history["epochs"][-1]
    widths = (prod(dataset.shape), *recipe.hidden, len(dataset.classes))
    layers = "-".join(map(str, widths))
    norm = " and batch normalisation" if recipe.batch_norm else ""
    sides = "×".join(map(str, dataset.shape))
    accuracy = f"{last['validation_accuracy']:.2%}"
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-classification
datasets: [{dataset.hub_id}]
tags: [{dataset.name}, mlp]
metrics: [accuracy]
---
# Digitpad: an MLP for {name}

A plain multilayer perceptron, {layers} with ReLU{norm},
in float32. It takes {sides} pictures, light on black, made by `{dataset.find_one.__module__}`.

```python
from model import Predictor

Predictor.from_pretrained("weights/{dataset.name}").predict("picture.png").label
```

## Figures

{FIGURES[0]}
| measured on | right |
| --- | --- |
| {name} test images, the network on the stored {sides} | {accuracy} |
{FIGURES[1]}

Your own pictures matter more than {name}: `python -m model.evaluate labels.csv` measures them.

## How it was made

`python train.py --dataset {dataset.name} --recipe {recipe_name} --seed {history["seed"]}`,
{len(history["epochs"])} epochs, {minutes:.0f} minutes of wall time. Validation, as in
`history.json`, is {name}'s 10,000 test images: they are shown, and no weight, epoch or threshold
of the network was chosen by them. It was trained on

{_trained_on(name, recipe)}

{_calibration(recipe)}

## What it can't do

{dataset.limits}

## Licences

Weights and code: MIT. {name} is by {dataset.authors} ([{dataset.licence}]({dataset.licence_url}));
`validation.npz` holds its 10,000 test images, under the same licence.
""",
        encoding="utf-8",
    )


def _trained_on(name: str, recipe: Recipe) -> str:
    often = "every epoch" if recipe.data_echoing == 1 else f"every {recipe.data_echoing} epochs"
    distorted = f", distorted anew {often}" if recipe.augmentation else ", as they are"
    parts = [f"{60_000 - recipe.held_out:,} training images of {name}{distorted}"]
    if recipe.teacher:
        parts[0] += (
            ", and beside their labels the answers of a convolutional network trained on them"
            f" for {recipe.teacher.epochs} epochs (`model/training/distillation.py`)"
        )
    if recipe.drawn:
        parts.append(f"{recipe.drawn:,} digits drawn by code (`model/synthetic/digits.py`)")
    if recipe.printed:
        parts.append(f"{recipe.printed:,} figures in {len(TRAINING_FAMILIES)} open font families")
    if recipe.outliers:
        parts.append(
            f"{recipe.outliers:,} pictures of what is no digit: letters, scribbles, shapes and"
            " noise made by code, and training images of Fashion-MNIST"
            " (`model/synthetic/outliers.py` lists what is kept out to test refusal)"
        )
    return "\n".join(f"- {part}" for part in parts)


def _calibration(recipe: Recipe) -> str:
    if not recipe.held_out:
        return "It has no calibration: no training images were held out."
    text = (
        "`calibration.json` holds the temperature of the softmax, fitted on the last "
        f"{recipe.held_out:,} training images, held out"
    )
    if recipe.outliers:
        text += "; and the outlier probability above which no answer is given"
    return f"{text}."


def write_figures(folder: Path, rows: list[tuple[str, str]]) -> None:
    """Put measured figures, rows of (measured on, right), between the card's markers."""
    path = folder / "README.md"
    before, rest = path.read_text(encoding="utf-8").split(FIGURES[0])
    after = rest.split(FIGURES[1])[1]
    table = "\n".join(
        ["| measured on | right |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)]
    )
    path.write_text(f"{before}{FIGURES[0]}\n{table}\n{FIGURES[1]}{after}", encoding="utf-8")
