"""What stands between the page and the network: guard, health, named endpoints."""
