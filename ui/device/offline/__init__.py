"""The page without its server: a service worker with the files of one version."""
