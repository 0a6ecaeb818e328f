"""How differently things are photographed: framed, stored as JPEG, and partly hidden."""

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch.nn import functional


@dataclass(frozen=True)
class PhotoAugmentation:
    """How far each property may go. Mirroring is the training loop's, for it goes in turns.

    Attributes:
        shift: px beyond each edge that the frame may reach; a mirror image of what is there comes
            in.
        side: px of the square frame; None is the picture's own. A smaller one costs less time, and
            things keep their size in it.
        jpeg: share of the pictures that are stored as JPEG and opened again.
        qualities: of the JPEG, worst and best, of 100.
        hidden: px of a square somewhere in the frame that gets the picture's mean colour, and may
            stand out of it (DeVries & Taylor, "Cutout", 2017, arXiv 1708.04552); 0 hides nothing.
    """

    shift: int = 2
    side: int | None = None
    jpeg: float = 0.3
    qualities: tuple[int, int] = (60, 95)
    hidden: int = 0

    def __call__(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Changed copies of (B, H, W, 3) float32 images in 0..1; random by `generator` alone.

        They are (B, side, side, 3) where there is a side.
        """
        seen = self._stored(self._framed(images, generator), generator)
        return self._partly_hidden(seen, generator) if self.hidden else seen

    def _framed(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Each image in a frame of its own, anywhere on it."""
        batch, *sides, _ = images.shape
        padded = functional.pad(images.permute(0, 3, 1, 2), (self.shift,) * 4, mode="reflect")
        places = []
        for side in sides:
            frame = self.side or side
            free = side + 2 * self.shift - frame + 1
            start = torch.randint(free, (batch, 1), generator=generator, device=images.device)
            places.append(start + torch.arange(frame, device=images.device))  # (B, frame)
        rows, columns = places
        which = torch.arange(batch, device=images.device)
        return padded.permute(0, 2, 3, 1)[which[:, None, None], rows[:, :, None], columns[:, None]]

    def _stored(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Some of the images as they come back from a JPEG file."""
        chance = torch.rand(len(images), generator=generator, device=images.device)
        low, high = self.qualities
        quality = torch.randint(
            low, high + 1, chance.shape, generator=generator, device=images.device
        )
        chosen = (chance < self.jpeg).nonzero()[:, 0].tolist()
        for index in chosen:
            pixels = (images[index] * 255).round().byte().cpu().numpy()
            images[index] = torch.from_numpy(as_jpeg(pixels, int(quality[index]))) / 255
        return images

    def _partly_hidden(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Each image with a square on it, whose centre may be anywhere."""
        batch, *sides, _ = images.shape
        inside = []
        for side in sides:
            centre = torch.rand((batch, 1), generator=generator, device=images.device) * side
            away = torch.arange(side, device=images.device) + 0.5 - centre  # (B, side)
            inside.append(away.abs() < self.hidden / 2)
        square = inside[0][:, :, None, None] & inside[1][:, None, :, None]  # (B, H, W, 1)
        return torch.where(square, images.mean(dim=(1, 2), keepdim=True), images)


def as_jpeg(pixels: np.ndarray, quality: int) -> np.ndarray:
    """Pixels (H, W, 3) uint8 as they come back from a JPEG file of a quality of 100."""
    _, stored = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = cv2.imdecode(stored, cv2.IMREAD_COLOR)
    assert decoded is not None, "what was just encoded can be decoded"
    return np.ascontiguousarray(decoded[:, :, ::-1])
