"""Photographs: their way to 32×32, the network that names them, and where it looked."""
