"""How training images are distorted: digits, garments and photographs."""
