"""The frame of the page: its document, header and address."""
