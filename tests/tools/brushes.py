"""Pages, paper, light and a camera, of which tests/tools/papers.py makes its pictures.

Pictures are (H, W, 3) float32 of 0..255 until the camera has taken them; ink is (H, W) of 0..1.
"""

import cv2
import numpy as np

Random = np.random.Generator


def centred(ink: np.ndarray, margin: float, random: Random) -> np.ndarray:
    """Cropped ink on a page with at least `margin` of its height on every side."""
    space = len(ink) * random.uniform(margin, 2.4 * margin, 4)
    top, bottom, left, right = np.rint(space).astype(int)
    return np.pad(ink, ((top, bottom), (left, right)))


def somewhere(ink: np.ndarray, random: Random) -> np.ndarray:
    """Cropped ink of one digit anywhere on a page of 400 to 900 px, clear of the edges."""
    longer = random.uniform(400, 900)
    height, width = ((1, 1), (0.75, 1), (1, 0.75))[random.integers(3)]
    sides = round(longer * height), round(longer * width)
    clear = round(0.3 * len(ink))
    before = [
        int(random.integers(clear, side - clear - size))
        for side, size in zip(sides, ink.shape, strict=True)
    ]
    page = np.zeros(sides, np.float32)
    page[before[0] : before[0] + ink.shape[0], before[1] : before[1] + ink.shape[1]] = ink
    return page


def box(ink: np.ndarray) -> tuple[int, int, int, int]:
    """Top, bottom, left and right of what is inked."""
    rows, columns = (np.flatnonzero((ink > 0.02).any(axis=axis)) for axis in (1, 0))
    return rows[0], rows[-1], columns[0], columns[-1]


def one_of(colours: tuple[tuple[int, int, int], ...], random: Random) -> np.ndarray:
    """One of the colours (3,) float32, hardly ever quite the same."""
    colour = np.array(colours[random.integers(len(colours))], np.float32)
    return np.clip(colour + random.normal(0, 6, 3), 0, 255).astype(np.float32)


def clouds(shape: tuple[int, int], size: tuple[float, float], random: Random) -> np.ndarray:
    """Smooth noise (H, W) float32 of mean 0 and deviation 1, with lumps of `size` px."""
    cells = [max(2, round(side / lump) + 2) for side, lump in zip(shape, size, strict=True)]
    coarse = random.normal(0, 1, cells).astype(np.float32)
    clouds = cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC)
    return (clouds - clouds.mean()) / max(float(clouds.std()), 1e-3)


def grain(shape: tuple[int, int], size: float, random: Random) -> np.ndarray:
    """Fine noise (H, W) float32 of deviation 1, blurred over `size` px."""
    noise = random.standard_normal(shape, np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), size)
    return noise / noise.std()


def sheet_of_paper(shape: tuple[int, int], random: Random) -> np.ndarray:
    """Whitish paper (H, W, 3) float32."""
    colour = random.uniform(232, 252) - np.array([0, random.uniform(0, 3), random.uniform(0, 10)])
    return colour.astype(np.float32) + grain(shape, 0.8, random)[..., None]


def inked(paper: np.ndarray, ink: np.ndarray, pen: np.ndarray) -> np.ndarray:
    """A pen's colour (3,) or (H, W, 3) over a paper, as far as there is ink."""
    return paper + ink[..., None] * (pen - paper)


def parallel_lines(
    shape: tuple[int, int], step: float, thick: float, turn: float, at: float
) -> np.ndarray:
    """Parallel lines (H, W) of 0..1, `step` px apart; `turn` 0 is level, `at` px from the top."""
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    across = (y - at) * np.cos(turn) + (x - shape[1] / 2) * np.sin(turn)
    away = np.abs((across + step / 2) % step - step / 2)
    return np.clip(max(thick, 1) / 2 + 0.5 - away, 0, 1)


def table_top(shape: tuple[int, int], random: Random) -> np.ndarray:
    """A dark table, or one of wood: (H, W, 3) float32."""
    if random.random() < 0.4:
        dark = one_of(((70, 70, 74), (45, 40, 42), (95, 105, 110), (110, 60, 55)), random)
        return dark + grain(shape, 1, random)[..., None]
    wood = one_of(((140, 98, 62), (110, 72, 45), (165, 125, 85)), random)
    fibres = clouds(shape, (5, max(shape) / 2), random) + clouds(shape, (22, max(shape)), random)
    return wood * (1 + 0.1 * fibres + 0.02 * grain(shape, 1, random))[..., None]


def camera(picture: np.ndarray, random: Random) -> np.ndarray:
    """A picture (H, W, 3) of 0..255 through a lens, a sensor and JPEG; uint8."""
    warmth = random.uniform(-0.03, 0.08)
    light = random.uniform(0.8, 1) * np.array([1, 1 - warmth / 2, 1 - warmth])
    picture = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), random.uniform(0.4, 0.9))
    noise = random.standard_normal(picture.shape, np.float32) * random.uniform(0.8, 3.5)
    return compressed(picture * light + noise, random)


def compressed(picture: np.ndarray, random: Random) -> np.ndarray:
    """A picture (H, W, 3) of 0..255 after JPEG of a usual quality; uint8."""
    pixels = np.clip(picture, 0, 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(65, 94))]
    _, data = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), quality)
    return cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
