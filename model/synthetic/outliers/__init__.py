"""Outliers: letters, invented characters, signs, doodles, scribbles and misplaced digits."""
