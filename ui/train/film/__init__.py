"""The film of a run: a slider over the moments of its training."""
