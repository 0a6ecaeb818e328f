"""pip install . (in a clone of Digitpad); python with_pytorch.py picture.png (beside my-network)"""

import sys

from digitpad import Predictor

predictor = Predictor.from_pretrained("my-network")
for file in sys.argv[1:]:
    prediction = predictor.predict(file)
    if prediction.label is None:
        print(f"{file}: no answer, {prediction.reason}")
    else:
        print(f"{file}: {prediction.label}, {prediction.confidence:.1%} sure")
