"""The network of a run as a weights folder, which Predictor.from_pretrained reads."""

from __future__ import annotations

from pathlib import Path

from model.data.datasets import DATA_SETS
from model.weights.card import Result, model_index, usage
from model.weights.storage import save_network, write_json
from ui.languages.messages import text
from ui.parts.percent import percent
from ui.runs.run import Run


def write_run(folder: Path, run: Run) -> None:
    """Write the network of an ended run into a folder: weights, config, history and model card."""
    dataset, predictor = DATA_SETS[run.settings.dataset], run.predictor
    assert predictor.history is not None  # set by Run.predictor
    last = run.report.records[-1]
    result = Result(
        "accuracy", round(last.validation_accuracy, 4), f"validation images of {dataset.title}"
    )
    save_network(predictor.network, folder)
    write_json(folder / "history.json", predictor.history)
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-classification
datasets: [{dataset.hub_id}]
tags: [{dataset.name}, handwriting]
{model_index("image-classification", dataset.hub_id, dataset.title, [result])}
---
# A network trained with Digitpad

{usage(folder.name)}

{text(run.settings.name)}: {percent(last.validation_accuracy, 2)} of the validation images of
{dataset.title} right. It answers whatever is drawn: it has not learned to refuse, and its
confidence is not calibrated.

Weights and code: MIT. {dataset.title} is by {dataset.authors}
([{dataset.licence}]({dataset.licence_url})).
""",
        encoding="utf-8",
    )
