"""Look inside: the steps of preprocessing, the evidence, and the units of the network."""
