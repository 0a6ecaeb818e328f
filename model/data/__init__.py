"""Data sets: their descriptions, their images and their download."""
