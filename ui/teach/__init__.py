"""What a visitor teaches: their own hand, and their own symbols."""
