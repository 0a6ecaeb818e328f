"""The parts of the page, without a browser; `test_server` starts the app."""
