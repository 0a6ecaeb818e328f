"""The curves of training runs, as two tabs draw them."""
