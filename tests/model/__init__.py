"""The library `model`."""
