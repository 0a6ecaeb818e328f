"""Descriptions of the data sets and of classes that visitors teach.

A new data set is one more entry of DATA_SETS, with a recipe in model/training/recipes.py if it is
to be trained. The page shows it once weights/<name> exists.
"""

from dataclasses import dataclass

from ..digits.reader import find_digits, find_symbol
from ..garments import find_garment
from ..messages import Message, t
from ..networks.network import DIGITS
from ..photographs.preparation import find_photograph
from ..picture.findings import Find

NOT = "≠ "  # before the label of a class: everything else
MORE_LIKELY_WRONG = 0.5  # a class of lower probability is more likely wrong than right


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What pictures show: how they are prepared for a network, and what the page calls it.

    Attributes:
        name: its name in addresses, options, folders and the config.json of a network.
        title: its name as its authors write it.
        shape: of a network input, (height, width) or (height, width, channels).
        find: finds its things in a picture and prepares them for its networks.
        least_confidence: the threshold below which a class is withheld. A network that was trained
            without outliers has no other way to refuse.
        limits: what a network that knows it can't do.
        thing: what one of its pictures is; messages that depend on it select by this word.
        things: what the page calls all of them.
        invitation: what an empty reading says.
        nothing_found: what the reading of a blank picture says.
        reads_numbers: whether several things in a row are read as one text.
    """

    name: str
    title: str
    shape: tuple[int, ...] = (28, 28)
    find: Find
    least_confidence: float = 0.0
    limits: str
    thing: str
    things: Message
    invitation: Message
    nothing_found: Message
    reads_numbers: bool = False

    @property
    def in_colour(self) -> bool:
        """Whether its pictures are photographs in colour, not light ink on black."""
        return len(self.shape) == 3


@dataclass(frozen=True, kw_only=True)
class DataSet(Subject):
    """A published set of labelled images that networks are trained on.

    Attributes:
        classes: names of the classes, in the order of the labels.
        torchvision: the class of torchvision.datasets that downloads and opens it.
        files: its files, relative to the data folder.
        archive: the name of an .npz with the same pictures that may take their place.
        copies: which copies of the original files the shipped networks were trained on, if any.
        hub_id: of the same data on the Hugging Face Hub.
        authors, homepage, licence, licence_url: the credit.
        tagline: what the page is for, in a sentence.
    """

    classes: tuple[str, ...]
    torchvision: str
    files: tuple[str, ...]
    archive: str = ""
    copies: Message | None = None
    hub_id: str
    authors: Message
    homepage: str
    licence: Message | str
    licence_url: str
    tagline: Message

    @property
    def learned_from(self) -> "DataSet":
        """The data set that its networks were trained on."""
        return self


@dataclass(frozen=True, kw_only=True)
class OwnClasses(Subject):
    """Classes that somebody teaches with a few examples; their names are in the network's config.

    Attributes:
        learned_from: the data set that the network below the taught head was trained on.
    """

    learned_from: DataSet


def _idx_files(folder: str) -> tuple[str, ...]:
    """The four files of MNIST's format as torchvision lays them out."""
    parts = ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")
    return tuple(f"{folder}/raw/{part}-ubyte" for part in parts)


MNIST = DataSet(
    name="mnist",
    title="MNIST",
    classes=DIGITS,
    find=find_digits,
    torchvision="MNIST",
    files=_idx_files("MNIST"),
    hub_id="ylecun/mnist",
    authors=t("authors_mnist"),
    homepage="http://yann.lecun.com/exdb/mnist/",
    licence="CC BY-SA 3.0",
    licence_url="https://creativecommons.org/licenses/by-sa/3.0/",
    limits="It reads upright digits, 0 to 9. It knows no letters, no minus and no decimal point.",
    thing="digit",
    things=t("digits"),
    tagline=t("tagline_digits"),
    invitation=t("invitation_digits"),
    nothing_found=t("nothing_drawn"),
    reads_numbers=True,
)

FASHION_MNIST = DataSet(
    name="fashion-mnist",
    title="Fashion-MNIST",
    classes=(
        *("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat"),
        *("Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
    ),
    find=find_garment,
    least_confidence=MORE_LIKELY_WRONG,
    torchvision="FashionMNIST",
    files=_idx_files("FashionMNIST"),
    hub_id="zalando-datasets/fashion_mnist",
    authors=t("authors_fashion_mnist"),
    homepage="https://github.com/zalandoresearch/fashion-mnist",
    licence=t("licence_mit"),
    licence_url="https://github.com/zalandoresearch/fashion-mnist/blob/master/LICENSE",
    limits="It names ten kinds of garments on an even background. It was never shown anything "
    "else, so of what is no garment it may make one; only a name that is more likely wrong than "
    "right is withheld.",
    thing="garment",
    things=t("garments"),
    tagline=t("tagline_garments"),
    invitation=t("invitation_garments"),
    nothing_found=t("no_garment_found"),
)

CIFAR_10 = DataSet(
    name="cifar-10",
    title="CIFAR-10",
    classes=(
        *("airplane", "automobile", "bird", "cat", "deer"),
        *("dog", "frog", "horse", "ship", "truck"),
    ),
    shape=(32, 32, 3),
    find=find_photograph,
    least_confidence=MORE_LIKELY_WRONG,
    torchvision="CIFAR10",
    files=tuple(
        f"cifar-10-batches-py/{part}"
        for part in (*(f"data_batch_{n}" for n in range(1, 6)), "test_batch", "batches.meta")
    ),
    archive="cifar10.npz",
    copies=t("copies_jpeg_75"),
    hub_id="uoft-cs/cifar10",
    authors=t("authors_cifar_10"),
    homepage="https://www.cs.toronto.edu/~kriz/cifar.html",
    licence=t("licence_none"),
    licence_url="https://www.cs.toronto.edu/~kriz/cifar.html",
    limits="It names ten kinds of things in small colour pictures, one in the middle of each.",
    thing="picture",
    things=t("pictures"),
    tagline=t("tagline_pictures"),
    invitation=t("invitation_pictures"),
    nothing_found=t("picture_of_one_colour"),
)

SYMBOLS = OwnClasses(
    name="symbols",
    title="Symbols of one's own",
    find=find_symbol,
    limits="It knows the symbols that it was taught, each by itself on its paper.",
    thing="symbol",
    things=t("symbols"),
    invitation=t("draw_symbol"),
    nothing_found=t("nothing_drawn"),
    learned_from=MNIST,
)

THINGS = OwnClasses(
    name="things",
    title="Things of one's own",
    shape=CIFAR_10.shape,
    find=find_photograph,
    limits="It knows the things that it was taught, one in the middle of each photograph.",
    thing="thing",
    things=t("things"),
    invitation=t("invitation_pictures"),
    nothing_found=t("picture_of_one_colour"),
    learned_from=CIFAR_10,
)

DATA_SETS = {dataset.name: dataset for dataset in (MNIST, FASHION_MNIST, CIFAR_10)}

CLASS_NAMES = {
    "T-shirt/top": t("class_t_shirt_top"),
    "Trouser": t("class_trouser"),
    "Pullover": t("class_pullover"),
    "Dress": t("class_dress"),
    "Coat": t("class_coat"),
    "Sandal": t("class_sandal"),
    "Shirt": t("class_shirt"),
    "Sneaker": t("class_sneaker"),
    "Bag": t("class_bag"),
    "Ankle boot": t("class_ankle_boot"),
    "airplane": t("class_airplane"),
    "automobile": t("class_automobile"),
    "bird": t("class_bird"),
    "cat": t("class_cat"),
    "deer": t("class_deer"),
    "dog": t("class_dog"),
    "frog": t("class_frog"),
    "horse": t("class_horse"),
    "ship": t("class_ship"),
    "truck": t("class_truck"),
}


def called(label: str) -> Message | str:
    """What a class of a data set is called; a digit is called by its label.

    So is all that is not of a class, whose label begins with NOT.
    """
    if label.startswith(NOT):
        return t("not_class", name=called(label.removeprefix(NOT)))
    return CLASS_NAMES.get(label, label)


# By the name that is in a network's config.json.
SUBJECTS: dict[str, DataSet | OwnClasses] = {**DATA_SETS, "symbols": SYMBOLS, "things": THINGS}
