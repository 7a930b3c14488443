"""Names of programmes: which phrases could be one, and what speaks for and against each."""
