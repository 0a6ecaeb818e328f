"""The handling of requests before the page: allowed routes, limits, headers and health."""
