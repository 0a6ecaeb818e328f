"""Read handwritten digits: any picture → 28×28 → MLP → reading. Usable without the page."""

from .networks.cnn import CNN
from .networks.mlp import MLP
from .picture.decoding import UnreadablePicture
from .picture.steps import Step
from .predictor import Predictor
from .reading import Mark, Prediction, Reading

__all__ = ["CNN", "MLP", "Mark", "Prediction", "Predictor", "Reading", "Step", "UnreadablePicture"]
