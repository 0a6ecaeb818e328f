"""How much memory the processes of training runs take, beside what is estimated before they start.

    DIGITPAD_DATA=folder/of/MNIST python -m tests.benchmarks.run_memory

starts one run after the other as the page does, and prints its peak of resident memory (VmHWM of
Linux) beside the estimate of ui.runs.memory. It ends with 1 where an estimate is more than a tenth
below the peak. A run has one epoch, or two where images are distorted: the second distorts them
while those of the first are still there. `--only TEXT` measures the rows whose name contains the
text.
"""

import argparse
import os
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ui.runs.memory import process_megabytes
from ui.runs.run import Run
from ui.runs.settings import ALL, SHIPPED, Settings, Task
from ui.shipped import DATA, WEIGHTS_DIR

WIDE = (1024,) * 4
ROWS = {
    "smallest": Settings(images=SHIPPED, hidden=(1,), batch_size=100),
    "tutorial, 8,000": Settings(images=SHIPPED),
    "tutorial, augmented, 8,000": Settings(images=SHIPPED, augmentation=True),
    "tutorial, 60,000": Settings(images=ALL),
    "tutorial, augmented, 60,000": Settings(images=ALL, augmentation=True),
    "1024×4, batch 100, 8,000": Settings(images=SHIPPED, hidden=WIDE),
    "1024×4, batch 100, SGD, 8,000": Settings(images=SHIPPED, hidden=WIDE, optimiser="sgd"),
    "1024×4, batch 1,000, momentum, 8,000": Settings(
        images=SHIPPED, hidden=WIDE, batch_size=1000, optimiser="momentum"
    ),
    "1024×4, batch 10,000, 8,000": Settings(images=SHIPPED, hidden=WIDE, batch_size=10_000),
    "1024×4, batch 10,000, 60,000": Settings(images=ALL, hidden=WIDE, batch_size=10_000),
    "1024×4, batch 10,000, augmented, 60,000": Settings(
        images=ALL, hidden=WIDE, batch_size=10_000, augmentation=True
    ),
    "64, batch 10,000, 60,000": Settings(images=ALL, hidden=(64,), batch_size=10_000),
    "64, batch 10,000, augmented, 60,000": Settings(
        images=ALL, hidden=(64,), batch_size=10_000, augmentation=True
    ),
    "CNN 16, batch 100, 8,000": Settings(images=SHIPPED, network="cnn", hidden=(16,)),
    "CNN 64, batch 5,000, 60,000": Settings(
        images=ALL, network="cnn", hidden=(64,), batch_size=5000
    ),
    "CNN 1024×4, batch 10,000, 8,000": Settings(
        images=SHIPPED, network="cnn", hidden=WIDE, batch_size=10_000
    ),
    "CNN 1024×4, batch 10,000, 60,000": Settings(
        images=ALL, network="cnn", hidden=WIDE, batch_size=10_000
    ),
    "pictures, CNN 125, 8,000": Settings(
        dataset="cifar-10", images=SHIPPED, network="cnn", hidden=(125,)
    ),
    "pictures, CNN 125, 50,000": Settings(
        dataset="cifar-10", images=ALL, network="cnn", hidden=(125,)
    ),
    "pictures, CNN 125, augmented, 50,000": Settings(
        dataset="cifar-10", images=ALL, network="cnn", hidden=(125,), augmentation=True
    ),
    "pictures, 125-65, batch 5,000, 50,000": Settings(
        dataset="cifar-10", images=ALL, batch_size=5000
    ),
    "garments, augmented, batch 10,000, 60,000": Settings(
        dataset="fashion-mnist", images=ALL, batch_size=10_000, augmentation=True
    ),
    "garments, CNN 64, augmented, 8,000": Settings(
        dataset="fashion-mnist", images=SHIPPED, network="cnn", hidden=(64,), augmentation=True
    ),
}
# The constants of ui.runs.memory were chosen on the rows above; these only check them.
UNSEEN = {
    "unseen: 512-512, batch 3,000, SGD, augmented, 8,000": Settings(
        images=SHIPPED, hidden=(512, 512), batch_size=3000, optimiser="sgd", augmentation=True
    ),
    "unseen: CNN 256, batch 2,000, momentum, 8,000": Settings(
        images=SHIPPED, network="cnn", hidden=(256,), batch_size=2000, optimiser="momentum"
    ),
    "unseen: 1024-1024, batch 4,000, 60,000": Settings(
        images=ALL, hidden=(1024, 1024), batch_size=4000
    ),
    "unseen: garments, 300, batch 6,000, 60,000": Settings(
        dataset="fashion-mnist", images=ALL, hidden=(300,), batch_size=6000
    ),
    "unseen: CNN 128, batch 4,000, augmented, 8,000": Settings(
        images=SHIPPED, network="cnn", hidden=(128,), batch_size=4000, augmentation=True
    ),
    "unseen: CNN 32, batch 8,000, 60,000": Settings(
        images=ALL, network="cnn", hidden=(32,), batch_size=8000
    ),
}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="")
    wanted = parser.parse_args().only
    too_low = False
    print("| settings | peak, MB | estimate, MB | estimate / peak |\n| --- | ---: | ---: | ---: |")
    for name, settings in (ROWS | UNSEEN).items():
        if wanted not in name:
            continue
        peak, estimate = peak_of(settings), process_megabytes(settings)
        too_low |= estimate < 0.9 * peak
        print(f"| {name} | {peak:.0f} | {estimate:.0f} | {estimate / peak:.2f} |", flush=True)
    sys.exit(too_low)


def peak_of(settings: Settings) -> float:
    """The largest resident memory, in MB, of the process of a run with these settings."""
    short = replace(settings, epochs=2 if settings.augmentation else 1)
    run = Run(1, 1, Task(short, DATA, WEIGHTS_DIR / settings.dataset))
    process, peak = run.launch(lambda ended: None), 0
    with suppress(AttributeError, OSError):
        no_idle_class(process.pid)
    status = Path(f"/proc/{process.pid}/status")
    while run.active:
        lines = status.read_text().splitlines()
        peak = max([peak, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))])
        time.sleep(0.005)
    assert run.state == "finished", run.report.ending
    return peak * 1024 / 1e6


def no_idle_class(process: int) -> None:
    """Let a run have the processor as others do: it would take hours where others are busy.

    The run steps aside as it begins, so this waits until it has.
    """
    while os.sched_getscheduler(process) != os.SCHED_IDLE:
        time.sleep(0.005)
    os.sched_setscheduler(process, os.SCHED_OTHER, os.sched_param(0))


if __name__ == "__main__":
    main()
