"""Read handwritten digits: any picture → 28×28 → MLP → reading. Usable without the page."""

from model.convolutional import CNN
from model.network import MLP
from model.picture.decoding import UnreadablePicture
from model.picture.steps import Step
from model.predictor import Predictor
from model.reading import Mark, Prediction, Reading

__all__ = ["CNN", "MLP", "Mark", "Prediction", "Predictor", "Reading", "Step", "UnreadablePicture"]
