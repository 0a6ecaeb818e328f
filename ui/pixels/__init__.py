"""Pictures as they travel to the page, and how it paints them."""
