"""The network of a run as a weights folder, which Predictor.from_pretrained reads."""

from __future__ import annotations

from pathlib import Path

from model.data.datasets import DATA_SETS
from model.weights.card import Result, model_index, usage
from model.weights.storage import save_network, write_json
from ui.languages.messages import text
from ui.parts.percent import percent
from ui.runs.run import Run
from ui.runs.settings import SHIPPED, TRAINED_ON


def write_run(folder: Path, run: Run) -> None:
    """Write the network of an ended run into a folder: weights, config, history and model card."""
    dataset, predictor = DATA_SETS[run.settings.dataset], run.predictor
    assert predictor.history is not None  # set by Run.predictor
    last, title = run.report.records[-1], dataset.title
    save_network(predictor.network, folder)
    if run.settings.images == SHIPPED:  # no figure, as it learned from test images
        index = ""
        learned = f"trained on the first {TRAINED_ON:,} test images of {title}"
    else:
        split = f"validation images of {title}"
        result = Result("accuracy", round(last.validation_accuracy, 4), split)
        index = model_index("image-classification", dataset.hub_id, title, [result]) + "\n"
        learned = f"{percent(last.validation_accuracy, 2)} of the {split} right"
        write_json(folder / "history.json", predictor.history)
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-classification
datasets: [{dataset.hub_id}]
tags: [{dataset.name}, handwriting]
{index}---
# A network trained with Digitpad

{usage(folder.name)}

{text(run.settings.of_first_seed.name)}: {learned}. It answers whatever it is shown: it has not
learned to refuse, and its confidence is not calibrated.

Weights and code: MIT. {dataset.title} is by {dataset.authors}
([{dataset.licence}]({dataset.licence_url})).
""",
        encoding="utf-8",
    )
