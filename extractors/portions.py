"""Portions of what is too long to be read at once: a page of several MB in one line, a book given as an article.

What the extractors do for a name looks at the other names of its article, so that their work grows with the square of
its length. A newspaper's article is never so long that this is felt, or that it is cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.document import Article, Part, Span
from extractors.patterns import regex

LONGEST = 40_000
"""Code points read at once: more than the longest report to a Party congress has."""
END = regex(r"[。！？!?；;]+[”’」』]*|(?=\n)")


def portions(article: Article) -> Iterator[tuple[int, Article]]:
    """Where each portion begins in the article's text, and the portion as an article; the article itself if it can."""
    text = article.text
    if len(text) <= LONGEST:
        yield 0, article
        return
    begin = 0
    while begin < len(text):
        end = _end(text, begin)
        yield begin, _portion(article, begin, end)
        begin = end
        while text.startswith("\n", begin):  # no part of the page has it
            begin += 1


def _end(text: str, begin: int) -> int:
    """The last end of a sentence or line within reach; where there is none, as far as that goes."""
    reach = begin + LONGEST
    if reach >= len(text):
        return len(text)
    ends = [match.end() for match in END.finditer(text, begin + LONGEST // 2, reach)]
    return ends[-1] if ends else reach


def _portion(article: Article, begin: int, end: int) -> Article:
    parts: list[Part] = []
    starts: list[int] = []
    for part, start in zip(article.parts, article.starts, strict=True):
        first, last = max(begin, start), min(end, start + part.span.end - part.span.begin)
        if first < last:
            shift = part.span.begin - start
            parts.append(replace(part, span=Span(first + shift, last + shift)))
            starts.append(first - begin)
    return replace(article, parts=tuple(parts), text=article.text[begin:end], starts=tuple(starts))
