"""Named sets of hyper-parameters: `tutorial`, the 2019 network, and `best`, the shipped ones."""

from dataclasses import dataclass, replace
from typing import Any

from ..data.datasets import DataSet
from ..data.splits import SELECTION
from ..networks.initialisation import PYTORCH
from .augmentation.digits import Augmentation
from .augmentation.garments import GarmentAugmentation
from .augmentation.photographs import PhotoAugmentation
from .examples.detection import ALL_CLASSES

MOST_IMAGES = 60_000  # of a data set's training half


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a training run besides data and seed.

    Attributes:
        hidden, batch_norm, mean, std: as in MLP.
        blocks: as in CNN; with any, the network is a convolutional one.
        stages: as in ResNet; with any, the network is a residual one.
        epochs: passes over the training images.
        batch_size: images a step.
        learning_rate: of the optimiser; the peak when `one_cycle`.
        optimiser: "adam", "sgd", or "momentum" for SGD with momentum 0.9 (Nesterov's
            where `stages` are).
        weight_decay: of AdamW; 0 makes it Adam (Kingma & Ba 2015; Loshchilov & Hutter 2019).
        one_cycle: rise to the peak and fall to nothing (Smith & Topin 2018, arXiv 1708.07120).
        rate_drop: the learning rate is divided by ten every so many epochs; 0 keeps it.
            Without effect when `one_cycle`.
        average_decay: the weights shipped are an exponential moving average (Polyak); 0 for none.
        bfloat16: multiply matrices in bfloat16, twice as fast where the processor has it.
        augmentation: how training images are distorted; None leaves them as they are.
        drawn, printed: digits made by code (model.synthetic) trained on beside the data set's.
        outliers: pictures of no digit trained on; with any, the network learns to refuse.
        data_echoing: passes over the same distorted pictures before they are distorted anew (Choi
            et al., "Faster Neural Network Training with Data Echoing", arXiv 1907.05550).
        taught: share of the loss with which the soft answers of the data set's CNN are learned
            beside the labels (model.training.distillation).
        label_smoothing: share of each label that all classes are given alike (Szegedy et al. 2016,
            arXiv 1512.00567); without effect when `taught`.
        bias_rate: how many times as fast as all else the biases of batch normalisation learn (Page
            2018; Jordan 2024, arXiv 2404.00498).
        small_frames: at first the images are seen through a smaller frame, which takes less time:
            pairs of its side in px and the share of the epochs at which it ends.
        mirrored_in_turn: half of the images are mirrored, the other half in the next epoch (Jordan
            2024).
        held_out: training images kept for choices; every other one is trained on.
        activation, dropout: as in MLP.
        initialisation: of the first weights (model.networks.initialisation), or BORROWED.
        label_noise: share of the training labels that are replaced by wrong ones (Zhang et al.
            2017, arXiv 1611.03530).
        training_images: training images, at most; the first ones are taken.
        detect: the index of a class that one unit tells from all others, as text; or ALL_CLASSES.
    """

    hidden: tuple[int, ...]
    epochs: int
    batch_size: int
    learning_rate: float
    batch_norm: bool = False
    mean: float | tuple[float, ...] = 0.5
    std: float | tuple[float, ...] = 0.5
    optimiser: str = "adam"
    weight_decay: float = 0.0
    one_cycle: bool = False
    rate_drop: int = 0
    average_decay: float = 0.0
    bfloat16: bool = False
    augmentation: Augmentation | GarmentAugmentation | PhotoAugmentation | None = None
    drawn: int = 0
    printed: int = 0
    outliers: int = 0
    data_echoing: int = 1
    taught: float = 0.0
    held_out: int = 0
    blocks: tuple[tuple[int, ...], ...] = ()
    stages: tuple[int, ...] = ()
    label_smoothing: float = 0.0
    bias_rate: float = 1.0
    small_frames: tuple[tuple[int, float], ...] = ()
    mirrored_in_turn: bool = False
    activation: str = "relu"
    dropout: float = 0.0
    initialisation: str = PYTORCH
    label_noise: float = 0.0
    training_images: int = MOST_IMAGES
    detect: str = ALL_CLASSES

    def augmentation_in(
        self, epoch: int
    ) -> Augmentation | GarmentAugmentation | PhotoAugmentation | None:
        """How images are distorted in an epoch; the first one is 1."""
        if isinstance(self.augmentation, PhotoAugmentation):
            for side, end in self.small_frames:
                if epoch <= end * self.epochs:
                    return replace(self.augmentation, side=side)
        return self.augmentation


# 784-125-65-10, to the letter: all 60,000 images, no schedule, no augmentation.
TUTORIAL = Recipe(hidden=(125, 65), epochs=12, batch_size=100, learning_rate=0.005)

# 2.4 million weights, 9.5 MB: the most that a file of 10 MB holds in float32.
BEST_DIGITS = Recipe(
    hidden=(1024, 1024, 512),
    epochs=45,
    batch_size=512,
    learning_rate=3e-3,
    batch_norm=True,
    mean=0.1307,
    std=0.3081,
    weight_decay=0.02,
    one_cycle=True,
    average_decay=0.995,
    bfloat16=True,
    augmentation=Augmentation(),
    drawn=36_000,
    printed=12_000,
    outliers=48_000,
    data_echoing=2,
    taught=0.5,
    held_out=SELECTION,
)

# The same network for garments: nothing made by code, and no outliers.
BEST_GARMENTS = replace(
    BEST_DIGITS,
    epochs=120,
    mean=0.2860,
    std=0.3530,
    augmentation=GarmentAugmentation(),
    drawn=0,
    printed=0,
    outliers=0,
    data_echoing=4,
    taught=0.9,
)

# A million weights; what they learn from is the same, the garments' with a rectangle erased
# now and then.
_CONVOLUTIONAL: dict[str, Any] = {
    "hidden": (256,),
    "blocks": ((48, 48), (96, 96), (192,)),
    "batch_size": 256,
    "weight_decay": 0.05,
    "data_echoing": 1,
    "taught": 0.0,
}
CNN_DIGITS = replace(BEST_DIGITS, epochs=36, **_CONVOLUTIONAL)
CNN_GARMENTS = replace(
    BEST_GARMENTS, epochs=36, augmentation=GarmentAugmentation(erased=0.3), **_CONVOLUTIONAL
)

# Two million weights, 8 MB.
BEST_PICTURES = Recipe(
    hidden=(),
    stages=(64, 256, 256),
    epochs=28,
    batch_size=512,
    learning_rate=0.45,
    mean=(0.4914, 0.4822, 0.4465),
    std=(0.2470, 0.2435, 0.2616),
    optimiser="momentum",
    weight_decay=1.2e-3,
    one_cycle=True,
    average_decay=0.99,
    augmentation=PhotoAugmentation(jpeg=0.2, hidden=8),
    label_smoothing=0.1,
    bias_rate=64,
    small_frames=((24, 0.4), (28, 0.75)),
    mirrored_in_turn=True,
    outliers=4_000,
    held_out=2_000,
)

# The tutorial's network on the same pictures: what there is without convolutions.
MLP_PICTURES = replace(
    TUTORIAL,
    epochs=30,
    batch_size=256,
    learning_rate=1e-3,
    mean=BEST_PICTURES.mean,
    std=BEST_PICTURES.std,
    weight_decay=0.05,
    one_cycle=True,
    average_decay=0.995,
    augmentation=PhotoAugmentation(),
    mirrored_in_turn=True,
    held_out=SELECTION,
)

RECIPES = ("tutorial", "best")
OPTIMISERS = ("adam", "sgd", "momentum")
NETWORKS = ("mlp", "cnn", "resnet")
BEST = {
    ("mnist", "mlp"): BEST_DIGITS,
    ("mnist", "cnn"): CNN_DIGITS,
    ("fashion-mnist", "mlp"): BEST_GARMENTS,
    ("fashion-mnist", "cnn"): CNN_GARMENTS,
    ("cifar-10", "resnet"): BEST_PICTURES,
    ("cifar-10", "mlp"): MLP_PICTURES,
}


def network_of(name: str, dataset: str) -> str:
    """The kind of network that a recipe trains on a data set, where none is asked for."""
    return "resnet" if (name, dataset) == ("best", "cifar-10") else "mlp"


def has_recipe(name: str, dataset: str, network: str) -> bool:
    """Whether there is a recipe of a name for a data set and a kind of network."""
    return network == "mlp" if name == "tutorial" else (dataset, network) in BEST


def recipe_for(name: str, dataset: DataSet, network: str = "mlp") -> Recipe:
    """The recipe of a name for a data set and a kind of network; the tutorial's is an MLP."""
    return TUTORIAL if name == "tutorial" else BEST[dataset.name, network]
