"""A GIF without comments and other extensions before its first picture."""

SIGNATURE = b"GIF8"
EXTENSION, TRANSPARENCY = b"!", b"\xf9"
MOST_BLOCKS = 100_000  # of at most 255 bytes each


def kept(data: bytes) -> bytes:
    """The same GIF with the one extension that decoding needs: which colour is transparent.

    Raises ValueError where there are more than MOST_BLOCKS before the first picture.
    """
    flags = data[10] if len(data) > 10 else 0
    start = place = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)  # behind the palette
    blocks, transparency = 0, b""
    while data[place : place + 1] == EXTENSION:
        begin, place = place, place + 2
        while place < len(data) and data[place]:
            place += 1 + data[place]
            blocks += 1
        place += 1
        blocks += 1
        if blocks > MOST_BLOCKS:
            raise ValueError(f"more than {MOST_BLOCKS} blocks before the picture")
        if data[begin + 1 : begin + 2] == TRANSPARENCY:
            transparency = data[begin:place]
    return data[:start] + transparency + data[place:]
