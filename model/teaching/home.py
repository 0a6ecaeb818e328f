"""A taught network as a weights folder, which Predictor.from_pretrained reads."""

from pathlib import Path

from model.predictor import Predictor
from model.weights.storage import save_network, write_json


def write_taught(folder: Path, predictor: Predictor) -> None:
    """Fill a folder with a taught predictor: weights, config, calibration and a card."""
    save_network(predictor.network, folder)
    write_json(
        folder / "calibration.json",
        {
            "temperature": predictor.calibration.temperature,
            "refusal_threshold": predictor.calibration.refusal_threshold,
        },
    )
    names = ", ".join(predictor.classes)
    folder.joinpath("README.md").write_text(
        f"""---
license: mit
library_name: pytorch
pipeline_tag: image-classification
tags: [few-shot, handwriting]
---
# Symbols taught with Digitpad

It tells apart: {names}. What is none of them gets no label.

```python
from model import Predictor

print(Predictor.from_pretrained("{folder.name}").predict("drawing.png").label)
```

Every layer but the last is that of Digitpad's network for MNIST's digits, frozen; the last one was
learned from a few examples of each (`model/teaching/symbols.py`). It knows these symbols alone,
each by itself on its paper, and was tried on nothing but them.

Weights and code: MIT. MNIST is by Yann LeCun, Corinna Cortes and Christopher J. C. Burges
([CC BY-SA 3.0](https://creativecommons.org/licenses/by-sa/3.0/)).
""",
        encoding="utf-8",
    )
