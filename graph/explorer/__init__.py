"""The explorer: one HTML file, open without a network, to see and walk the graph."""

from __future__ import annotations

from graph.explorer.page import render, write

__all__ = ["render", "write"]
