"""Digits and garments to try."""
