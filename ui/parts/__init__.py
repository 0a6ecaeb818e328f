"""What several parts of the page share."""
