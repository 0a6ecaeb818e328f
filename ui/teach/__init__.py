"""What a visitor teaches: their own hand, their own symbols, and their own things."""
