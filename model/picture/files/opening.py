"""Opens a picture from outside."""

import io

from PIL import Image

from . import gif, jpeg, png
from .directory import bound_directories
from .slow import checked_bmp, checked_netpbm

BOUNDED = {  # by how a file starts; what it makes of the file is what Pillow gets
    png.SIGNATURE: png.kept,
    jpeg.SIGNATURE: jpeg.kept,
    gif.SIGNATURE: gif.kept,
    b"BM": checked_bmp,
    b"P": checked_netpbm,
}


def opened(data: bytes, formats: list[str]) -> Image.Image:
    """An image of the bytes of a file, not yet decoded, without what decoding does not need.

    Formats are Pillow's names of those that it may have. Raises ValueError where looking through
    the file would cost too much, or whatever Pillow raises.
    """
    bound_directories()
    for start, bounded in BOUNDED.items():
        if data.startswith(start):
            data = bounded(data)
    return Image.open(io.BytesIO(data), formats=formats)
