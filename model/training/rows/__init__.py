"""Training of the row network."""
