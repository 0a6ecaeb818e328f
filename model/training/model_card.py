"""The model card: README.md of a weights folder, written from what was measured."""

from pathlib import Path

from model.synthetic.printed import TRAINING_FAMILIES
from model.training.recipes import Recipe

FIGURES = ("<!-- figures -->", "<!-- /figures -->")

PREPARED_BY = {"mnist": "model.digits.page", "fashion-mnist": "model.garments"}
LIMITS = {
    "mnist": "It reads upright digits, 0 to 9. It knows no letters, no minus and no decimal point.",
    "fashion-mnist": "It names ten kinds of garments on an even background, and refuses nothing "
    "but a blank picture: whatever else it is shown gets a garment's name.",
}

DATA_SETS = {
    "mnist": (
        "MNIST",
        "ylecun/mnist",
        "MNIST is by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, under CC BY-SA 3.0; "
        "`validation.npz` holds its 10,000 test images and is under the same licence.",
    ),
    "fashion-mnist": (
        "Fashion-MNIST",
        "zalando-datasets/fashion_mnist",
        "Fashion-MNIST is by Han Xiao, Kashif Rasul and Roland Vollgraf of Zalando SE, under the "
        "MIT licence, as are the 10,000 test images in `validation.npz`.",
    ),
}


def write_card(
    folder: Path, dataset: str, recipe_name: str, recipe: Recipe, history: dict, minutes: float
) -> None:
    """Write README.md into a weights folder; `minutes` is what the run took."""
    name, hub_name, credit = DATA_SETS[dataset]
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
in float32. It takes 28×28 pictures, light on black, made by `{PREPARED_BY[dataset]}`.

```python
from model import Predictor

Predictor.from_pretrained("weights/{dataset}").predict("picture.png").label
```

## Figures

{FIGURES[0]}
| measured on | right |
| --- | --- |
| {name} test images, the network on the stored 28×28 | {accuracy} |
{FIGURES[1]}

Your own pictures matter more than {name}: `python -m model.evaluate labels.csv` measures them.

## How it was made

`python train.py --dataset {dataset} --recipe {recipe_name} --seed {history["seed"]}`,
{len(history["epochs"])} epochs, {minutes:.0f} minutes of wall time. Validation, as in
`history.json`, is {name}'s 10,000 test images: they are shown, and no weight, epoch or threshold
of the network was chosen by them. It was trained on

{_lessons(name, recipe)}

{_calibration(recipe)}

## What it can't do

{LIMITS[dataset]}

## Licences

Weights and code: MIT. {credit}
""",
        encoding="utf-8",
    )


def _lessons(name: str, recipe: Recipe) -> str:
    often = "every epoch" if recipe.echoes == 1 else f"every {recipe.echoes} epochs"
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
            " noise made by code, and training images of Fashion-MNIST (`model/synthetic/outliers.py` lists"
            " the kinds, families and garments that are kept out to test refusal)"
        )
    return "\n".join(f"- {part}" for part in parts)


def _calibration(recipe: Recipe) -> str:
    if not recipe.held_out:
        return "It has no calibration: no training images were held out."
    text = "`calibration.json` holds the temperature of the softmax"
    if recipe.outliers:
        text += ", and the outlier probability above which no answer is given"
    return f"{text}, fitted on the last {recipe.held_out:,} training images, held out."


def write_figures(folder: Path, rows: list[tuple[str, str]]) -> None:
    """Put measured figures, rows of (measured on, right), between the card's markers."""
    path = folder / "README.md"
    before, rest = path.read_text(encoding="utf-8").split(FIGURES[0])
    after = rest.split(FIGURES[1])[1]
    table = "\n".join(
        ["| measured on | right |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)]
    )
    path.write_text(f"{before}{FIGURES[0]}\n{table}\n{FIGURES[1]}{after}", encoding="utf-8")
