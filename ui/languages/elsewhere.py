"""What the page shows and others say: Gradio, the model cards, and the model's own sentences."""

from __future__ import annotations

from model.picture.decoding import FORMAT_ADVICE

GRADIO = (
    "Capture from camera",
    "Clear",
    "Click to Access Webcam",
    "Click to Upload",
    "Connection to the server was lost. Attempting reconnection...",
    "Drop Image Here",
    "Drop an image file here to upload",
    "Error",
    "File upload",
    "Gradio footer navigation",
    "More tabs",
    "Paste from Clipboard",
    "Paste from clipboard",
    "Remove Image",
    "Stop Recording",
    "Upload file",
    "Use via API or MCP",
    "capture photo",
    "grant webcam access",
    "logo",
    "select input source",
)

CARDS = (  # rows of their tables of figures
    "measured on",
    "right",
    "{count} {title} test images, the network on the stored {sides}",
    "{count} {title} test images, {copies}, the network on the stored {sides}",
    "the same through the whole pipeline, refusals counted as wrong",
    "refused of them",
    "expected calibration error on them",
    "{count} picture ({kind}) by {people}|{count} pictures ({kind}) by {people}",
    "{count} person|{count} people",
    "paint",
    "photo",
    "paint-multi",
    "photo-multi",
    "printed",
    "the stored {sides} by an ONNX file in {numbers}: {size} MB, "
    "{time} ms for an image on one core",
)

MODEL = (
    FORMAT_ADVICE,
    "This picture has more than {count} million pixels, the most that can be read of its kind; "
    "shrink it, or crop it to the digit.",
    "This needs `pip install {packages}`.",
)

ELSEWHERE = (*GRADIO, *CARDS, *MODEL)
