"""Names of people: where one may start and must end, what introduces it, posts, and where people live."""
