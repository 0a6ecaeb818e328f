"""The document around the page: title, previews of links, manifest."""
