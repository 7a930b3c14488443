"""The server's parts: the query workers and their sandbox, the SPARQL protocol, the pages."""
