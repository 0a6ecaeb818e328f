"""The Teach tab: symbols of one's own."""
