"""Photographs: their way to 32×32, the views of one, and where the network looked."""
