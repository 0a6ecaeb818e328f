"""Answers on the visitor's device: the networks, and the way of a drawing, in the browser."""
