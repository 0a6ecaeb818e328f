"""Kill training at random moments: `python -m tests.tools.kill_trials --kills 50`.

Each trial starts `train.py --resume` on a small data set and kills it with SIGKILL, every second
one while a folder is being written. After each kill the weights folder must load; a run that gets
to its end must have the weights of an unbroken one, bit for bit.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from model import Predictor
from model.networks.mlp import MLP
from model.weights.storage import save_network, write_folder
from tests.tools.pictures import ROOT
from tests.tools.small_mnist import small_mnist

MOST_STARTS = 10  # for each kill; a run may come to its end before its moment
OPTIONS = ("--recipe", "tutorial", "--epochs", "6", "--device", "cpu")


class Result(NamedTuple):
    """Counts: processes killed, runs that came to their end, and what must be zero."""

    kills: int
    ends: int
    failed: int
    unloadable: int
    different: int


def trials(kills: int, root: Path, seed: int = 0) -> Result:
    """Kill so many processes, in and below an empty folder."""
    chance = random.Random(seed)
    data, out, checkpoint = small_mnist(root / "data", 3000), root / "out", root / "checkpoint"
    command = [sys.executable, "train.py", *OPTIONS, "--data-dir", str(data), "--resume"]
    unbroken = start(command, root / "unbroken", root / "other")
    wait_for_data(unbroken)
    began = time.monotonic()
    if unbroken.wait():
        raise RuntimeError("Training fails even when nobody kills it.")
    longest = time.monotonic() - began
    expected = weights(root / "unbroken")
    old = root / "old"  # other weights: what is in `out` at an end must be new
    write_folder(old, lambda path: save_network(MLP(), path))
    shutil.copytree(old, out)
    count = ends = failed = unloadable = different = 0
    for _ in range(MOST_STARTS * kills):
        if count == kills and ends:
            break
        run = start(command, out, checkpoint)
        killed = count < kills and wait_and_kill(
            run, chance.uniform(0, longest), count % 2 == 1, (out, checkpoint)
        )
        code = run.wait()
        count += killed
        try:
            Predictor.from_pretrained(out)
        except (OSError, ValueError):
            unloadable += 1
        if code == 0:
            ends += 1
            different += weights(out) != expected
            shutil.rmtree(out)
            shutil.copytree(old, out)
        elif not killed:
            failed += 1
            if failed > 3:
                break
        print(f"{count} kills, {ends} ends, {failed} failed, {unloadable} unloadable", flush=True)
    return Result(count, ends, failed, unloadable, different)


def start(command: list[str], out: Path, checkpoint: Path) -> subprocess.Popen:
    """Begin to train, or to go on."""
    return subprocess.Popen(
        [*command, "--out", str(out), "--checkpoint", str(checkpoint)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )


def wait_for_data(run: subprocess.Popen) -> None:
    """Wait until it begins to train."""
    run.stdout.readline()
    run.stdout.readline()


def wait_and_kill(
    run: subprocess.Popen, moment: float, writing: bool, folders: tuple[Path, Path]
) -> bool:
    """Kill so many seconds after training has begun, or then at once while a folder is written.

    False if the run came to its end first.
    """
    wait_for_data(run)
    partials = [folder.with_name(folder.name + ".partial") for folder in folders]
    end = time.monotonic() + moment
    while run.poll() is None:
        late = time.monotonic() > end
        if late and (not writing or any(partial.exists() for partial in partials)):
            time.sleep(random.uniform(0, 0.004) if writing else 0)
            run.send_signal(signal.SIGKILL)
            break
        time.sleep(0 if writing and late else 0.001)
    return run.wait() == -signal.SIGKILL


def weights(folder: Path) -> bytes:
    """The network's file."""
    return (folder / "model.safetensors").read_bytes()


def main() -> None:
    """Kill and count."""
    parser = argparse.ArgumentParser(description="Kill training at random moments.")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with TemporaryDirectory() as root:
        for name, value in trials(options.kills, Path(root), options.seed)._asdict().items():
            print(f"{name:10} {value}")


if __name__ == "__main__":
    main()
