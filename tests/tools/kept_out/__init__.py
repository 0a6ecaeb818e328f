"""Fonts, letters, doodles and scribbles that nothing is trained on: they measure refusal."""
