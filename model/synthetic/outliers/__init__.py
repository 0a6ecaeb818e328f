"""What is no digit: letters, invented characters, signs, doodles, scribbles, misplaced digits."""
