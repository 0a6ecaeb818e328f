"""Kinds of files that Pillow decodes in Python, byte by byte: small ones only."""

import re

LARGEST = 100_000  # bytes of a PBM, PGM or PPM that is slow to decode; 40 MB took over a minute
LARGEST_RUNS = 2_000_000  # bytes of a BMP in runs of equal pixels
HEADER = 1_000  # bytes in which the header of a fast one has to end
KINDS = b"0123456fy"  # what follows a P
RUNS = (1, 2)  # a BMP's compressions
_space = rb"(?:\s|#[^\r\n]*[\r\n])+"
_sizes = _space + rb"\d+" + _space + rb"\d+"
# Pixels as bytes, and the greatest value that a byte, or two in grey, can have.
_fast = re.compile(rb"P4%b\s|P[56]%b%b255\s|P5%b%b65535\s" % (_sizes, *(_sizes, _space) * 2))


def checked_netpbm(data: bytes) -> bytes:
    """The same PBM, PGM or PPM; raises ValueError where it is large and slow to decode."""
    is_netpbm = data[1:2] in KINDS
    if is_netpbm and len(data) > LARGEST and not _fast.match(data[:HEADER]):
        raise ValueError(f"more than {LARGEST} bytes that are slow to decode")
    return data


def checked_bmp(data: bytes) -> bytes:
    """The same BMP; raises ValueError where it has too many runs."""
    if len(data) > LARGEST_RUNS and int.from_bytes(data[30:34], "little") in RUNS:
        raise ValueError(f"more than {LARGEST_RUNS} bytes of runs")
    return data
