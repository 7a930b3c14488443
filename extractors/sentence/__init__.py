"""Sentences and clauses: who speaks, who acts, what governs a name."""
