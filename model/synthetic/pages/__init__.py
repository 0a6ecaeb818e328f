"""Whole pages of writing on papers, photographed, with the ink that is on them."""
