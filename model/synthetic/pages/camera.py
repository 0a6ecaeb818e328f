"""A simulated camera: light on the sheet, the table under it, lens, sensor, screen and file."""

import cv2
import numpy as np

from ..pen import log_uniform
from .papers import clouds

LIGHT_SIDE = 48  # px of the longer side at which smooth light is computed


def lit(random: np.random.Generator, sheet: np.ndarray) -> np.ndarray:
    """A sheet (H, W, 3) in uneven light: a gradient, a flash, a shadow, creases or glare."""
    shape = sheet.shape[:2]
    scale = LIGHT_SIDE / max(shape)
    small = (max(4, round(shape[0] * scale)), max(4, round(shape[1] * scale)))
    y, x = np.meshgrid(
        np.linspace(-1, 1, small[0], dtype=np.float32),
        np.linspace(-1, 1, small[1], dtype=np.float32),
        indexing="ij",
    )
    light = np.ones(small, np.float32)
    if random.random() < 0.5:
        angle, depth = random.uniform(0, 2 * np.pi), random.uniform(0, 0.45)
        light *= 1 - depth * (0.5 + (x * np.cos(angle) + y * np.sin(angle)) / 2.8)
    if random.random() < 0.35:
        centre, reach = random.normal(0, 0.3, 2), random.uniform(0.5, 1.6)
        away = (x - centre[0]) ** 2 + (y - centre[1]) ** 2
        edge = random.uniform(0.12, 0.8)
        light *= edge + (1 - edge) * np.exp(-away / (2 * reach**2)).astype(np.float32)
    if random.random() < 0.2:
        light *= np.clip(1 + random.uniform(0.03, 0.13) * clouds(random, small, 7), 0.3, 1.4)
    light = cv2.resize(light, shape[::-1], interpolation=cv2.INTER_LINEAR)
    if random.random() < 0.25:
        light *= _shadow(random, shape)
    result = sheet * light[..., None]
    if random.random() < 0.12:
        result += _glare(random, shape)[..., None]
    return result


def _shadow(random: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """The edge of a shadow, straight or curved, soft or hard: (H, W) float32 in 0..1."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / max(shape)
    angle = random.uniform(0, 2 * np.pi)
    offset = random.normal(0, 0.2)
    middle_y, middle_x = height / max(shape) / 2, width / max(shape) / 2
    side = (x - middle_x) * np.cos(angle) + (y - middle_y) * np.sin(angle) - offset
    if random.random() < 0.4:
        side += random.uniform(-1.5, 1.5) * ((x - middle_x) ** 2 + (y - middle_y) ** 2)
    soft = log_uniform(random, 0.003, 0.12)
    return 1 - random.uniform(0.2, 0.68) * np.clip(side / soft + 0.5, 0, 1)


def _glare(random: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Bright spots and stripes of lamps on something that shines: (H, W) float32 grey levels."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / max(shape)
    shine = np.zeros(shape, np.float32)
    for _ in range(random.integers(1, 4)):
        at_x, at_y = random.uniform(0, 1, 2)
        wide, high = (log_uniform(random, 0.03, 0.25) for _ in range(2))
        spot = ((x - at_x) / wide) ** 2 + ((y - at_y) / high) ** 2
        shine += random.uniform(30, 190) * np.exp(-spot)
    return shine


def on_table(
    random: np.random.Generator, sheet: np.ndarray, written: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Sheet (H, W, 3) and writing (H, W) in perspective on a table, which is not ink."""
    height, width = written.shape
    table = random.uniform(0, 220, 3).astype(np.float32) * random.uniform(0.3, 1)
    ground = np.empty_like(sheet)
    ground[:] = table
    stretched = (height, max(4, width // int(random.integers(1, 9))))
    grain = cv2.resize(clouds(random, stretched, int(random.integers(4, 60))), (width, height))
    ground += random.uniform(0, 22) * grain[..., None]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    inwards = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32)
    depth = np.abs(random.normal(0.08, 0.08, (4, 2))) * (random.random((4, 2)) < 0.8)
    if random.random() < 0.3:  # one side alone shows the table
        depth *= random.random(4)[:, None] < 0.5
    target = corners + inwards * (depth * (width, height)).astype(np.float32)
    way = cv2.getPerspectiveTransform(corners, target.astype(np.float32))
    cover = cv2.warpPerspective(np.ones_like(written), way, (width, height))
    sheet = cv2.warpPerspective(sheet, way, (width, height), borderMode=cv2.BORDER_REPLICATE)
    if random.random() < 0.5:  # the sheet's own shadow
        ground *= 1 - 0.5 * cv2.GaussianBlur(cover, (0, 0), 3)[..., None]
    mixed = ground + cover[..., None] * (sheet - ground)
    return mixed, cv2.warpPerspective(written, way, (width, height)) * cover


def taken(random: np.random.Generator, scene: np.ndarray) -> np.ndarray:
    """A scene (H, W, 3) float32 as a camera's file: blurred, noisy, compressed; uint8."""
    if random.random() < 0.6:
        scene = cv2.GaussianBlur(
            scene, (0, 0), random.uniform(0.3, 1.0 + 1.5 * random.random() ** 3)
        )
    if random.random() < 0.08:
        scene = _shaken(random, scene)
    if random.random() < 0.07:
        scene = _of_a_screen(random, scene)
    if random.random() < 0.6:
        noise = random.standard_normal(scene.shape[:2], np.float32)[..., None]
        scene = scene + random.uniform(1, 12) * noise
    if random.random() < 0.3:
        scene = 255 * np.clip(scene / 255, 0, 1) ** np.float32(np.exp(random.normal(0, 0.25)))
    pixels = np.clip(scene, 0, 255).astype(np.uint8)
    if random.random() < 0.5:
        pixels = compressed(pixels, int(random.integers(25, 95)))
    return pixels


def _shaken(random: np.random.Generator, scene: np.ndarray) -> np.ndarray:
    """A hand that moved while the shutter was open."""
    length = int(random.integers(3, 10))
    kernel = np.zeros((length, length), np.float32)
    angle = random.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    ends = [(length / 2 + sign * reach).astype(int).tolist() for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0)
    return cv2.filter2D(scene, -1, kernel / max(1e-6, kernel.sum()))


def _of_a_screen(random: np.random.Generator, scene: np.ndarray) -> np.ndarray:
    """The waves of a screen's pixels against the sensor's (moiré), each colour apart."""
    height, width = scene.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    waves = np.empty_like(scene)
    angle, pitch = random.uniform(0, np.pi), random.uniform(2.2, 18)
    phase = 2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / pitch
    bow = random.normal(0, 1) * ((x - width / 2) ** 2 + (y - height / 2) ** 2) / (width * height)
    for channel in range(3):
        waves[..., channel] = np.sin(phase + 6 * bow + channel * random.uniform(0, 2.1))
    return scene * (1 + random.uniform(0.03, 0.2) * waves)


def coarse(random: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
    """Pixels (H, W, 3) uint8 as a thumbnail has them, enlarged again to the same size."""
    height, width = pixels.shape[:2]
    share = log_uniform(random, 28, 140) / max(height, width)
    size = (max(8, round(width * share)), max(8, round(height * share)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    back = cv2.INTER_NEAREST if random.random() < 0.3 else cv2.INTER_LINEAR
    return cv2.resize(small, (width, height), interpolation=back)


def compressed(pixels: np.ndarray, quality: int) -> np.ndarray:
    """Pixels (H, W, 3) uint8 through a JPEG file."""
    _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    decoded = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert decoded is not None, "what was just encoded can be decoded"
    return decoded
