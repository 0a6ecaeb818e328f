"""Any picture a person may hand over → upright RGB pixels, or one sentence why not."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import ExifTags, Image

from ..messages import Message, MessageError, t
from .files.opening import opened
from .size_limits import MAX_PIXELS, most_pixels, plain, shrink, to_bytes

WORKING_SIDE = 1600  # px of the longer side; a photo is shrunk to it before anything else is done
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF", "PPM")
SIDEWAYS = (5, 6, 7, 8)  # EXIF orientations of pictures that lie on their side, once transposed
FLIP = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}  # … and then flipped: 0 down, 1 across, -1 both
OVERSHOOT = 0.3  # of white: what cubic and Lanczos filters add at edges, and mean and std exceed
FAINTEST = 16  # in arrays of 0..255; floats of less, but more than 1, are of no scale for pictures


class UnreadablePicture(MessageError):
    """The picture can't be read; the message tells the person who sent it why."""


@dataclass(frozen=True)
class Picture:
    """An upright picture.

    Attributes:
        pixels: (H, W, 3) uint8, RGB, transparent parts on white, longer side ≤ WORKING_SIDE.
        width, height: size in pixels of the upright picture before it was shrunk.
        ink: (H, W) float32, 0 paper and 1 full ink, where it is known and need not be found.
    """

    pixels: np.ndarray
    width: int
    height: int
    ink: np.ndarray | None = None


PictureSource = Picture | Image.Image | np.ndarray | str | Path | bytes


def decode(source: PictureSource) -> Picture:
    """Decode a file, its bytes, a Pillow image or an array into an upright Picture.

    Arrays are (H, W), (H, W, 1), (H, W, 2), (H, W, 3) or (H, W, 4); bool, uint8, uint16, other
    integers in 0..255 or 0..65535, or floats in 0..1, 0..255 or 0..65535, which are told apart by
    the largest value; resized ones may exceed that range by OVERSHOOT. Raises UnreadablePicture
    with one sentence when there is no picture in it, or an array that has been normalised.
    """
    if isinstance(source, Picture):
        return source
    if isinstance(source, np.ndarray):
        return _from_array(source)
    if isinstance(source, Image.Image):
        return _from_image(source)
    if isinstance(source, str | Path):
        path = Path(source)
        try:
            source = path.read_bytes()
        except OSError:
            raise UnreadablePicture(
                f"There is no file to read at {path.name}; check the name."
            ) from None
    if isinstance(source, bytes):
        return _from_bytes(source)
    raise UnreadablePicture(
        f"A {type(source).__name__} is not a picture; give a file, a Pillow image or an array."
    )


def _from_bytes(data: bytes) -> Picture:
    if not data:
        raise UnreadablePicture(t("empty_file"))
    if b"<svg" in data[:1024].lower():
        raise UnreadablePicture(t("svg_file"))
    try:
        with opened(data, _formats()) as image:
            return _from_image(image, is_ours=True)
    except UnreadablePicture:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise UnreadablePicture(_too_large()) from None
    except Image.UnidentifiedImageError:
        raise UnreadablePicture(t("unknown_file")) from None
    except Exception:  # Pillow's plugins raise anything from OSError to struct.error
        raise UnreadablePicture(t("damaged_picture_file")) from None


def _from_image(image: Image.Image, is_ours: bool = False) -> Picture:
    """Shrink before anything else is done, so that all of it is done to few pixels.

    An image of the caller's stays of its size; one that `is_ours` may be decoded smaller.
    """
    width, height = _checked_size(image.size, most_pixels(image))
    times = max(1, max(width, height) // WORKING_SIDE)
    if is_ours:  # JPEG alone: decode at 1/2, 1/4 or 1/8
        image.draft("RGB", (width // times, height // times))
    image.load()  # some formats know their orientation only now
    orientation = image.getexif().get(ExifTags.Base.Orientation)
    pixels = _upright(_interpolated(_rgb(plain(shrink(image, WORKING_SIDE)))), orientation)
    return Picture(pixels, *((height, width) if orientation in SIDEWAYS else (width, height)))


def _from_array(array: np.ndarray) -> Picture:
    """A picture of an array as `decode` describes them."""
    squeezed = array[..., 0] if array.ndim == 3 and array.shape[2] == 1 else array
    channels = squeezed.shape[2] if squeezed.ndim == 3 else 1
    if squeezed.ndim not in (2, 3) or channels > 4 or array.dtype.kind not in "buif":
        raise UnreadablePicture(
            f"An array of shape {array.shape} and type {array.dtype} is not a picture; "
            "give (H, W), (H, W, 3) or (H, W, 4) numbers."
        )
    width, height = _checked_size(squeezed.shape[1::-1])
    levels = np.ascontiguousarray(to_bytes(squeezed, _white_of(squeezed)))
    if channels in (2, 4) or max(width, height) > WORKING_SIDE:
        return _from_image(Image.fromarray(levels))
    pixels = _grey_to_rgb(levels) if channels == 1 else levels.copy()  # its owner may draw on
    return Picture(pixels, width, height)


def _white_of(array: np.ndarray) -> float | None:
    """Which level is white in an array with pixels; None where integers say it by themselves.

    Raises UnreadablePicture where its values are none of a picture.
    """
    if array.dtype.kind in "bu":
        return None
    low, high = float(array.min()), float(array.max())
    if not np.isfinite([low, high]).all():
        raise UnreadablePicture(
            "This array contains NaN or infinite values; pass uint8 in 0..255 or floats in 0..1."
        )
    whites = (1.0, 255.0, 65535.0)
    white = next((one for one in whites if high <= one * (1 + OVERSHOOT)), high)
    is_float = array.dtype.kind == "f"
    allowed = -OVERSHOOT * white if is_float else 0
    if low < allowed or (is_float and white == 255 and high < FAINTEST):
        raise UnreadablePicture(
            f"This array has values from {low:.3g} to {high:.3g}, as if it had been normalised; "
            "pass uint8 in 0..255 or floats in 0..1."
        )
    return white if is_float else None


def _checked_size(size: tuple[int, int], most: int = MAX_PIXELS) -> tuple[int, int]:
    """(width, height) if a picture may be so large; raises UnreadablePicture."""
    width, height = size
    if width < 1 or height < 1:
        raise UnreadablePicture(t("no_pixels"))
    if width * height > most:
        raise UnreadablePicture(_too_large(most))
    return width, height


def _interpolated(pixels: np.ndarray) -> np.ndarray:
    """Shrunk to WORKING_SIDE by less than half, where interpolating is as good as averaging."""
    height, width = pixels.shape[:2]
    scale = WORKING_SIDE / max(height, width)
    if scale >= 1:
        return pixels
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR)


def _upright(pixels: np.ndarray, orientation: int | None) -> np.ndarray:
    """Pixels turned as EXIF's orientation (1 to 8) says; few by now, which Pillow's are not."""
    if orientation in SIDEWAYS:
        pixels = cv2.transpose(pixels)
    return cv2.flip(pixels, FLIP[orientation]) if orientation in FLIP else pixels


def _rgb(image: Image.Image) -> np.ndarray:
    """(H, W, 3) uint8 of an image in L, RGB or RGBA."""
    pixels = np.asarray(image)
    if image.mode == "L":
        return _grey_to_rgb(pixels)
    return _on_white(pixels) if image.mode == "RGBA" else pixels


def _on_white(rgba: np.ndarray) -> np.ndarray:
    """Composite (H, W, 4) uint8 on white, or on black where white would swallow white ink."""
    colour = rgba[..., :3].astype(np.uint16)
    alpha = rgba[..., 3:].astype(np.uint16)
    inked = (colour * alpha + 127) // 255
    white = (inked + 255 - alpha).astype(np.uint8)
    if np.ptp(white) < 16 and np.ptp(alpha) > 127:
        return inked.astype(np.uint8)
    return white


def _grey_to_rgb(grey: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)


def _formats() -> list[str]:
    """The formats to try; Pillow's plugins and HEIC are loaded at the first file, not at start."""
    if "HEIF" not in Image.OPEN:
        from pillow_heif import register_heif_opener

        Image.init()
        register_heif_opener()
    return [name for name in FORMATS if name in Image.OPEN]


def _too_large(most: int = MAX_PIXELS) -> Message:
    return t("too_many_pixels", count=most / 1e6)
