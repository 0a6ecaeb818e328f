"""A directory of tags, as TIFF and EXIF have it: its values are no longer than what holds them.

Pillow copies what each tag refers to, and nothing keeps thousands of tags from referring to the
same bytes. It reads directories while it opens a file, whatever the format, and some formats hide
them in several pieces, so that they can be bounded only where Pillow reads them.
"""

import struct
from typing import IO

from PIL import TiffImagePlugin

MOST_TAGS = 65_535  # as many as there are numbers for
MOST_VALUES = 100_000  # numbers in one tag; at most a few for each row of pixels
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8}
TEXT = (1, 2, 6, 7)  # types whose values stay bytes


class BoundedDirectory(TiffImagePlugin.ImageFileDirectory_v2):
    """Pillow's directory, which stays empty where its values would take more than its stream."""

    def load(self, fp: IO[bytes]) -> None:
        """Read the tags at the stream's place."""
        place = fp.tell()
        room = fp.seek(0, 2)
        fp.seek(place)
        is_bounded = _is_bounded(fp, room, self._endian, self._bigtiff)
        fp.seek(place)
        if is_bounded:
            super().load(fp)
        else:
            self.reset()
            self._offset = place


def bound_directories() -> None:
    """Have Pillow read every directory as a BoundedDirectory."""
    TiffImagePlugin.ImageFileDirectory_v2 = BoundedDirectory  # type: ignore[misc]  # a class replaced


def _is_bounded(fp: IO[bytes], room: int, endian: str, is_big: bool) -> bool:
    """Whether the values of the tags at the stream's place take `room` bytes at most."""
    head, entry = ("Q", "HHQQ") if is_big else ("H", "HHLL")
    start = fp.read(struct.calcsize(endian + head))
    number = int.from_bytes(start, "big" if endian == ">" else "little")
    size = struct.calcsize(endian + entry)
    table = fp.read(min(number, MOST_TAGS) * size)
    total = 0
    for _, kind, count, offset in struct.iter_unpack(
        endian + entry, table[: len(table) // size * size]
    ):
        length = SIZES.get(kind, 0) * count
        if length > (8 if is_big else 4) and offset + length > room:
            return True  # here Pillow stops
        total += length
        if total > room or (count > MOST_VALUES and kind not in TEXT):
            return False
    return number <= MOST_TAGS
