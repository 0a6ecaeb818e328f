"""First weights from another network, to fine-tune it (Yosinski et al. 2014, arXiv 1411.1792)."""

from torch import nn

from ...weights.shipped import SHIPPED_WEIGHTS
from ...weights.storage import read_network
from ..recipes import CNN_DIGITS, Recipe

BORROWED = "digits"  # an initialisation
LENDER = "mnist-cnn"  # the shipped folder that it is from


def can_borrow(recipe: object) -> bool:
    """Whether a network of the recipe has the convolutions of the lender."""
    return isinstance(recipe, Recipe) and recipe.blocks == CNN_DIGITS.blocks


def borrow(network: nn.Module) -> None:
    """Give a network the weights of the shipped CNN of digits, wherever their shapes agree.

    Raises WeightsMissing and WeightsDamaged.
    """
    own = network.state_dict()
    lent = read_network(SHIPPED_WEIGHTS / LENDER).state_dict()
    fitting = {
        name: value
        for name, value in lent.items()
        if name in own and value.shape == own[name].shape
    }
    network.load_state_dict(own | fitting)
