"""An estimate of the memory that a training run takes, from its settings.

The constants are fitted to rows of `python -m tests.benchmarks.run_memory`, measured with PyTorch's
CUDA build for Linux; its other rows check them.
"""

from __future__ import annotations

from math import ceil, prod

from model.data.datasets import DATA_SETS
from ui.languages.messages import t
from ui.runs.film import MOST_BYTES
from ui.runs.parse import WrongSettings
from ui.runs.settings import ALL, TRAINED_ON, Settings

MAX_RUN_MB = 1500  # MB of one run; ui.runs.queue.AT_ONCE runs may have as much each
PROCESS_MB = 800  # Python, PyTorch and the images that are shipped
ALL_IMAGES = 60_000
READER_MB = 25  # torchvision, which reads all images
COPIES = 4  # copies of each weight in the process: weight, gradient, and two for a snapshot
OPTIMISER_STATES = {"adam": 2, "momentum": 1, "sgd": 0}  # numbers kept for each weight
KEPT_COPIES = 2  # copies of each weight that the server keeps: of the snapshot, and to read with
INPUTS = 4  # copies of a batch before the first layer
DISTORTED = 1.2  # copies of all images while they are distorted anew
WARPED = 17  # numbers for each pixel of a batch while it is distorted
NORM = 4  # weights and statistics of a channel in batch normalisation
FLOAT, MB = 4, 1e6  # bytes


def check_memory(settings: Settings) -> None:
    """Raise WrongSettings if a run would take more than MAX_RUN_MB."""
    megabytes = process_megabytes(settings) + server_megabytes(settings)
    if megabytes > MAX_RUN_MB:
        needed = ceil(megabytes / 100) / 10
        raise WrongSettings(t("run_memory", needed=needed, most=MAX_RUN_MB / 1000))


def process_megabytes(settings: Settings) -> float:
    """The peak of the resident memory of a run's process, in MB (10⁶ bytes)."""
    weights, outputs = network_size(settings)
    pixels = prod(DATA_SETS[settings.dataset].shape)
    images = ALL_IMAGES if settings.images == ALL else TRAINED_ON
    batch = min(settings.batch_size, images)
    bytes_used: float = FLOAT * weights * (COPIES + OPTIMISER_STATES[settings.optimiser])
    in_a_step = FLOAT * batch * (INPUTS * pixels + outputs)
    if settings.augmentation:  # a batch is distorted and then learned from, never both at once
        in_a_step = max(in_a_step, FLOAT * batch * WARPED * pixels)
        bytes_used += DISTORTED * images * pixels
    if settings.images == ALL:
        bytes_used += READER_MB * MB + images * pixels
    bytes_used += MOST_BYTES  # frames of the film that wait to be sent
    return PROCESS_MB + (bytes_used + in_a_step) / MB


def server_megabytes(settings: Settings) -> float:
    """The memory in MB that the server keeps for a run until its visitor is freed."""
    return KEPT_COPIES * FLOAT * network_size(settings)[0] / MB


def network_size(settings: Settings) -> tuple[int, int]:
    """The number of weights of a network, and of the values its layers return for one image.

    Both are computed from the settings, like the layers of MLP and CNN in model/networks.
    """
    dataset = DATA_SETS[settings.dataset]
    inputs, weights, outputs = prod(dataset.shape), 0, 0
    if settings.recipe.blocks:
        side, channels, kernel = dataset.shape[0], (*dataset.shape, 1)[2], 5
        for block in settings.recipe.blocks:
            side = ceil(side / 2)
            for width in block:
                weights += width * (channels * kernel**2 + NORM)
                outputs += 3 * width * side**2  # of convolution, batch normalisation and ReLU
                channels, kernel = width, 3
        inputs = channels * side**2
    outputs += inputs
    is_mlp = not settings.recipe.blocks
    for width in (*settings.hidden, len(dataset.classes)):
        weights += (inputs + 1 + NORM * (is_mlp and settings.batch_norm)) * width
        outputs += 2 * width  # of the sums and of the activation
        if is_mlp:
            outputs += width * (settings.batch_norm + 2 * bool(settings.dropout))  # and a mask
        inputs = width
    return weights, outputs
