"""What a network of colour photographs gives away to garments: three ways, on few pictures.

    python -m tests.benchmarks.transfer [--data-dir data] [--seeds 5] [--processes 1]

A head on frozen features, fine-tuning of the whole network and training from nothing, on 10, 50 and
250 pictures a class of Fashion-MNIST, which the network was never trained on; model/teaching/
transfer.py has the ways. A seed chooses the pictures, the first weights and the order. All are
tested on the first 2,000 test pictures, which nothing is chosen by. With --processes 2 it takes
about 20 minutes of two cores; the figures go into a file beside the weights, which the Teach tab
draws.

Learning rates were chosen beforehand on the last 5,000 training pictures, which are no trial's, by

    python -m tests.benchmarks.transfer --choose 0.001 0.003 0.01 \\
        --counts 10 50 --seeds 1 --test 1000

which judges by the first so many of them. The head's strength is chosen on what is left out of its
own pictures. How long is trained was not chosen by accuracy but by the time that there is.
"""

import argparse
import hashlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, stdev

import torch
from torch.nn import functional

from model.data.datasets import CIFAR_10, FASHION_MNIST
from model.data.splits import SELECTION, Split, load
from model.networks.resnet import ResNet
from model.predictor import SHIPPED_WEIGHTS
from model.teaching.transfer import Plan, fine_tuned, from_nothing, head_on_features
from model.training.measurement import measure
from model.weights.manifest import renew
from model.weights.storage import read_network, write_json

WAYS = {"head": "a head", "tuned": "fine-tuned", "nothing": "from nothing"}
RATES = {"tuned": 1e-3, "nothing": 1e-2}
EPOCHS = 95  # of one picture a class; of more they fall with the root of their number
EDGE = 2  # px of black on each side bring 28×28 to 32×32
CLASSES = FASHION_MNIST.classes


@dataclass(frozen=True)
class Bench:
    """What every trial needs.

    Attributes:
        network: what is transferred.
        training: the pictures to choose from.
        judging: the pictures that every way is tested on, each in one view.
    """

    network: ResNet
    training: Split
    judging: Split

    def try_one(self, count: int, seed: int, rates: dict[str, float]) -> dict[str, float]:
        """The accuracy, in 0..1, of the ways whose rates are given, and of the head."""
        training = chosen(self.training, count, seed)
        epochs = max(1, round(EPOCHS / count**0.5))
        headed = head_on_features(self.network, training, CLASSES)
        found = {"head": measure(headed, self.judging)[1]}
        if "tuned" in rates:
            tuned = fine_tuned(headed, training, Plan(epochs, rates["tuned"]), seed)
            found["tuned"] = measure(tuned, self.judging)[1]
        if "nothing" in rates:
            plan = Plan(epochs, rates["nothing"])
            fresh = from_nothing(self.network, training, CLASSES, plan, seed)
            found["nothing"] = measure(fresh, self.judging)[1]
        return found


def chosen(split: Split, count: int, seed: int) -> Split:
    """`count` pictures of each class, at random."""
    order = torch.randperm(len(split), generator=torch.Generator().manual_seed(seed))
    labels = split.labels[order]
    parts = [order[labels == label][:count] for label in range(len(CLASSES))]
    return split.take(torch.cat(parts))


def in_colour(split: Split) -> Split:
    """Grey (N, 28, 28) pictures as (N, 32, 32, 3), with a black edge."""
    padded = functional.pad(split.images, (EDGE,) * 4)
    return Split(padded[..., None].repeat(1, 1, 1, 3), split.labels)


_bench: Bench


def begin(options: argparse.Namespace) -> None:
    """Load all there is to load, once in a process."""
    global _bench
    torch.set_num_threads(1)
    network = read_network(options.weights)
    training, test = load(FASHION_MNIST, options.data_dir)
    judging = training[-SELECTION:] if options.choose else test
    judging = in_colour(judging[: options.test])
    _bench = Bench(network, in_colour(training[:-SELECTION]), judging)


def try_one(trial: tuple[int, int, dict[str, float]]) -> dict[str, float]:
    """One trial in a process that has begun."""
    return _bench.try_one(*trial)


def results(
    options: argparse.Namespace, trials: list[tuple[int, int, dict[str, float]]]
) -> Iterator[dict[str, float]]:
    """What the trials find, in their order, each in one of some processes with one thread."""
    with ProcessPoolExecutor(options.processes, get_context("spawn"), begin, (options,)) as pool:
        yield from pool.map(try_one, trials)


def line(count: int, figures: dict[str, float]) -> str:
    """Figures in percent."""
    return f"{count:>9} " + " ".join(
        f"{name} {100 * figures[way]:5.1f}" for way, name in WAYS.items() if way in figures
    )


def choose(options: argparse.Namespace) -> None:
    """Print what every learning rate comes to on pictures that are held out of the training."""
    trials = [
        (count, 1000 + seed, dict.fromkeys(RATES, rate))
        for rate in options.choose
        for count in options.counts
        for seed in range(options.seeds)
    ]
    for (count, _, rates), found in zip(trials, results(options, trials), strict=True):
        print(f"rate {rates['tuned']:g}", line(count, found), flush=True)


def compare(options: argparse.Namespace) -> None:
    """Try every way on every number of pictures; print and write what was found."""
    trials = [(count, seed, RATES) for count in options.counts for seed in range(options.seeds)]
    rows = {count: {way: [] for way in WAYS} for count in options.counts}
    for (count, *_), found in zip(trials, results(options, trials), strict=True):
        print(line(count, found), flush=True)
        for way in WAYS:
            rows[count][way].append(round(found[way], 4))
    print("Means, and standard deviations:" if options.seeds > 1 else "Means:")
    for count, row in rows.items():
        print(line(count, {way: mean(values) for way, values in row.items()}))
        if options.seeds > 1:
            print(line(count, {way: stdev(values) for way, values in row.items()}))
    weights = (options.weights / "model.safetensors").read_bytes()
    counts = " ".join(map(str, options.counts))
    content = {
        "command": f"python -m tests.benchmarks.transfer --counts {counts} --seeds {options.seeds} "
        f"--test {options.test}",
        "weights": hashlib.sha256(weights).hexdigest()[:12],
        "dataset": FASHION_MNIST.name,
        "tested": options.test,
        "rows": [{"count": count} | row for count, row in rows.items()],
    }
    write_json(options.out or options.weights / "transfer.json", content)
    if not options.out:
        renew(options.weights, "transfer.json")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where Fashion-MNIST is, or goes")
    parser.add_argument("--weights", type=Path, default=SHIPPED_WEIGHTS / CIFAR_10.name)
    parser.add_argument("--out", type=Path, help="by default transfer.json beside the weights")
    parser.add_argument("--counts", type=int, nargs="+", default=[10, 50, 250], metavar="N")
    parser.add_argument("--seeds", type=int, default=5, help="how many")
    parser.add_argument("--test", type=int, default=2000, help="test pictures, the first ones")
    parser.add_argument("--processes", type=int, default=1, help="each on one core")
    parser.add_argument("--choose", type=float, nargs="+", metavar="RATE", help="try these instead")
    options = parser.parse_args()
    choose(options) if options.choose else compare(options)


if __name__ == "__main__":
    main()
