"""Home: how the shop serves its customers, day by day."""
