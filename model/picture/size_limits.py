"""Large pictures in little memory: how large one may be, and averaging it down in bands."""

import numpy as np
from PIL import Image

MAX_PIXELS = 64_000_000  # more than a phone takes
# What decoding a picture of this kind makes of less than 200 MB, as measured.
MOST_OF_FORMAT = {"WEBP": 8_800_000, "AVIF": 12_200_000, "HEIF": 25_000_000}
MOST_OF_MODE = {"1": MAX_PIXELS, "L": MAX_PIXELS, "P": MAX_PIXELS, "I;16": MAX_PIXELS}
MOST_OF_MODE |= {"RGB": 36_000_000, "YCbCr": 36_000_000}
MOST_OF_SCANS = {"L": MAX_PIXELS, "RGB": 28_000_000}  # of a JPEG in several scans
MOST_TRANSPARENT = 58_000_000  # with transparent colours, and no channel for it
MOST_OF_OTHERS = 22_000_000  # transparent, of four inks, or of 32 bits
BAND = 1_000_000  # pixels averaged at a time
COPIED = 4_000_000  # pixels of which a copy in another mode costs little


def most_pixels(image: Image.Image) -> int:
    """How many pixels an opened, not yet decoded picture like this one may have."""
    if image.format is None:  # no file, but pixels that are in memory already
        return MAX_PIXELS
    # One scan of a JPEG is shrunk while it is read; of several, libjpeg keeps every coefficient.
    if image.format == "JPEG":
        if not _has_several_scans(image):
            return MAX_PIXELS
        return MOST_OF_SCANS.get(image.mode, MOST_OF_OTHERS)
    if image.format == "TIFF" and _largest_part(image) > MOST_OF_OTHERS / 8:
        return MOST_OF_OTHERS // 2
    of_mode = MOST_OF_MODE.get(image.mode, MOST_OF_OTHERS)
    if "transparency" in image.info:  # what is left after shrinking takes four bytes a pixel
        of_mode = min(of_mode, MOST_TRANSPARENT)
    return min(of_mode, MOST_OF_FORMAT.get(image.format or "", of_mode))


def shrink(image: Image.Image, side: int) -> Image.Image:
    """The picture averaged down by a whole number, to less than twice `side` on its longer side.

    At most 4 million pixels are left. One of less than twice `side` comes back as it is, but 16
    bits or floats always as 8 bits a channel.
    Colours behind transparency don't bleed.
    """
    parts = max(1, max(image.size) // side)
    large = image.width * image.height > COPIED
    if parts > 1 or is_deep(image) or (large and image.mode in ("1", "P", "PA")):
        image = _in_bands(image, parts)
    if image.width * image.height > COPIED:
        scale = side / max(image.size)
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.BOX)
    return image


def _in_bands(image: Image.Image, parts: int) -> Image.Image:
    """The means of squares of `parts` × `parts` pixels, computed a few rows at a time."""
    width, height = image.size
    top = _brightest(image)
    rows = max(1, BAND // (width * parts)) * parts
    bands = []
    for start in range(0, height, rows):
        band = image.crop((0, start, width, min(height, start + rows)))
        bands.append(plain(band, top).reduce(parts))
    small = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    for number, band in enumerate(bands):
        small.paste(band, (0, number * rows // parts))
    return small


def plain(image: Image.Image, top: float | None = None) -> Image.Image:
    """The same picture in grey (L), RGB or, where parts may be transparent, RGBA.

    `top` is the greatest value of a deep picture of which `image` is a part.
    """
    if is_deep(image):
        return Image.fromarray(to_bytes(np.asarray(image), top))
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def to_bytes(array: np.ndarray, top: float | None = None) -> np.ndarray:
    """The same picture as uint8: bool, 8 and 16 bit integers, floats in 0..1 or 0..255.

    `top` is the greatest value, where `array` is only a part of the picture.
    """
    if array.dtype == np.uint8:
        return array
    if array.dtype == bool:
        return array.astype(np.uint8) * 255
    values = np.nan_to_num(array.astype(np.float32), copy=False, posinf=0, neginf=0)
    top = float(values.max()) if top is None else top
    if array.dtype.kind == "f" and top <= 1:
        values *= 255
    elif top > 255:
        values *= 255 / max(top, 65535)
    return np.clip(np.rint(values, out=values), 0, 255, out=values).astype(np.uint8)


def is_deep(image: Image.Image) -> bool:
    """Whether its pixels are 16 or 32 bit integers or floats, all of them grey."""
    return image.mode.startswith("I") or image.mode == "F"


def _brightest(image: Image.Image) -> float | None:
    """The greatest finite value of a deep picture, found in bands."""
    if not is_deep(image):
        return None
    width, height = image.size
    rows = max(1, BAND // width)
    bands = (image.crop((0, y, width, min(height, y + rows))) for y in range(0, height, rows))
    return max(
        float(np.nan_to_num(np.asarray(band, np.float32), posinf=0, neginf=0).max())
        for band in bands
    )


def _has_several_scans(image: Image.Image) -> bool:
    """Whether a JPEG is progressive, or brings its channels one after the other."""
    if "progressive" in image.info:
        return True
    channels, stream = len(image.getbands()), getattr(image, "fp", None)
    if stream is None:  # it is decoded already
        return False
    length = 8 + 2 * channels  # of the header of a scan with all channels, which was just read
    place = stream.tell()
    stream.seek(max(0, place - length))
    header = stream.read(length)
    stream.seek(place)
    return header[:2] != b"\xff\xda" or header[4] != channels


def _largest_part(image: Image.Image) -> int:
    """Pixels of a TIFF's tile or strip, which is decoded as one."""
    tags = getattr(image, "tag_v2", {})
    tile = tags.get(322, 0) * tags.get(323, 0)  # width and height
    strip = image.width * min(image.height, tags.get(278, image.height))
    return max(tile, strip)
