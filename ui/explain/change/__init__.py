"""What would make it another digit."""
