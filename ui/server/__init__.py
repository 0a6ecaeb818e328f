"""What stands between a request and the page: which may pass, within which limits, and health."""
