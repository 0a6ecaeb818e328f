"""Training of the row network on strips: rows of digits one after another, with a CTC loss."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from ...networks.row import BLANK, COLUMN, RowNetwork
from ...synthetic.rows.row import draw_strip
from ...synthetic.rows.tiles import Tiles
from ..generated import Examples, GeneratedRecipe, GeneratedTraining

VALIDATION_SEED = 1_000_003  # strips of other digits, by other random numbers than any run's
VALIDATION_STRIPS = 480
STRIP_WIDTH = 400  # px; with strips of one width no batch needs padding
MOST_LABELS = STRIP_WIDTH // COLUMN  # that a strip can have


@dataclass(frozen=True, kw_only=True)
class RowRecipe(GeneratedRecipe):
    """Everything that decides a run of the row network besides its pictures and the seed."""

    epochs: int = 10
    examples: int = 4_800
    batch_size: int = 12
    average_decay: float = 0.998


class Strips(Examples):
    """The strips of a seed by number."""

    def __init__(self, seed: int, tiles: Tiles, batch_size: int) -> None:
        self.seed, self.tiles, self.batch_size = seed, tiles, batch_size

    def __getitem__(self, number: int) -> tuple[torch.Tensor, ...]:
        """Ink (32, 400) uint8, labels (100,) int64 filled with BLANK, and their number () int64."""
        random = np.random.default_rng([self.seed, number])
        row = draw_strip(self.tiles, STRIP_WIDTH, random)
        ink = torch.from_numpy((255 * row.ink).astype(np.uint8))
        labels = torch.full((MOST_LABELS,), BLANK)
        labels[: len(row.labels)] = torch.tensor(row.labels)
        return ink, labels, torch.tensor(len(row.labels))


class RowTraining(GeneratedTraining[RowNetwork]):
    """One run of the row network.

    Args:
        recipe: the hyper-parameters.
        tiles: what the strips of training are made of.
        kept_out: the same for the strips of validation.
        seed: decides first weights and strips.
        device: "cpu" or "cuda".
    """

    def __init__(
        self, recipe: RowRecipe, tiles: Tiles, kept_out: Tiles, seed: int = 0, device: str = "cpu"
    ) -> None:
        torch.manual_seed(seed)
        super().__init__(
            recipe,
            RowNetwork(),
            Strips(seed, tiles, recipe.batch_size),
            Strips(VALIDATION_SEED, kept_out, recipe.batch_size),
            VALIDATION_STRIPS,
            {"seed": seed, "digits": zlib.crc32(tiles.digits.data)},
            device,
        )

    def loss(self, network: RowNetwork, batch: list[torch.Tensor]) -> torch.Tensor:
        """The CTC loss of a label."""
        strips, labels, lengths = batch
        logs = network(strips.float() / 255).log_softmax(dim=2)  # (B, columns, 12)
        columns = torch.full((len(logs),), logs.shape[1])
        return functional.ctc_loss(
            logs.transpose(0, 1), labels, columns, lengths, BLANK, zero_infinity=True
        )

    def score(self, network: RowNetwork, batches: Iterator[list[torch.Tensor]]) -> float:
        """1 less the mean edit distance of the best path to the labels, per label."""
        wrong = total = 0
        for strips, labels, lengths in batches:
            best = network(strips.float() / 255).argmax(dim=2)  # (B, columns)
            for path, truth, length in zip(best, labels, lengths, strict=True):
                read = [int(one) for one in torch.unique_consecutive(path) if one != BLANK]
                wrong += edit_distance(read, truth[:length].tolist())
                total += int(length)
        return 1 - wrong / total


def edit_distance(one: list[int], other: list[int]) -> int:
    """How many labels must be put in, left out or changed (Levenshtein 1966)."""
    before = list(range(len(other) + 1))
    for row, label in enumerate(one, 1):
        now = [row]
        for column, wanted in enumerate(other, 1):
            changed = before[column - 1] + (label != wanted)
            now.append(min(changed, before[column] + 1, now[-1] + 1))
        before = now
    return before[-1]
