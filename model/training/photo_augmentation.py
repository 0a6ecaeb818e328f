"""How differently things are photographed: moved by some pixels, and stored as JPEG."""

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch.nn import functional


@dataclass(frozen=True)
class PhotoAugmentation:
    """How far each property may go. Mirroring is the training loop's, for it goes in turns.

    Attributes:
        shift: px to each side; what comes in at the edge is a mirror image of what is there.
        jpeg: share of the pictures that are stored as JPEG and opened again.
        qualities: of the JPEG, worst and best, of 100.
    """

    shift: int = 2
    jpeg: float = 0.3
    qualities: tuple[int, int] = (60, 95)

    def __call__(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Changed copies of (B, H, W, 3) float32 images in 0..1; random by `generator` alone."""
        count, height, width, _ = images.shape
        reach = 2 * self.shift + 1
        padded = functional.pad(images.permute(0, 3, 1, 2), (self.shift,) * 4, mode="reflect")
        moved = torch.empty_like(images)
        places = torch.randint(reach**2, (count,), generator=generator, device=images.device)
        for place in range(reach**2):
            chosen = (places == place).nonzero()[:, 0]
            top, left = divmod(place, reach)
            part = padded[chosen, :, top : top + height, left : left + width]
            moved[chosen] = part.permute(0, 2, 3, 1)
        return self._stored(moved, generator)

    def _stored(self, images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        """Some of the images as they come back from a JPEG file."""
        chance = torch.rand(len(images), generator=generator, device=images.device)
        low, high = self.qualities
        quality = torch.randint(low, high + 1, (len(images),), generator=generator)
        chosen = (chance < self.jpeg).nonzero()[:, 0].tolist()
        for index in chosen:
            pixels = (images[index] * 255).round().byte().cpu().numpy()
            images[index] = torch.from_numpy(as_jpeg(pixels, int(quality[index]))) / 255
        return images


def as_jpeg(pixels: np.ndarray, quality: int) -> np.ndarray:
    """Pixels (H, W, 3) uint8 as they come back from a JPEG file of a quality of 100."""
    _, stored = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.ascontiguousarray(cv2.imdecode(stored, cv2.IMREAD_COLOR)[:, :, ::-1])
