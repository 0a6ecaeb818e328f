"""The page in engines other than Chromium's: Firefox's and WebKit's."""
