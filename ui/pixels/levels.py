"""Arrays as bytes in base64, for the page to paint."""

from __future__ import annotations

import base64

import numpy as np


def levels(values: np.ndarray) -> str:
    """Values from 0 up as bytes, the largest as 255, in base64."""
    top = max(float(values.max()), 1e-6)
    return base64.b64encode(np.rint(values / top * 255).astype(np.uint8).tobytes()).decode()


def signed_levels(values: np.ndarray) -> str:
    """Values as bytes around 128, the largest magnitude as 1 or 255, in base64."""
    top = max(float(np.abs(values).max()), 1e-6)
    scaled = np.rint(values / top * 127 + 128).astype(np.uint8)
    return base64.b64encode(scaled.tobytes()).decode()
