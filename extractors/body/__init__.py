"""Names of organisations in full: what stands before an organ, its own name, what it belongs to."""
