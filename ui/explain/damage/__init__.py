"""Damage on sliders, and what the networks still say."""
