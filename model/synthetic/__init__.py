"""Digits, printed figures, letters and other outliers, all made by code."""
