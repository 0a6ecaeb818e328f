"""Requests of the page to the server, and the visitors that they belong to."""
