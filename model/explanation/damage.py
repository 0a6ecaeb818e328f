"""Damage to a small picture: turned, moved, resized, thickened, roughened, with a hole.

Damage is applied to the network input, as preprocessing would undo a shift or a change of size.
Drawings, light ink on black, are padded with black, and photographs with their mirror image.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch.nn import functional

SWEEP_STEPS = 31  # amounts of damage in a sweep


@dataclass(frozen=True)
class Damage:
    """The amounts of damage, applied in this order; by default none.

    Attributes:
        thicken: px that strokes grow at each edge; negative values thin them. Not for photographs.
        rotate: degrees, clockwise, about the centre.
        scale: factor, about the centre.
        shift: px to the right; what leaves the picture is lost.
        noise: standard deviation of added noise, in grey levels of 0..1, with a fixed seed.
        hole: diameter in px of a round hole in the centre of the picture.
    """

    thicken: float = 0.0
    rotate: float = 0.0
    scale: float = 1.0
    shift: float = 0.0
    noise: float = 0.0
    hole: float = 0.0


# The range of each kind; a sweep of SWEEP_STEPS contains the amount that changes nothing.
DAMAGE_RANGES: dict[str, tuple[float, float]] = {
    "rotate": (-180, 180),
    "shift": (-7.5, 7.5),
    "scale": (0.4, 1.6),
    "thicken": (-1.5, 1.5),
    "noise": (0, 0.6),
    "hole": (0, 15),
}


def sweep(image: np.ndarray, damage: Damage, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """A uint8 picture over the range of one kind of damage; the other kinds keep their amounts.

    Returns the values of that kind, (SWEEP_STEPS,) float64, and the pictures, (SWEEP_STEPS, *shape)
    uint8. Raises KeyError for a kind that is not in DAMAGE_RANGES.
    """
    values = np.linspace(*DAMAGE_RANGES[kind], SWEEP_STEPS).round(4)
    return values, damaged(image, [replace(damage, **{kind: float(one)}) for one in values])


def damaged(image: np.ndarray, damages: Sequence[Damage]) -> np.ndarray:
    """A square (H, H) or (H, H, 3) uint8 picture with each of these damages: (N, *shape) uint8."""
    whole = torch.from_numpy(image.astype(np.float32) / 255)
    if image.ndim == 3:
        channels = whole.permute(2, 0, 1).expand(len(damages), -1, -1, -1)  # (N, 3, H, H)
        pictures = placed(channels, damages, padding="reflection")
    else:
        widths = {one.thicken: thickened(whole, one.thicken) for one in damages}
        strokes = torch.stack([widths[one.thicken] for one in damages])[:, None]  # (N, 1, H, H)
        pictures = placed(strokes, damages, padding="zeros")
    noise = torch.randn(pictures.shape[1:], generator=torch.Generator().manual_seed(0))
    pictures += torch.tensor([one.noise for one in damages])[:, None, None, None] * noise
    pictures *= outside_holes([one.hole for one in damages], image.shape[0])[:, None]
    levels = (pictures.clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1)  # (N, H, H, C)
    return levels.reshape(-1, *image.shape).numpy()


def thickened(image: torch.Tensor, px: float) -> torch.Tensor:
    """Strokes of a float (H, H) widened or narrowed by px at each edge.

    Grey-scale dilation or erosion by a cross (Serra 1982), once for each whole px; the rest of a
    px is blended in.
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


def placed(images: torch.Tensor, damages: Sequence[Damage], padding: str) -> torch.Tensor:
    """Float images (N, C, H, H) turned, resized and moved in one bilinear resampling."""
    turn = torch.deg2rad(torch.tensor([one.rotate for one in damages]))
    scale = torch.tensor([one.scale for one in damages])
    shift = torch.tensor([one.shift for one in damages]) * 2 / images.shape[3]  # of -1..1
    cosine, sine = turn.cos() / scale, turn.sin() / scale
    # For each place of the result, its place in the picture, in -1..1.
    rows = [cosine, sine, -cosine * shift, -sine, cosine, sine * shift]
    places = torch.stack(rows, dim=1).view(-1, 2, 3)
    grid = functional.affine_grid(places, list(images.shape), align_corners=False)
    return functional.grid_sample(images, grid, padding_mode=padding, align_corners=False)


def outside_holes(widths: Sequence[float], side: int) -> torch.Tensor:
    """1 outside a round hole in the middle, 0 in it and between at its rim: (N, side, side)."""
    index = torch.arange(side) - (side - 1) / 2
    distance = torch.hypot(index[:, None], index[None])
    # A hole of size 0 has no rim.
    radii = torch.tensor([width / 2 if width else -1.0 for width in widths])[:, None, None]
    return (distance - radii + 0.5).clamp(0, 1)
