"""Which media type to answer in (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Sequence


def accepted(header: str) -> list[tuple[str, float]]:
    """Media ranges with their weights, as the header has them; a broken weight counts as 0."""
    found = []
    for part in header.split(","):
        range_, *parameters = (piece.strip() for piece in part.split(";"))
        weights = [text[2:] for text in parameters if text.lower().startswith("q=")]
        if range_:
            found.append((range_.lower(), _weight(weights[0]) if weights else 1.0))
    return found


def _weight(text: str) -> float:
    return float(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else 0.0


def _matches(range_: str, media_type: str) -> int:
    """How closely a media range fits: 3 exactly, 2 by its first half, 1 any, 0 not."""
    if range_ == media_type:
        return 3
    if range_ == "*/*":
        return 1
    return 2 if range_.endswith("/*") and media_type.startswith(range_[:-1]) else 0


def weight(header: str, media_type: str) -> float:
    """What the most exact range that fits says."""
    fits = [(_matches(range_, media_type), q) for range_, q in accepted(header)]
    best = max((closeness for closeness, _ in fits), default=0)
    return max((q for closeness, q in fits if closeness == best), default=0.0) if best else 0.0


def best(header: str, offers: Sequence[str]) -> str | None:
    """The offer the header likes most, the first among equals; the first of all without a header; None for none."""
    if not header.strip():
        return offers[0]
    liked = [(weight(header, offer), -at, offer) for at, offer in enumerate(offers)]
    top = max(liked)
    return top[2] if top[0] > 0 else None


def wants_html(header: str, offers: Sequence[str]) -> bool:
    """A browser: it names text/html and likes it at least as much as anything we offer."""
    html = [q for range_, q in accepted(header) if range_ in ("text/html", "application/xhtml+xml")]
    return bool(html) and all(max(html) >= q for range_, q in accepted(header) if range_ in offers)
