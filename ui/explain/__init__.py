"""Look inside: the way of the picture, why this answer, and the network at work."""
