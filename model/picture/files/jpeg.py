"""A JPEG with the segments that decoding needs, and no more scans than a picture has."""

import re

SIGNATURE = b"\xff\xd8\xff"
START, END, SCAN = b"\xff\xd8", b"\xff\xd9", b"\xff\xda"
EXIF, EXIF_STARTS = 0xE1, b"Exif\0\0"
# Tables, frame headers, the restart interval; JFIF's and Adobe's segment, which say what colours
# these are. Dropped: all other application segments (profiles, further pictures), and comments.
KEPT = frozenset((*range(0xC0, 0xD0), 0xDB, 0xDD, 0xE0, 0xEE))
MOST_SEGMENTS = 10_000  # a colour profile of 40 MB has 600
MOST_SCANS = 40  # a progressive picture has ten; each one costs a pass over all of its pixels
_marker = re.compile(rb"\xff([\x02-\xcf\xda-\xfe])")


def kept(data: bytes) -> bytes:
    """The same JPEG without the segments that decoding does not need, and what comes after it.

    What is damaged stays so. Raises ValueError where there are more than MOST_SEGMENTS before the
    first scan, or more than MOST_SCANS.
    """
    view = memoryview(data)
    parts, place, has_exif = [memoryview(START)], len(START), False
    for _ in range(MOST_SEGMENTS):
        found = _marker.search(data, place)
        if found is None:
            return b"".join(parts)
        marker, start = found[1][0], found.end()
        if marker == SCAN[1]:
            return b"".join([*parts, _scans(data, start - len(SCAN))])
        place = start + int.from_bytes(data[start : start + 2], "big")
        is_exif = marker == EXIF and data.startswith(EXIF_STARTS, start + 2) and not has_exif
        if marker in KEPT or is_exif:
            parts.append(view[start - 2 : place])
        has_exif = has_exif or is_exif
    raise ValueError(f"more than {MOST_SEGMENTS} segments")


def _scans(data: bytes, place: int) -> memoryview:
    """What is left from the first scan to the end of the picture."""
    end = data.find(END, place) + len(END)  # in pixels, a byte of 0 follows each 0xFF
    end = len(data) if end < place else end
    if data.count(SCAN, place, end) > MOST_SCANS:
        raise ValueError(f"more than {MOST_SCANS} scans")
    return memoryview(data)[place:end]
