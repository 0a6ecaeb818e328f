"""Scribbles and noise of other kinds than those that are trained on."""

import cv2
import numpy as np

from model.synthetic.outliers.scribbles import scribbled


def coil(r: np.random.Generator) -> np.ndarray:
    """Loops in a row, like a telephone cord."""
    loops = r.uniform(4, 8)
    angle = np.linspace(0, 2 * np.pi * loops, int(20 * loops))
    along = angle / angle[-1] * r.uniform(1, 2)
    return scribbled(
        [np.stack([along + 0.2 * np.cos(angle), 0.35 * np.sin(angle)], axis=1)], r, 0.05
    )


def burst(r: np.random.Generator) -> np.ndarray:
    """Rays from a centre."""
    angles = np.linspace(0, 2 * np.pi, int(r.integers(7, 14)), endpoint=False)
    rays = [np.array([[np.cos(a), np.sin(a)]]) * [[0], [r.uniform(0.4, 0.5)]] for a in angles]
    return scribbled(rays, r, 0.06)


def waves(r: np.random.Generator) -> np.ndarray:
    """Wavy lines above each other."""
    x = np.linspace(0, 1, 40)
    swing = 0.06 * np.sin(x * r.uniform(12, 25))
    return scribbled(
        [np.stack([x, y + swing], axis=1) for y in np.linspace(0, 1, int(r.integers(3, 6)))],
        r,
        0.06,
    )


def rosette(r: np.random.Generator) -> np.ndarray:
    """A flower of petals in one line, through its centre over and over."""
    petals = int(r.choice([5, 7, 9]))
    angle = np.linspace(0, 2 * np.pi, 120) + r.uniform(0, 2 * np.pi)
    radius = r.uniform(0.4, 0.5) * np.cos(petals * angle)
    return scribbled([np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)], r, 0.04)


def static(r: np.random.Generator) -> np.ndarray:
    """Every pixel by chance, as on a television without a station."""
    side = int(r.integers(28, 64))
    noise = r.uniform(0, 1, (side, side)).astype(np.float32)
    return noise if r.random() < 0.5 else (noise < r.uniform(0.2, 0.6)).astype(np.float32)


def checkerboard(r: np.random.Generator) -> np.ndarray:
    """Black and white squares in turn."""
    rows, columns = np.indices((int(r.integers(4, 9)), int(r.integers(4, 9))))
    squares = ((rows + columns) % 2).astype(np.float32)
    return cv2.resize(squares, (72, 72), interpolation=cv2.INTER_NEAREST)


KEPT_OUT_SCRIBBLES = (coil, burst, waves, rosette, static, checkerboard)
