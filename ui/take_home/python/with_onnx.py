"""pip install onnxruntime pillow; python with_onnx.py picture.png

A drawing is dark on plain light paper; a photograph has the thing in its middle.
"""

import json
import sys

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

network = onnxruntime.InferenceSession("my-network.onnx")
said = network.get_modelmeta().custom_metadata_map
classes, threshold = json.loads(said["classes"]), json.loads(said["refusal_threshold"])
in_colour = len(network.get_inputs()[0].shape) == 4
side = 28 if said["dataset"] == "fashion-mnist" else 20  # of the longer side of a drawing
for file in sys.argv[1:]:
    picture = ImageOps.exif_transpose(Image.open(file))
    if in_colour:
        small = ImageOps.fit(picture.convert("RGB"), (32, 32), Image.Resampling.BOX)
        image = np.asarray(small, np.float32) / 255
    else:
        ink = ImageOps.autocontrast(ImageOps.invert(picture.convert("L")))
        box = ink.point(lambda level: 255 * (level > 40)).getbbox()
        if box is None:
            print(f"{file}: nothing is drawn in it")
            continue
        small = ImageOps.pad(ink.crop(box), (side, side), Image.Resampling.BOX)
        image = np.pad(np.asarray(small, np.float32) / 255, (28 - side) // 2)
        if side < 28:  # the centre of mass into the middle, as in MNIST
            places = [(index * image).sum() / image.sum() for index in np.indices((28, 28))]
            image = np.roll(image, [round(14 - place) for place in places], (0, 1))
    names = [output.name for output in network.get_outputs()]
    answer = dict(zip(names, network.run(names, {"images": image[None]}), strict=True))
    best = answer["probabilities"][0].argmax()
    refused = "outlier" in answer and answer["outlier"][0] > threshold
    share = f"{answer['probabilities'][0][best]:.1%} sure"
    print(f"{file}:", "no answer" if refused else f"{classes[best]}, {share}")
