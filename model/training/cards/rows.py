"""The model card of the row network."""

from pathlib import Path

from ...data.datasets import FASHION_MNIST as CLOTHES
from ...data.datasets import MNIST
from ...networks.row import ROW_HEIGHT
from ...weights.card import INSTALL, Result, model_index
from ..rows.training import VALIDATION_STRIPS, RowRecipe
from ..settings import as_options, changed


def write_row_card(folder: Path, recipe: RowRecipe, history: dict, minutes: float) -> None:
    """Write README.md into the row network's weights folder; `minutes` is what the run took."""
    last = history["epochs"][-1]
    error = round(1 - last["validation_score"], 4)
    results = [Result("cer", error, f"label error rate on {VALIDATION_STRIPS} strips of rows")]
    options = f"--dataset rows {as_options(changed(history['settings'], RowRecipe()))}".strip()
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-to-text
datasets: [{MNIST.hub_id}, {CLOTHES.hub_id}]
tags: [handwriting, ctc, digits]
metrics: [cer]
{model_index("image-to-text", "generated", "rows made by code", results)}
---
# Digitpad: the row network

```bash
{INSTALL}
```

The network that tells the digits of a row apart, whether they touch or not, for every `Predictor`
of digits.

Six convolutions and two over the columns (`model/networks/row.py`), trained with CTC. It takes the
ink of a row, {ROW_HEIGHT} px high, and gives logits of the ten digits, of "something that is no
digit" and of CTC's blank for every fourth column.

## Figures

On {VALIDATION_STRIPS} strips made by the same code, with other random numbers and with MNIST's last
5,000 training images, which no strip of training shows: {error:.2%} of the labels are wrong, loss
{last["validation_loss"]:.4f}. Such a figure flatters. What counts is what is read:
`python -m tests.benchmarks.paper` writes rows by other code, and
`python -m model.evaluate labels.csv` measures your own pictures.

## How it was made

`python train.py {options} --seed {history["seed"]}`: {len(history["epochs"])} epochs of
{recipe.examples:,} strips of rows, each made when its turn came and seen once, {minutes:.0f}
minutes of wall time. The rows are made by `model/synthetic/rows/`: one to six things, apart,
touching or overlapping; MNIST's first 55,000 training images, digits drawn by code and printed,
some of them broken, signs, and what refusal is trained with. The weights are the moving average of
the run's, stored in float16.

## What it can't do

It knows one row of ink, upright and about as high as its digits. It reads no letters.

## Licences

Weights and code: MIT. MNIST is by {MNIST.authors} ([{MNIST.licence}]({MNIST.licence_url})).
Fashion-MNIST is by {CLOTHES.authors} ([{CLOTHES.licence}]({CLOTHES.licence_url})).
""",
        encoding="utf-8",
    )
