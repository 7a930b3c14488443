"""Names of regions and places: where they stand, what is left out of them, which one is meant."""
