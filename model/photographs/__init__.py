"""Photographs: preprocessing to 32×32, and activation maps."""
