"""Damage to a 28×28: turned, moved, resized, written thicker or thinner, roughened, with a hole.

It is done to what the network sees, after the picture was put into MNIST's frame: before that,
moving and resizing would do nothing, for preprocessing undoes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch.nn import functional

SIDE = 28  # px of a picture
STEPS = 31  # of a sweep


@dataclass(frozen=True)
class Damage:
    """What is done to a picture, in this order; by default nothing.

    Attributes:
        thicken: px that strokes grow at each edge; below 0 they shrink.
        rotate: degrees, clockwise, about the middle.
        scale: times its size, about the middle.
        shift: px to the right; what leaves the picture is lost.
        noise: standard deviation of the grey levels (0..1) that are added, the same every time.
        hole: px across of a round hole in the middle of the picture.
    """

    thicken: float = 0.0
    rotate: float = 0.0
    scale: float = 1.0
    shift: float = 0.0
    noise: float = 0.0
    hole: float = 0.0


# How far each kind goes; a sweep of STEPS meets what does nothing.
RANGES: dict[str, tuple[float, float]] = {
    "rotate": (-180, 180),
    "shift": (-7.5, 7.5),
    "scale": (0.4, 1.6),
    "thicken": (-1.5, 1.5),
    "noise": (0, 0.6),
    "hole": (0, 15),
}


def sweep(image: np.ndarray, damage: Damage, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """A (28, 28) uint8 picture with one kind of damage from end to end, and the other as it is.

    Returns the values of that kind (STEPS,) float64 and the pictures (STEPS, 28, 28) uint8.
    Raises KeyError for a kind that is not in RANGES.
    """
    values = np.linspace(*RANGES[kind], STEPS).round(4)
    return values, damaged(image, [replace(damage, **{kind: float(one)}) for one in values])


def damaged(image: np.ndarray, damages: Sequence[Damage]) -> np.ndarray:
    """A (28, 28) uint8 picture with each of these damages: (N, 28, 28) uint8."""
    whole = torch.from_numpy(np.float32(image) / 255)
    widths = {one.thicken: thickened(whole, one.thicken) for one in damages}
    strokes = torch.stack([widths[one.thicken] for one in damages])[:, None]  # (N, 1, 28, 28)
    pictures = placed(strokes, damages)[:, 0]
    noise = torch.randn(SIDE, SIDE, generator=torch.Generator().manual_seed(0))
    pictures += torch.tensor([one.noise for one in damages])[:, None, None] * noise
    pictures *= outside_holes([one.hole for one in damages])
    return (pictures.clamp(0, 1) * 255).round().byte().numpy()


def thickened(image: torch.Tensor, px: float) -> torch.Tensor:
    """Strokes of a float (28, 28) widened or narrowed by px at each edge.

    Grey-scale dilation or erosion by a cross (Serra 1982), once for each whole px; the share of a
    px that is left is blended in.
    """
    sign = 1.0 if px > 0 else -1.0
    whole, share = divmod(abs(px), 1.0)
    now = sign * image
    for part in [1.0] * int(whole) + [share]:
        now = now.lerp(_largest_beside(now), part)
    return sign * now


def _largest_beside(image: torch.Tensor) -> torch.Tensor:
    across, down = (
        functional.max_pool2d(image[None], size, stride=1, padding=(size[0] // 2, size[1] // 2))[0]
        for size in ((1, 3), (3, 1))
    )
    return torch.maximum(across, down)


def placed(images: torch.Tensor, damages: Sequence[Damage]) -> torch.Tensor:
    """Float images (N, 1, 28, 28) turned, resized and moved in one bilinear resampling."""
    turn = torch.deg2rad(torch.tensor([one.rotate for one in damages]))
    scale = torch.tensor([one.scale for one in damages])
    shift = torch.tensor([one.shift for one in damages]) * 2 / SIDE  # of -1..1
    cosine, sine = turn.cos() / scale, turn.sin() / scale
    # From where in the picture, in -1..1, each place of the result comes.
    rows = [cosine, sine, -cosine * shift, -sine, cosine, sine * shift]
    places = torch.stack(rows, dim=1).view(-1, 2, 3)
    grid = functional.affine_grid(places, list(images.shape), align_corners=False)
    return functional.grid_sample(images, grid, align_corners=False)


def outside_holes(widths: Sequence[float]) -> torch.Tensor:
    """1 outside a round hole in the middle, 0 in it and between at its rim: (N, 28, 28)."""
    index = torch.arange(SIDE) - (SIDE - 1) / 2
    distance = torch.hypot(index[:, None], index[None])
    # A hole of nothing has no rim.
    radii = torch.tensor([width / 2 if width else -1.0 for width in widths])[:, None, None]
    return (distance - radii + 0.5).clamp(0, 1)
