"""Read handwritten digits: any picture → 28×28 → MLP → reading. Usable without the page."""

from model.convolutional import CNN
from model.network import MLP
from model.picture.decoding import UnreadablePicture
from model.picture.steps import Step
from model.predictor import Prediction, Predictor, Reading

__all__ = ["CNN", "MLP", "Prediction", "Predictor", "Reading", "Step", "UnreadablePicture"]
