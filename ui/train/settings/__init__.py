"""The settings of the Train tab: their form, and the link that contains them."""
