"""Training of the ink network."""
