"""Training runs of the page's visitors, each in a process of its own."""
