"""Any picture a person may hand over → upright RGB pixels, or one sentence why not."""

import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import ExifTags, Image

MAX_PIXELS = 64_000_000  # about 190 MB decoded: more than a phone takes, less than a bomb costs
WORKING_SIDE = 1600  # px of the longer side; a photo is shrunk to it before anything else is done
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF", "PPM")
SIDEWAYS = (5, 6, 7, 8)  # EXIF orientations of pictures that lie on their side, once transposed
FLIP = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}  # … and then flipped: 0 down, 1 across, -1 both
FORMAT_ADVICE = "use a PNG, JPEG, WebP, GIF, BMP, TIFF or HEIC picture"


class UnreadablePicture(ValueError):
    """The picture can't be read; the message is one sentence for the person who sent it."""


@dataclass(frozen=True)
class Picture:
    """An upright picture.

    Attributes:
        pixels: (H, W, 3) uint8, RGB, transparent parts on white, longer side ≤ WORKING_SIDE.
        width, height: size in pixels of the upright picture before it was shrunk.
    """

    pixels: np.ndarray
    width: int
    height: int


PictureSource = Picture | Image.Image | np.ndarray | str | Path | bytes


def decode(source: PictureSource) -> Picture:
    """Decode a file, its bytes, a Pillow image or an array into an upright Picture.

    Arrays are (H, W), (H, W, 1), (H, W, 2), (H, W, 3) or (H, W, 4); bool, uint8, uint16, or float
    in 0..1 or 0..255. Raises UnreadablePicture with one sentence when there is no picture in it.
    """
    if isinstance(source, Picture):
        return source
    if isinstance(source, np.ndarray):
        return _from_array(source)
    if isinstance(source, Image.Image):
        return _from_image(source)
    if isinstance(source, str | Path):
        try:
            source = Path(source).read_bytes()
        except OSError:
            raise UnreadablePicture(
                f"There is no file to read at {Path(source).name}; check the name."
            ) from None
    if isinstance(source, bytes):
        return _from_bytes(source)
    raise UnreadablePicture(
        f"A {type(source).__name__} is not a picture; give a file, a Pillow image or an array."
    )


def _from_bytes(data: bytes) -> Picture:
    if not data:
        raise UnreadablePicture(f"This file is empty; {FORMAT_ADVICE}.")
    if b"<svg" in data[:1024].lower():
        raise UnreadablePicture("This is an SVG, which has no pixels; export it as a PNG first.")
    try:
        with Image.open(io.BytesIO(data), formats=_formats()) as image:
            return _from_image(image)
    except UnreadablePicture:
        raise
    except Image.DecompressionBombError:
        raise UnreadablePicture(_too_large()) from None
    except Image.UnidentifiedImageError:
        raise UnreadablePicture(
            f"This file is not a picture of a kind that can be read; {FORMAT_ADVICE}."
        ) from None
    except Exception:  # Pillow's plugins raise anything from OSError to struct.error
        raise UnreadablePicture(
            "This picture is damaged or incomplete; save or send it again."
        ) from None


def _from_image(image: Image.Image) -> Picture:
    """Shrink before anything else is done, so that all of it is done to few pixels."""
    width, height = _checked_size(image.size)
    times = max(1, max(width, height) // WORKING_SIDE)
    image.draft("RGB", (width // times, height // times))  # JPEG alone: decode at 1/2, 1/4 or 1/8
    image.load()  # some formats know their orientation only now
    orientation = image.getexif().get(ExifTags.Base.Orientation)
    pixels = _upright(_shrink(_rgb(_reduced(_plain(image)))), orientation)
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
    levels = np.ascontiguousarray(_to_bytes(squeezed))
    if channels in (2, 4) or max(width, height) > WORKING_SIDE:
        return _from_image(Image.fromarray(levels))
    pixels = _grey_to_rgb(levels) if channels == 1 else levels.copy()  # its owner may draw on
    return Picture(pixels, width, height)


def _checked_size(size: tuple[int, int]) -> tuple[int, int]:
    """(width, height) if a picture may be so large; raises UnreadablePicture."""
    width, height = size
    if width < 1 or height < 1:
        raise UnreadablePicture("This picture has no pixels; choose another one.")
    if width * height > MAX_PIXELS:
        raise UnreadablePicture(_too_large())
    return width, height


def _plain(image: Image.Image) -> Image.Image:
    """The same picture in grey (L), RGB or, where parts may be transparent, RGBA."""
    if image.mode.startswith("I") or image.mode == "F":
        return Image.fromarray(_to_bytes(np.asarray(image)))
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _reduced(image: Image.Image) -> Image.Image:
    """Whole squares of pixels averaged, as long as WORKING_SIDE is left."""
    times = max(image.size) // WORKING_SIDE
    return image.reduce(times) if times > 1 else image


def _shrink(pixels: np.ndarray) -> np.ndarray:
    """Shrunk to WORKING_SIDE; by less than half, where interpolating is as good as averaging."""
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


def _to_bytes(array: np.ndarray) -> np.ndarray:
    """The same picture as uint8: bool, 8 and 16 bit integers, floats in 0..1 or 0..255."""
    if array.dtype == np.uint8:
        return array
    if array.dtype == bool:
        return array.astype(np.uint8) * 255
    values = np.nan_to_num(array.astype(np.float32), copy=False, posinf=0, neginf=0)
    top = float(values.max())
    if array.dtype.kind == "f" and top <= 1:
        values *= 255
    elif top > 255:
        values *= 255 / max(top, 65535)
    return np.clip(np.rint(values, out=values), 0, 255, out=values).astype(np.uint8)


def _grey_to_rgb(grey: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)


def _formats() -> list[str]:
    """The formats to try; Pillow's plugins and HEIC are loaded at the first file, not at start."""
    if "HEIF" not in Image.OPEN:
        from pillow_heif import register_heif_opener

        Image.init()
        register_heif_opener()
    return [name for name in FORMATS if name in Image.OPEN]


def _too_large() -> str:
    return (
        f"This picture has more than {MAX_PIXELS // 1_000_000} million pixels; "
        "shrink it or crop it to the digit."
    )
