"""Synthetic pictures: digits, printed figures, letters and other outliers, and whole pages."""
