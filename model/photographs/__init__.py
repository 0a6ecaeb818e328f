"""Photographs: preprocessing to 32×32, averaging over views, and activation maps."""
