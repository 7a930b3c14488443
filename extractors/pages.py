"""A file -> its pages -> their articles: the front of the page reader."""

from extractors.page.assembly import Assembly, Placed, assemble
from extractors.page.files import PageError, read_pages

__all__ = ["Assembly", "PageError", "Placed", "assemble", "read_pages"]
