"""Damage by sliders, and the predictions of both networks."""
