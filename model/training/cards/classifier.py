"""The model card of a network that classifies pictures."""

from math import prod
from pathlib import Path

from ...data.datasets import CIFAR_10, DataSet
from ...data.omniglot import TRAINING_ALPHABETS
from ...data.splits import TRAINED_ON
from ...evaluation.figures import in_percent, on_test_images
from ...synthetic.printed import TRAINING_FAMILIES
from ...weights.card import (
    FIGURE_MARKS,
    in_english,
    model_index,
    results_of,
    usage,
    write_figures,
)
from ..recipes import Recipe, network_of, recipe_for
from ..settings import as_options, changed


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
    count, learned, shown = 10_000, "training", "10,000"
    if history["settings"]["images"] != "all":
        count = 10_000 - TRAINED_ON
        learned, shown = f"of the first {TRAINED_ON:,} test", f"last {count:,}"
    look = "in colour" if dataset.in_colour else "light on black"
    sides = "×".join(map(str, dataset.shape))
    rows = [(on_test_images(dataset, count), in_percent(accuracy))]
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-classification
datasets: [{dataset.hub_id}]
tags: [{dataset.name}, {kind}]
metrics: [accuracy]
{model_index("image-classification", dataset.hub_id, name, results_of(in_english(rows)))}
---
# Digitpad: {described} for {name}

{usage(out.as_posix())}

{_architecture(dataset, recipe)},
in float32. It takes {sides} pictures, {look}, made by `{dataset.find.__module__}`.

## Figures

{FIGURE_MARKS[0]}
{FIGURE_MARKS[1]}

Your own pictures matter more than {name}: `python -m model.evaluate labels.csv` measures them.

## How it was made

`python train.py {_options(dataset, recipe_name, kind, history)}`,
{len(history["epochs"])} epochs, {minutes:.0f} minutes of wall time. Validation, as in
`history.json`, is {name}'s {shown} test images: they are shown, and no weight, epoch or threshold
of the network was chosen by them. It was trained on

{_trained_on(dataset, recipe, learned)}

{_calibration(recipe, learned)}

## What it can't do

{dataset.limits}

## Licences

Weights and code: MIT. {name} is by {dataset.authors}
([{dataset.licence}]({dataset.licence_url})){_stored(dataset, recipe_name, recipe, kind, shown)}.
""",
        encoding="utf-8",
    )
    write_figures(folder, rows)


def _options(dataset: DataSet, recipe_name: str, kind: str, history: dict) -> str:
    """The options of train.py that make the network."""
    usual = kind == network_of(recipe_name, dataset.name)
    which = f"--recipe {recipe_name}" if usual else f"--network {kind}"
    options = f"--dataset {dataset.name} {which}"
    if others := changed(history["settings"], recipe_for(recipe_name, dataset, kind)):
        options += f" {as_options(others)}"
    return f"{options} --seed {history['seed']}"


def _stored(dataset: DataSet, recipe_name: str, recipe: Recipe, kind: str, shown: str) -> str:
    """Which pictures of others are in the folder."""
    stored = ""
    usual = kind == network_of(recipe_name, dataset.name)
    if usual or shown != "10,000":
        stored = f";\n`validation.npz` holds its {shown} test images"
        if dataset.in_colour:
            stored += " as one JPEG file"
        elif usual and recipe.held_out:
            stored += (
                ", and `replay.npz` training images\nthat were held out, under the same licence"
            )
    if recipe.outliers and kind == "mlp":
        stored += "; some of its pictures of no digit come from\nOmniglot and Fashion-MNIST (MIT)"
    return stored


def _kind(recipe: Recipe) -> tuple[str, str]:
    """The kind of network that a recipe makes, as an option and in words."""
    if recipe.stages:
        return "resnet", "a residual network"
    return ("cnn", "a CNN") if recipe.blocks else ("mlp", "an MLP")


def _architecture(dataset: DataSet, recipe: Recipe) -> str:
    layers = "-".join(map(str, recipe.hidden))
    if recipe.stages:
        widths = ", ".join(map(str, recipe.stages))
        return (
            "A small residual network (`model/networks/resnet.py`): whitened 2×2 patches and "
            f"{len(recipe.stages)} blocks of two\nconvolutions with {widths} channels. It looks at "
            "a picture and at its mirror image, each three\ntimes (`model/networks/views.py`)"
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
            " that look like one all the same (`model/training/examples/lookalikes.py`): characters"
            f" of the alphabets {alphabets} of Omniglot, printed, written and invented letters,"
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
