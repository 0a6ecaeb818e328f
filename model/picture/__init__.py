"""Any picture → upright pixels → ink → the MNIST format."""
