"""The ink network: a small U-Net that tells ink from paper, whatever the light and the colours."""

import torch
from huggingface_hub import PyTorchModelHubMixin
from torch import nn
from torch.nn import functional

from .folding import fold_batch_norms

MULTIPLE = 16  # px; height and width of what it takes are multiples of this
WIDTHS = (16, 24, 48, 80)  # channels at 1/2, 1/4, 1/8 and 1/16 of the picture's size


class InkNetwork(
    nn.Module,
    PyTorchModelHubMixin,
    library_name="pytorch",
    pipeline_tag="image-segmentation",
    tags=["handwriting", "binarization", "u-net"],
):
    """A U-Net (Ronneberger, Fischer & Brox 2015, arXiv 1505.04597) at half resolution.

    Pixels are unshuffled to a quarter as many (Shi et al. 2016, arXiv 1609.05158), pooled three
    times and brought back. At the bottom the mean of the whole page is added, since what is paper
    and what is ink is a question of the whole.

    Args:
        widths: channels at 1/2, 1/4, 1/8 and 1/16 of the picture's size.
    """

    def __init__(self, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        first, second, third, bottom = widths
        self.down = nn.ModuleList(
            [_two_layers(12, first), _two_layers(first, second), _two_layers(second, third)]
        )
        self.bottom = _two_layers(third, bottom, dilation=2)
        self.of_page = nn.Linear(bottom, bottom)
        self.up = nn.ModuleList(
            [
                _two_layers(bottom + third, third),
                _two_layers(third + second, second),
                _two_layers(second + first, first),
            ]
        )
        self.out = nn.Conv2d(first, 4, 1)

    def forward(self, pages: torch.Tensor) -> torch.Tensor:
        """Logits of ink (B, H, W) for float pages (B, 3, H, W), RGB in 0..1."""
        x = functional.pixel_unshuffle(2 * pages - 1, 2)  # (B, 12, H/2, W/2)
        passed = []
        for layers in self.down:
            x = layers(x)
            passed.append(x)
            x = functional.max_pool2d(x, 2)
        x = self.bottom(x)  # (B, 80, H/16, W/16)
        x = x + self.of_page(x.mean(dim=(2, 3)))[..., None, None]
        for layers in self.up:
            x = functional.interpolate(x, scale_factor=2, mode="nearest")
            x = layers(torch.cat([x, passed.pop()], dim=1))
        return functional.pixel_shuffle(self.out(x), 2)[:, 0]  # (B, H, W)

    def folded(self) -> "InkNetwork":
        """The same function in evaluation mode, each batch norm within the kernels before it."""
        return fold_batch_norms(self)


def _two_layers(inputs: int, outputs: int, dilation: int = 1) -> nn.Sequential:
    """Two 3×3 convolutions, each with batch normalisation and ReLU."""
    layers: list[nn.Module] = []
    for channels, spread in ((inputs, 1), (outputs, dilation)):
        layers += [
            nn.Conv2d(channels, outputs, 3, padding=spread, dilation=spread, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(inplace=True),
        ]
    return nn.Sequential(*layers)
