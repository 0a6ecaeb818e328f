"""How much sooner the tutorial's recipe is done than by the tutorial's own loop.

    python -m tests.benchmarks.tutorial_speed --data-dir data --epochs 12

trains the same network on all 60,000 images, with validation after each epoch: as the tutorials of
2019 do, whose DataLoader takes picture by picture through ToTensor and Normalize; by the loop that
train.py and the Train tab share; and by that loop as they use it, which measures all training
images too after each epoch. Loading the data is counted in each.
"""

import argparse
import time
from collections.abc import Iterator

import torch
from torch.nn import functional
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

from model.data.datasets import MNIST
from model.data.splits import load
from model.training.loop import Training, new_network
from model.training.optimisation.optimiser import new_optimiser
from model.training.recipes import TUTORIAL

SOURCES = {"mnist": datasets.MNIST, "fashion-mnist": datasets.FashionMNIST}


def main() -> None:
    """Run each way and print how fast it is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where the data set lies")
    parser.add_argument("--dataset", choices=SOURCES, default="mnist")
    parser.add_argument("--epochs", type=int, default=TUTORIAL.epochs)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)  # as train.py does: these matrices are too small to be shared out
    ways = {
        "the tutorial's loop": tutorial(options),
        "this project's": ours(options, measured=1000),
        "with the training images measured": ours(options, measured=60_000),
    }
    slowest = 0.0
    for name, epochs in ways.items():
        start = time.perf_counter()
        accuracies = list(epochs)
        seconds = time.perf_counter() - start
        slowest = slowest or seconds
        print(
            f"{name}: {seconds:.1f} s for {len(accuracies)} epochs, {slowest / seconds:.1f} times "
            f"as fast, validation accuracy {accuracies[-1]:.2%} at the end, "
            f"{max(accuracies):.2%} at best"
        )


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
    network = new_network(TUTORIAL, MNIST).layers  # the transform normalises
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


def ours(options: argparse.Namespace, measured: int) -> Iterator[float]:
    """This project's way: the same figures; so many training images are measured each epoch."""
    training, validation = load(options.dataset, options.data_dir)
    first, rest = training[:measured], training[measured:]
    run = Training(TUTORIAL, first, validation, seed=options.seed, extra=rest)
    for _, record in zip(range(options.epochs), run.epochs(), strict=False):
        yield record.validation_accuracy


if __name__ == "__main__":
    main()
