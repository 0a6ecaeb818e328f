"""pip install onnxruntime pillow; python photos_with_onnx.py photo.jpg (the thing in its middle)"""

import json
import sys

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

network = onnxruntime.InferenceSession("my-network.onnx")
said = network.get_modelmeta().custom_metadata_map
classes, threshold = json.loads(said["classes"]), json.loads(said["refusal_threshold"])
for file in sys.argv[1:]:
    photo = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
    small = ImageOps.fit(photo, (32, 32), Image.Resampling.BOX)
    names = [output.name for output in network.get_outputs()]
    image = np.asarray(small, np.float32) / 255
    answers = network.run(names, {"images": image[None]})
    answer = dict(zip(names, answers, strict=True))
    best = answer["probabilities"][0].argmax()
    refused = "outlier" in answer and answer["outlier"][0] > threshold
    share = f"{answer['probabilities'][0][best]:.1%} sure"
    print(f"{file}:", "no answer" if refused else f"{classes[best]}, {share}")
