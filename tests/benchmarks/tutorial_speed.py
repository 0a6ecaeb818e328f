"""How much sooner the tutorial's recipe is done than by the tutorial's own loop.

    python -m tests.benchmarks.tutorial_speed --data-dir data --epochs 12

trains the same network twice on all 60,000 images, with validation after each epoch: once as the
tutorials of 2019 do, whose DataLoader takes picture by picture through ToTensor and Normalize,
and once by the loop that train.py and the Train tab share. Loading the data is counted in both.
"""

import argparse
import time
from collections.abc import Iterator

import torch
from torch.nn import functional
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

from model.datasets import load
from model.recipes import TUTORIAL
from model.training import Training, new_network, new_optimiser

SOURCES = {"mnist": datasets.MNIST, "fashion-mnist": datasets.FashionMNIST}


def main() -> None:
    """Run both, print both and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where the data set lies")
    parser.add_argument("--dataset", choices=SOURCES, default="mnist")
    parser.add_argument("--epochs", type=int, default=TUTORIAL.epochs)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)  # as train.py does: these matrices are too small to be shared out
    seconds = {}
    for name, epochs in (("the tutorial's loop", tutorial), ("this project's", ours)):
        start = time.perf_counter()
        accuracies = list(epochs(options))
        seconds[name] = time.perf_counter() - start
        print(
            f"{name}: {seconds[name]:.1f} s for {len(accuracies)} epochs, "
            f"validation accuracy {accuracies[-1]:.2%} at the end, {max(accuracies):.2%} at best"
        )
    slow, fast = seconds.values()
    print(f"{slow / fast:.1f} times faster")


def tutorial(options: argparse.Namespace) -> Iterator[float]:
    """The tutorial's way: validation accuracy after each epoch."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize(0.5, 0.5)])
    training, validation = (
        DataLoader(
            SOURCES[options.dataset](options.data_dir, train=train, transform=transform),
            batch_size=TUTORIAL.batch_size,
            shuffle=train,
        )
        for train in (True, False)
    )
    torch.manual_seed(options.seed)
    network = new_network(TUTORIAL, tuple("0123456789")).layers  # the transform normalises
    optimiser = new_optimiser(TUTORIAL, network)
    for _ in range(options.epochs):
        for images, labels in training:
            loss = functional.cross_entropy(network(images), labels)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        yield share_right(network, validation)


@torch.no_grad()
def share_right(network: torch.nn.Module, validation: DataLoader) -> float:
    """The accuracy over all batches of a loader."""
    right = sum(
        (network(images).argmax(dim=1) == labels).sum().item() for images, labels in validation
    )
    return right / len(validation.dataset)


def ours(options: argparse.Namespace) -> Iterator[float]:
    """This project's way: the same figures."""
    training, validation = load(options.dataset, options.data_dir)
    run = Training(TUTORIAL, training, validation, seed=options.seed)
    for _, record in zip(range(options.epochs), run.epochs(), strict=False):
        yield record.validation_accuracy


if __name__ == "__main__":
    main()
