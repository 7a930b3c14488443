"""Everything after reading: resolution, quads, store, queries, exports, explorer, server, commands."""
