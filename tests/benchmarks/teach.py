"""How well symbols are learned from a few examples: characters of Omniglot.

    python -m tests.benchmarks.teach [--data-dir data] [--tasks 200] [--alphabets Greek]

A task picks some characters at random, learns from one or five drawings of each and reads the other
ones; beside it the same head learns from the bare pixels. By default the characters are those of
the alphabet that no network was trained with.
"""

import argparse

import numpy as np
import torch

from model import Predictor
from model.data.omniglot import KEPT_OUT_ALPHABET, load_characters
from model.picture.mnist_format import normalise, thicken_hairlines
from model.predictor import SHIPPED_WEIGHTS
from model.teaching.features import features
from model.teaching.symbols import best_ridge

PEOPLE = 20  # drew each character


def task(values: torch.Tensor, ways: int, shots: int, random: np.random.Generator) -> float:
    """Share of the other drawings read rightly; values (characters, PEOPLE, units)."""
    chosen = torch.from_numpy(random.choice(len(values), ways, replace=False))
    drawings = values[chosen][:, torch.from_numpy(random.permutation(PEOPLE))]
    labels = torch.arange(ways)[:, None].expand(ways, PEOPLE)
    known, asked = drawings[:, :shots].flatten(0, 1), drawings[:, shots:].flatten(0, 1)
    learned = best_ridge(known, labels[:, :shots].flatten(), ways)
    said = (asked @ learned.weight.T + learned.bias).argmax(dim=1)
    return float((said == labels[:, shots:].flatten()).float().mean())


def main() -> None:
    """Learn many tasks, print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where omniglot-py is, or goes")
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--alphabets", nargs="+", default=[KEPT_OUT_ALPHABET])
    options = parser.parse_args()
    characters = load_characters(options.data_dir, tuple(options.alphabets), lookalikes=True)
    images = np.stack([normalise(thicken_hairlines(one / np.float32(255))) for one in characters])
    sources = {"bare pixels": torch.from_numpy(images).float().flatten(1) / 255}
    for name in ("mnist", "mnist-cnn"):
        network = Predictor.from_pretrained(SHIPPED_WEIGHTS / name).network
        sources[f"features of {name}"] = features(network, images)
    print(f"{'':<24} {'5-way, 1':>9} {'5-way, 5':>9} {'20-way, 5':>9}")
    for name, values in sources.items():
        by_character = values.view(-1, PEOPLE, values.shape[1])
        shares = []
        for ways, shots in ((5, 1), (5, 5), (20, 5)):
            random = np.random.default_rng(0)
            right = [task(by_character, ways, shots, random) for _ in range(options.tasks)]
            shares.append(np.mean(right))
        print(f"{name:<24} " + " ".join(f"{share:>9.1%}" for share in shares), flush=True)


if __name__ == "__main__":
    main()
