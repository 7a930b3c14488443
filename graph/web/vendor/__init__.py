"""Libraries of others, kept as published, with their licences."""
