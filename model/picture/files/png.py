"""A PNG without text: its pixels in one chunk, and those others that decoding needs."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# All others are dropped: text (tEXt, zTXt, iTXt), the frames of animations, what programs add.
KEPT = frozenset(b"IHDR PLTE tRNS eXIf iCCP gAMA cHRM sRGB sBIT bKGD pHYs".split())
LARGEST = 1_000_000  # bytes of a kept chunk; an iCCP's as they unpack
MOST_CHUNKS = 200_000  # a PNG of 40 MB in chunks of 8 kB has 5,000


def kept(data: bytes) -> bytes:
    """The same picture as a PNG of the chunks that decoding needs, each of them once.

    Pixels cut short stay so, and the decoder says it. Raises ValueError where there are more than
    MOST_CHUNKS.
    """
    view, place = memoryview(data), len(SIGNATURE)
    others: dict[bytes, memoryview] = {}
    pixels: list[memoryview] = []
    for _ in range(MOST_CHUNKS):
        kind = data[place + 4 : place + 8]
        if len(kind) < 4 or kind == b"IEND":
            # Thousands of small IDATs, joined here, would take Pillow seconds.
            whole = _chunk(b"IDAT", b"".join(pixels))
            return b"".join([SIGNATURE, *others.values(), whole, _chunk(b"IEND", b"")])
        (length,) = struct.unpack_from(">I", data, place)
        end = place + 12 + length  # with length, kind and checksum
        body = view[place + 8 : place + 8 + length]
        if kind == b"IDAT":
            pixels.append(body)
        elif kind in KEPT and kind not in others and end <= len(data) and _is_small(kind, body):
            others[kind] = view[place:end]
        place = end
    raise ValueError(f"more than {MOST_CHUNKS} chunks")


def _chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(body, zlib.crc32(kind))
    return b"".join([struct.pack(">I", len(body)), kind, body, struct.pack(">I", checksum)])


def _is_small(kind: bytes, body: memoryview) -> bool:
    return len(body) <= LARGEST and (kind != b"iCCP" or _profile_is_small(bytes(body)))


def _profile_is_small(body: bytes) -> bool:
    """Whether a colour profile (its name, 0, 0, zlib) unpacks to LARGEST bytes at most."""
    _, end, packed = body.partition(b"\0")
    try:
        profile = zlib.decompressobj().decompress(packed[1:], LARGEST + 1)
    except zlib.error:
        return False
    return end + packed[:1] == b"\0\0" and len(profile) <= LARGEST
