"""The Draw tab: the sketchpad and examples to try."""
