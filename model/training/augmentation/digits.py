"""How differently people write, as tensor code over whole batches.

Affine maps and elastic distortion follow Simard, Steinkraus & Platt, "Best Practices for
Convolutional Neural Networks Applied to Visual Document Analysis" (ICDAR 2003). After the warp
each digit is put back into MNIST's frame, 20 px tall or wide and centred on its mass, because
that is what preprocessing does to every picture before the network sees it.
"""

from dataclasses import dataclass

import torch
from torch.nn import functional

from ...picture.mnist_format import DIGIT_SIDE, SIDE


@dataclass(frozen=True)
class Augmentation:
    """How far each property may go; ranges are symmetric, spreads are standard deviations.

    Attributes:
        rotation: degrees, to either side.
        shear: horizontal shift per vertical pixel.
        aspect: natural logarithm of width over height.
        elastic: px of displacement (spread) of a smooth random field.
        size: natural logarithm of the size in MNIST's frame.
        shift: px off the centre of mass.
        thicker, thinner: shares of digits whose strokes are widened and narrowed.
        noise: spread of grey levels (0..1) added in a tenth of the digits.
    """

    rotation: float = 15.0
    shear: float = 0.25
    aspect: float = 0.3
    elastic: float = 0.9
    size: float = 0.06
    shift: float = 0.7
    thicker: float = 0.3
    thinner: float = 0.3
    noise: float = 0.1

    def __call__(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Distorted copies of (B, 28, 28) float32 images in 0..1; random by `generator` alone."""
        strokes = change_stroke_width(images, self.thicker, self.thinner, generator)
        warped = self._warp(strokes, generator)
        return self._roughen(warped, generator)

    def _warp(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """One resampling for affine map, elastic field and the return into MNIST's frame."""
        count = len(images)
        field = self._elastic_field(count, generator)  # (B, 28, 28, 2)
        linear = self._linear(count, generator)  # (B, 2, 2)
        grid = pixel_grid(count, images) @ linear.transpose(1, 2)
        warp = grid.view(count, SIDE, SIDE, 2) + field
        framed = _frame(sample(images, warp), self.size, self.shift, generator)  # (B, 2, 3)
        inner = functional.affine_grid(framed, [count, 1, SIDE, SIDE], align_corners=False)
        warp = (
            functional.grid_sample(
                warp.permute(0, 3, 1, 2), inner, padding_mode="border", align_corners=False
            )
            .permute(0, 2, 3, 1)
            .contiguous()
        )
        return sample(images, warp)

    def _linear(self, count: int, generator: torch.Generator) -> torch.Tensor:
        angle = self.rotation * torch.pi / 180 * uniform((count,), generator)
        shear = self.shear * uniform((count,), generator)
        aspect = self.aspect * uniform((count,), generator) / 2
        cosine, sine, ones = angle.cos(), angle.sin(), torch.ones_like(angle)
        turn = torch.stack([cosine, -sine, sine, cosine], dim=1).view(count, 2, 2)
        lean = torch.stack([ones, shear, 0 * ones, ones], dim=1).view(count, 2, 2)
        stretch = torch.diag_embed(torch.stack([aspect.exp(), (-aspect).exp()], dim=1))
        return 1.15 * turn @ lean @ stretch  # a little smaller, so that nothing leaves the frame

    def _elastic_field(self, count: int, generator: torch.Generator) -> torch.Tensor:
        """A smooth displacement (B, 28, 28, 2): random on a coarse lattice, bicubic between."""
        knots = torch.randn(count, 2, 6, 6, generator=generator, device=generator.device)
        strength = torch.rand(count, 1, 1, 1, generator=generator, device=generator.device)
        field = functional.interpolate(knots, size=(SIDE, SIDE), mode="bicubic")
        return (field * strength * (1.7 * self.elastic * 2 / SIDE)).permute(0, 2, 3, 1)

    def _roughen(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Blur on a quarter of the digits, noise on a tenth, another contrast on all."""
        count = len(images)
        blurred = functional.avg_pool2d(images[:, None], 3, 1, 1, count_include_pad=False)[:, 0]
        soft = torch.rand(count, 1, 1, generator=generator, device=images.device)
        images = torch.lerp(images, blurred, (soft * 4 - 3).clamp(0, 1).expand_as(images))
        gain = 1.25 + 0.5 * uniform((count, 1, 1), generator)
        noisy = torch.rand(count, 1, 1, generator=generator, device=images.device) < 0.1
        grain = torch.randn(images.shape, generator=generator, device=images.device)
        return (images * gain + self.noise * noisy * grain).clamp_(0, 1)


def change_stroke_width(
    images: torch.Tensor, thicker: float, thinner: float, generator: torch.Generator
) -> torch.Tensor:
    """Widen and narrow strokes of (B, 28, 28) images by fractions of a pixel.

    Grey-scale dilation and erosion over 3×3 pixels (Serra 1982), blended in by a random share so
    that widths change continuously; a third of the widened digits are widened twice.
    """
    device = images.device
    chance = torch.rand(len(images), generator=generator, device=device)
    share = torch.rand(len(images), 1, 1, generator=generator, device=device)
    result = images.clone()
    wide = chance < thicker
    widened = images[wide]
    for pick in (slice(None), slice(None, None, 3)):
        part = widened[pick]
        grown = functional.max_pool2d(part[:, None], 3, stride=1, padding=1)[:, 0]
        widened[pick] = torch.lerp(part, grown, share[wide][pick].expand_as(part))
    result[wide] = widened
    narrow = chance > 1 - thinner
    part = images[narrow]
    cross = part[:, None]
    shrunk = -functional.max_pool2d(-cross, (1, 3), stride=1, padding=(0, 1))
    shrunk = torch.minimum(
        shrunk, -functional.max_pool2d(-cross, (3, 1), stride=1, padding=(1, 0))
    )[:, 0]
    result[narrow] = torch.lerp(part, shrunk, 0.85 * share[narrow].expand_as(part))
    return result


def _frame(
    images: torch.Tensor, size: float, shift: float, generator: torch.Generator
) -> torch.Tensor:
    """Affine maps (B, 2, 3) that bring digits to 20 px and their mass to the centre."""
    count = len(images)
    columns, rows = images.amax(dim=1) > 0.15, images.amax(dim=2) > 0.15  # (B, 28)
    extent = torch.maximum(_extent(columns), _extent(rows)).clamp(4, SIDE)
    mass = images.sum(dim=(1, 2)).clamp(min=1e-3)
    index = (torch.arange(SIDE, device=images.device) + 0.5) * 2 / SIDE - 1
    x = (images.sum(dim=1) @ index) / mass
    y = (images.sum(dim=2) @ index) / mass
    scale = extent / DIGIT_SIDE * torch.exp(size * uniform((count,), generator))
    # MNIST's centre of mass lies at index 14, half a pixel off the middle of 28.
    off = -scale / SIDE
    x = x + off + scale * shift * 2 / SIDE * uniform((count,), generator)
    y = y + off + scale * shift * 2 / SIDE * uniform((count,), generator)
    zero = torch.zeros_like(scale)
    return torch.stack([scale, zero, x, zero, scale, y], dim=1).view(count, 2, 3)


def _extent(inked: torch.Tensor) -> torch.Tensor:
    """Length from the first to the last inked line of (B, 28) bool."""
    first = inked.int().argmax(dim=1)
    last = SIDE - inked.flip(1).int().argmax(dim=1)
    return (last - first).float()


def pixel_grid(count: int, like: torch.Tensor) -> torch.Tensor:
    """Pixel centres (B, 784, 2) in -1..1, as affine_grid and grid_sample count them."""
    index = (torch.arange(SIDE, device=like.device) + 0.5) * 2 / SIDE - 1
    y, x = torch.meshgrid(index, index, indexing="ij")
    return torch.stack([x, y], dim=-1).view(1, -1, 2).expand(count, -1, -1)


def sample(images: torch.Tensor, grid: torch.Tensor) -> torch.Tensor:
    """Images (B, 28, 28) looked up at grid (B, 28, 28, 2) in -1..1, black beyond the edges."""
    return functional.grid_sample(images[:, None], grid, align_corners=False)[:, 0]


def uniform(shape: tuple[int, ...], generator: torch.Generator) -> torch.Tensor:
    """Uniform random numbers in -1..1."""
    return 2 * torch.rand(shape, generator=generator, device=generator.device) - 1
