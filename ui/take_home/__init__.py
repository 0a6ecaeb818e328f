"""A network of the visitor's own to take home: as a weights folder, and as an ONNX file."""
