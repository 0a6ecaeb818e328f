"""The model card: README.md of a weights folder, written from what was measured."""

from math import prod
from pathlib import Path
from typing import Any

from ..data.datasets import CIFAR_10, MNIST, DataSet
from ..data.omniglot import TRAINING_ALPHABETS
from ..data.splits import TRAINED_ON
from ..evaluation.figures import NAME as FIGURES_FILE
from ..evaluation.figures import Row, in_percent, on_test_images
from ..messages import t, text
from ..networks.ink import MULTIPLE
from ..synthetic.printed import TRAINING_FAMILIES
from ..weights.contents import read_text
from ..weights.manifest import renew
from ..weights.storage import write_json
from .ink_training import VALIDATION_PAGES, InkRecipe
from .options import as_options, settings_of
from .recipes import Recipe, network_of, recipe_for

FIGURE_MARKS = ("<!-- figures -->", "<!-- /figures -->")


def write_card(
    folder: Path,
    out: Path,
    dataset: DataSet,
    recipe_name: str,
    recipe: Recipe,
    history: dict,
    accuracy: float,
    minutes: float,
) -> None:
    """Write README.md into a weights folder, which will be called `out` when it is whole.

    `accuracy` in 0..1 is that of the answers on the test images; `minutes` is what the run took.
    """
    name = dataset.title
    kind, described = _kind(recipe)
    usual = network_of(recipe_name, dataset.name)
    options = f"--dataset {dataset.name} " + (
        f"--network {kind}" if kind != usual else f"--recipe {recipe_name}"
    )
    if changed := _changed(history["settings"], recipe_for(recipe_name, dataset, kind)):
        options += f" {as_options(changed)}"
    learned, count, shown = "training", 10_000, "10,000"
    if is_from_shipped := history["settings"]["images"] != "all":
        count = 10_000 - TRAINED_ON
        learned, shown = f"of the first {TRAINED_ON:,} test", f"last {count:,}"
    stored = ""
    in_colour = len(dataset.shape) == 3
    if kind == usual or is_from_shipped:
        stored = f";\n`validation.npz` holds its {shown} test images"
        if in_colour:
            stored += " as one JPEG file"
        elif kind == usual and recipe.held_out:
            stored += ", and `replay.npz` images\nthat were held out, under the same licence"
    if recipe.outliers and kind == "mlp":
        stored += "; some of its pictures of no digit come from\nOmniglot and Fashion-MNIST (MIT)"
    look = "in colour" if in_colour else "light on black"
    sides = "×".join(map(str, dataset.shape))
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-classification
datasets: [{dataset.hub_id}]
tags: [{dataset.name}, {kind}]
metrics: [accuracy]
---
# Digitpad: {described} for {name}

{_architecture(dataset, recipe)},
in float32. It takes {sides} pictures, {look}, made by `{dataset.find.__module__}`.

```python
from model import Predictor

Predictor.from_pretrained("{out.as_posix()}").predict("picture.png").label
```

## Figures

{FIGURE_MARKS[0]}
{FIGURE_MARKS[1]}

Your own pictures matter more than {name}: `python -m model.evaluate labels.csv` measures them.

## How it was made

`python train.py {options} --seed {history["seed"]}`,
{len(history["epochs"])} epochs, {minutes:.0f} minutes of wall time. Validation, as in
`history.json`, is {name}'s {shown} test images: they are shown, and no weight, epoch or threshold
of the network was chosen by them. It was trained on

{_trained_on(dataset, recipe, learned)}

{_calibration(recipe, learned)}

## What it can't do

{dataset.limits}

## Licences

Weights and code: MIT. {name} is by {dataset.authors}
([{dataset.licence}]({dataset.licence_url})){stored}.
""",
        encoding="utf-8",
    )
    write_figures(folder, [(on_test_images(dataset, count), in_percent(accuracy))])


def _changed(settings: dict[str, Any], recipe: Recipe) -> dict[str, Any]:
    """Those settings of a run that are not as in its recipe."""
    usual = settings_of(recipe) | {"images": "all"}
    return {name: value for name, value in settings.items() if value != usual[name]}


def _kind(recipe: Recipe) -> tuple[str, str]:
    """The kind of network that a recipe makes, as an option and in words."""
    if recipe.stages:
        return "resnet", "a residual network"
    return ("cnn", "a CNN") if recipe.blocks else ("mlp", "an MLP")


def _architecture(dataset: DataSet, recipe: Recipe) -> str:
    layers = "-".join(map(str, recipe.hidden))
    if recipe.stages:
        widths, blocks = ", ".join(map(str, recipe.stages)), len(recipe.stages)
        return (
            "A small residual network (`model/networks/resnet.py`): whitened 2×2 patches and "
            f"{blocks} blocks of two\nconvolutions with {widths} channels. It looks at a picture "
            "and at its mirror image, each three\ntimes (`model/networks/views.py`)"
        )
    if recipe.blocks:
        blocks = ", ".join("+".join(map(str, block)) for block in recipe.blocks)
        return (
            f"A small convolutional network: blocks of {blocks} channels of 3×3 kernels (5×5 the"
            " first) with batch"
            f" normalisation, each begun by a stride of 2, and a dense layer of {layers}"
        )
    norm = " and batch normalisation" if recipe.batch_norm else ""
    return (
        f"A plain multilayer perceptron, {prod(dataset.shape)}-{layers}-{len(dataset.classes)} with"
        f" ReLU{norm}"
    )


def _trained_on(dataset: DataSet, recipe: Recipe, learned: str) -> str:
    total = 50_000 if dataset is CIFAR_10 else 60_000
    if learned != "training":
        total = TRAINED_ON
    often = "every epoch" if recipe.data_echoing == 1 else f"every {recipe.data_echoing} epochs"
    distorted = f", distorted anew {often}" if recipe.augmentation else ", as they are"
    parts = [f"{total - recipe.held_out:,} {learned} images of {dataset.title}{distorted}"]
    if recipe.taught:
        parts[0] += (
            ", and beside their labels the soft answers of the CNN in the folder beside this one"
            " (`model/training/distillation.py`)"
        )
    if recipe.drawn:
        parts.append(f"{recipe.drawn:,} digits drawn by code (`model/synthetic/digits.py`)")
    if recipe.printed:
        parts.append(f"{recipe.printed:,} figures in {len(TRAINING_FAMILIES)} open font families")
    if recipe.outliers and recipe.stages:
        parts.append(
            f"{recipe.outliers:,} pictures of none of its things: pages, digits, doodles, scribbles"
            " and noise in colour (`model/synthetic/no_pictures.py`)"
        )
    elif recipe.outliers:
        alphabets = ", ".join(TRAINING_ALPHABETS).replace("_", " ")
        parts.append(
            f"pictures of what is no digit, out of {recipe.outliers:,} from which those were weeded"
            " that look like one all the same (`model/training/lookalikes.py`): characters of the"
            f" alphabets {alphabets} of Omniglot, printed, written and invented letters,"
            " signs, doodles, scribbles, shapes, misplaced digits and training images of"
            " Fashion-MNIST (`tests/tools/kept_out` draws what is kept out to test refusal)"
        )
    return "\n".join(f"- {part}" for part in parts)


def _calibration(recipe: Recipe, learned: str) -> str:
    if not recipe.held_out:
        return "It has no calibration: no images were held out."
    text = (
        "`calibration.json` holds the temperature of the softmax, fitted on the last "
        f"{recipe.held_out:,} {learned} images, held out"
    )
    if recipe.outliers:
        text += (
            "; and the outlier probability above which no answer is given: one half, or what at"
            " most 0.2 % of those"
            + (" and of as many digits drawn by code exceed" if recipe.drawn else " exceed")
        )
    return f"{text}."


def write_ink_card(folder: Path, recipe: InkRecipe, history: dict, minutes: float) -> None:
    """Write README.md into the ink network's weights folder; `minutes` is what the run took."""
    last = history["epochs"][-1]
    options = f"--dataset pages {as_options(_changed(history['settings'], InkRecipe()))}".strip()
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-segmentation
datasets: [{MNIST.hub_id}]
tags: [handwriting, binarization, u-net]
metrics: [f1]
---
# Digitpad: the ink network

A small U-Net at half resolution (`model/networks/ink.py`) that tells ink from paper in a
picture of writing, whatever the light, the paper and the colours. It takes RGB pages whose sides
are multiples of {MULTIPLE} px, and gives a logit for every pixel. The digits are told apart by
another network.

## Figures

On {VALIDATION_PAGES} pages made by the same code, with other random numbers and with MNIST's last
5,000 training images, which no page of training shows: F-measure of the inked pixels
{last["validation_f_measure"]:.2%}, loss {last["validation_loss"]:.4f}. Such a figure flatters. What
counts is what is read: `python -m tests.benchmarks.paper` draws papers by other code, and
`python -m model.evaluate labels.csv` measures your own photographs.

## How it was made

`python train.py {options} --seed {history["seed"]}`: {len(history["epochs"])} epochs of
{recipe.pages:,} pages, each made when its turn came and seen once, {minutes:.0f} minutes of wall
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


def has_figures(folder: Path) -> bool:
    """Whether a folder has a card with both markers, between which figures can be put.

    Raises WeightsDamaged.
    """
    text = read_text(folder, "README.md") or ""
    return all(marker in text for marker in FIGURE_MARKS)


def write_figures(folder: Path, rows: list[Row]) -> None:
    """Write measured figures: as figures.json, and between the card's markers in English."""
    name = "README.md"
    before, rest = read_text(folder, name).split(FIGURE_MARKS[0])
    after = rest.split(FIGURE_MARKS[1])[1]
    lines = [(t("card_measured_on"), t("card_right")), ("---", "---"), *rows]
    table = "\n".join(f"| {text(one)} | {text(other)} |" for one, other in lines)
    card = f"{before}{FIGURE_MARKS[0]}\n{table}\n{FIGURE_MARKS[1]}{after}"
    (folder / name).write_text(card, encoding="utf-8")
    write_json(folder / FIGURES_FILE, rows)
    renew(folder, name)
    renew(folder, FIGURES_FILE)
