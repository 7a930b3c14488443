"""The explorer: one HTML file, open without a network, to see and walk the graph."""

from __future__ import annotations

from graph.explorer.page import render, write
from graph.explorer.part import neighbourhood

__all__ = ["neighbourhood", "render", "write"]
