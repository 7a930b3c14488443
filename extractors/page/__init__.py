"""From a page's text to its articles: blocks, what they look like, where they may go, the best way to place all."""
