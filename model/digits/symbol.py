"""A symbol: all the ink of a picture as one thing, however many strokes it has."""

from itertools import islice

import numpy as np

from ..picture.decoding import PictureSource, decode
from ..picture.findings import Finding, Judge, judged
from ..picture.ink import propose_ink
from .candidate import Candidate, union
from .page import Page
from .propose import propose
from .reader import USUAL_SIDE, shrunk


def find_symbol(source: PictureSource, judge: Judge) -> list[list[Finding]]:
    """The one symbol in a picture; a blank one has no box. Raises UnreadablePicture."""
    picture = decode(source)
    ink = picture.ink
    if ink is None:
        (proposal,) = islice(propose_ink(shrunk(picture.pixels, USUAL_SIDE)), 1)
        ink = proposal.ink
    lines, _ = propose(ink)
    parts = [one for line in lines for one in line if not one.joined]
    candidates = [_together(parts, ink)] if parts else []
    page = Page(picture, ink, candidates, [])
    return [[judged(page.prepare(candidates[0] if candidates else None), judge)]]


def _together(parts: list[Candidate], ink: np.ndarray) -> Candidate:
    left, top, mask = union(parts)
    return Candidate(ink, left, top, mask)
