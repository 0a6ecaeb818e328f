"""How weights are changed: the optimiser, its learning rate, and the average of the weights."""
