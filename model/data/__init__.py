"""Data sets: all there is to say of each, its images, and its download."""
