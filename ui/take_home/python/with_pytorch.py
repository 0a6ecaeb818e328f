"""In a clone of Digitpad, where my-network is unpacked: python with_pytorch.py picture.png"""

import sys

from model import Predictor

predictor = Predictor.from_pretrained("my-network")
for file in sys.argv[1:]:
    prediction = predictor.predict(file)
    if prediction.label is None:
        print(f"{file}: no answer, {prediction.reason}")
    else:
        print(f"{file}: {prediction.label}, {prediction.confidence:.1%} sure")
