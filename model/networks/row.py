"""The row network: reads the digits of a row of ink, whether they touch or not."""

import torch
from huggingface_hub import PyTorchModelHubMixin
from torch import nn

from .folding import fold_batch_norms

ROW_HEIGHT = 32  # px of its input …
INK_HEIGHT = 26  # … and of the ink in it
MARGIN = 8  # px of blank row before and after the ink
COLUMN = 4  # px of a row for which the network has one output
NO_DIGIT, BLANK = 10, 11  # outputs after the ten digits: something else, and CTC's blank
CHANNELS = (24, 40, 40, 64, 64, 96)  # of the six convolutions


class RowNetwork(
    nn.Module,
    PyTorchModelHubMixin,
    library_name="pytorch",
    pipeline_tag="image-to-text",
    tags=["handwriting", "ctc", "digits"],
):
    """Convolutions that pool to height 1 and a quarter of the width, for a CTC loss.

    Connectionist temporal classification: Graves, Fernández, Gomez & Schmidhuber (ICML 2006). A
    network without recurrence reads lines about as well: Yousef, Hussain & Mohammed (2020, arXiv
    1812.11894).

    Args:
        channels: of the six convolutions.
    """

    def __init__(self, channels: tuple[int, ...] = CHANNELS) -> None:
        super().__init__()
        first, second, third, fourth, fifth, last = channels
        self.rows = nn.Sequential(  # (B, 1, 32, W)
            *_layer(1, first),
            nn.MaxPool2d(2),
            *_layer(first, second),
            *_layer(second, third),
            nn.MaxPool2d(2),
            *_layer(third, fourth),
            *_layer(fourth, fifth),
            nn.MaxPool2d((2, 1)),
            *_layer(fifth, last),
            nn.MaxPool2d((4, 1)),
        )
        self.columns = nn.Sequential(  # (B, 96, W / 4)
            nn.Conv1d(last, last, 5, padding=2, bias=False),
            nn.BatchNorm1d(last),
            nn.ReLU(inplace=True),
            nn.Conv1d(last, BLANK + 1, 3, padding=1),
        )

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """Logits (B, W / 4, 12) of rows (B, 32, W), ink in 0..1; W is a multiple of 4."""
        return self.columns(self.rows(rows[:, None])[:, :, 0]).transpose(1, 2)

    def folded(self) -> "RowNetwork":
        """The same function in evaluation mode, each batch norm within the kernels before it."""
        return fold_batch_norms(self)


def _layer(inputs: int, outputs: int) -> list[nn.Module]:
    """A 3×3 convolution with batch normalisation and ReLU."""
    return [
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    ]
