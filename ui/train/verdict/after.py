"""What a run has learned, once it has ended: the order of the classes, and what is confused."""

from __future__ import annotations

import numpy as np

from model.data.datasets import called
from model.training.examples.detection import ALL_CLASSES
from ui.languages.messages import Message, t
from ui.runs.run import Run


def after_run(run: Run) -> list[Message]:
    """Sentences on a run that has ended with a snapshot."""
    snapshot, learned = run.report.snapshot, run.report.learned
    if run.active or snapshot is None:
        return []
    names = [called(label) for label in run.settings.classes]
    order = [names[label] for label in sorted(learned, key=lambda label: (learned[label], label))]
    never = [name for label, name in enumerate(names) if label not in learned]
    said = [t("learned_in_order", classes=order)] if order else []
    if never:
        said.append(t("never_learned", classes=never))
    wrong = snapshot.confusion * ~np.eye(len(names), dtype=bool)
    if wrong.any():
        truth, answer = np.unravel_index(int(wrong.argmax()), wrong.shape)
        count = int(wrong[truth, answer])
        said.append(
            t("most_confused", count=count, truth=names[int(truth)], answer=names[int(answer)])
        )
    if run.settings.detect != ALL_CLASSES:
        said.append(t("detector_limits"))
    return said
