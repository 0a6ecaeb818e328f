"""What frames the page: its header, its address, and its style."""
