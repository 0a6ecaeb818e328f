"""The sketchpad: paper, pen and tools, and what is drawn."""
