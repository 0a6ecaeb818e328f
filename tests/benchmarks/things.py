"""How well things of one's own are learned from a few photos, and what is refused beside them.

    python -m tests.benchmarks.things [--data-dir data] [--seeds 5] [--shots 3 5 10]

A seed picks four classes and some pictures of each, which are taught as the Teach tab does it; then
other pictures of the four are read, of the other six classes, and of the other data set. Garments
of Fashion-MNIST stand for things that the network never saw. The last training pictures of CIFAR-10
are an easy case: they were held out, but it learned to tell just these ten kinds apart. Photos of
real mugs and keys are not at hand, and nothing is said of them.
"""

import argparse
from dataclasses import dataclass

import numpy as np
import torch

from model import Predictor
from model.calibration import outlier_probability
from model.data.datasets import CIFAR_10, FASHION_MNIST, THINGS
from model.data.splits import Split, load
from model.predictor import SHIPPED_WEIGHTS
from model.teach import teach
from model.teaching.features import features
from tests.benchmarks.transfer import in_colour
from ui.teach.things.teaching import background

WAYS = 4
CLASSES = 10


@dataclass(frozen=True)
class Pictures:
    """images (N, 32, 32, 3) uint8, labels (N,) and the lender's features (N, units) of them."""

    images: np.ndarray
    labels: np.ndarray
    seen: torch.Tensor


def task(
    base: Predictor, known: Pictures, foreign: Pictures, shots: int, random: np.random.Generator
) -> list[float]:
    """Shares: right of the four's other pictures, refused of them, of the six and of `foreign`."""
    classes = random.choice(CLASSES, WAYS, replace=False)
    places = [random.permutation(np.flatnonzero(known.labels == one)) for one in classes]
    taught = np.concatenate([some[:shots] for some in places])
    asked = np.concatenate([some[shots:] for some in places])
    labels = np.repeat(range(WAYS), shots).tolist()
    names = tuple(map(str, classes))
    reader, _ = teach(base, known.images[taught], labels, names, background(), THINGS)
    head = reader.network.head

    def refused(seen: torch.Tensor) -> np.ndarray:
        return outlier_probability(head(seen)).numpy() > reader.calibration.refusal_threshold

    said = classes[head(known.seen[asked])[:, :WAYS].argmax(dim=1).numpy()]
    declined = refused(known.seen[asked])
    right = (said == known.labels[asked]) & ~declined
    others = known.seen[~np.isin(known.labels, classes)]
    groups = (right, declined, refused(others), refused(foreign.seen))
    return [float(group.mean()) for group in groups]


def main() -> None:
    """Learn many tasks, print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data-dir", default="data", help="where both data sets are")
    parser.add_argument("--seeds", type=int, default=5, help="how many")
    parser.add_argument("--shots", type=int, nargs="+", default=[3, 5, 10])
    parser.add_argument("--count", type=int, default=600, help="pictures of each data set")
    options = parser.parse_args()
    torch.set_num_threads(1)
    base = Predictor.from_pretrained(SHIPPED_WEIGHTS / CIFAR_10.name)

    def pictures(split: Split) -> Pictures:
        images = split.images.numpy()
        return Pictures(images, split.labels.numpy(), features(base.network, images))

    garments = pictures(in_colour(load(FASHION_MNIST, options.data_dir)[1][: options.count]))
    photographs = pictures(load(CIFAR_10, options.data_dir)[0][-options.count :])
    print(f"{'':<12} photos  right  refused; of other classes, of the other data set")
    for title, known, foreign in (
        (FASHION_MNIST.title, garments, photographs),
        (CIFAR_10.title, photographs, garments),
    ):
        for shots in options.shots:
            found = [
                task(base, known, foreign, shots, np.random.default_rng(seed))
                for seed in range(options.seeds)
            ]
            right, *refused = 100 * np.mean(found, axis=0)
            spread = 100 * np.std(found, axis=0, ddof=1)[0] if options.seeds > 1 else 0
            shares = " ".join(f"{share:6.1f}" for share in refused)
            print(f"{title:<14} {shots:>4} {right:5.1f} ± {spread:.1f} {shares}", flush=True)


if __name__ == "__main__":
    main()
