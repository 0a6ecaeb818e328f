"""Digits, garments and photographs to try."""
