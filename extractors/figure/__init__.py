"""Numbers with units, what they count and of whom they are told."""
