"""A digital newspaper's HTML page as a record: title, byline, date and section from the markup, paragraphs as lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree, html
from lxml.html import HtmlElement

from extractors.sheets import Piece, SheetError

DROPPED = "script style noscript nav form iframe button select footer aside template svg"
BREAKING = (
    "p div br li ul ol dl dt dd tr table tbody td th section article main header figure figcaption blockquote pre "
    "h1 h2 h3 h4 h5 h6 hr founder-title founder-content founder-author founder-imp"
)
BLOCKS = frozenset(BREAKING.split())
BODY = (
    "//founder-content",
    "//*[@itemprop='articleBody']",
    "//*[@id='ozoom' or @id='articleContent' or @id='article_content' or @id='content_area' or @id='zoom']",
    "//*[contains(concat(' ', @class, ' '), ' article-content ') or contains(concat(' ', @class, ' '), ' TRS_Editor ')"
    " or contains(concat(' ', @class, ' '), ' article-body ') or contains(concat(' ', @class, ' '), ' rm_txt_con ')]",
)
"""Where digital newspapers keep an article's text, surest first: Founder's pages, schema.org, common systems."""

WORDS = {
    "title": ("title", "headline", "bt"),
    "author": ("author", "byline", "writer", "zuozhe"),
    "date": ("date", "time", "pubtime", "pub-time", "pubdate"),
    "section": ("section", "column-name", "lanmu", "channel"),
}
SITE = re.compile(r"\s*(?:[-_|—–]|::)\s*[^-_|—–]{2,20}$")
DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
EDITION = re.compile(r"第\s*0*([A-Z]?\d{1,2})\s*版")


def read(text: str) -> Piece:
    """The page's record. Raises SheetError when there is no text in it."""
    root = _parsed(text)
    for element in root.xpath(
        "//comment()|//processing-instruction()|" + "|".join(f"//{name}" for name in DROPPED.split())
    ):
        element.drop_tree()
    articles = [a for a in root.xpath("//article[not(ancestor::article)]") if len(_text(a)) > 40]
    if len(articles) > 1:
        body = "\n\n-----\n\n".join("\n\n".join(_lines(article)) for article in articles)
        fields = {"text": body}
    else:
        fields = _article(root, articles[0] if articles else root)
    if not fields["text"].strip():
        raise SheetError(": no text in this HTML; save the page with its article")
    return Piece({**fields, **_origin(root)}, "")


def _parsed(text: str) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8")
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise SheetError(f": not HTML that can be read ({error}); save the page anew") from error


def _article(root: HtmlElement, within: HtmlElement) -> dict[str, str]:
    body = next((found for path in BODY for found in root.xpath(path) if len(_text(found)) > 20), None)
    if body is None:
        body = _densest(within)
    title = _title(root)
    named = root.xpath("//founder-author|//*[@itemprop='author']")
    author = _first(named, _classed(root, "author")) or _meta(root, "author")
    lines = [line for line in _lines(body) if line.lstrip("# ") != title]
    return {
        "kicker": _first(root.xpath("//h1/preceding-sibling::*[self::h2 or self::h3 or self::h4]")),
        "title": title,
        "subtitle": _first(root.xpath("//h1/following-sibling::*[1][self::h2 or self::h3 or self::h4]")),
        "author": _without_label(author),
        "section": _meta(root, "article:section", "section") or _first(_classed(root, "section")),
        "text": "\n\n".join(lines),
    }


def _origin(root: HtmlElement) -> dict[str, str]:
    """Newspaper, date and page number as the markup says them."""
    given = [
        _meta(root, "article:published_time", "publishdate", "pubdate", "date", "og:release_date", "datepublished"),
        *root.xpath("//time/@datetime"),
        *map(_text, (*root.xpath("//founder-date"), *_classed(root, "date"))),
    ]
    days = [re.sub(r"\s", "", found.group()) for said in given if (found := DAY.search(said))]
    edition = EDITION.search(_text(root)[:4000])
    return {
        "newspaper": _meta(root, "og:site_name", "newspaper", "publication"),
        "date": days[0] if days else "",
        "page": edition[1] if edition else "",
    }


def _title(root: HtmlElement) -> str:
    headings = [h for h in root.xpath("//founder-title|//h1") if _text(h)]
    if headings:
        return _text(headings[0])
    named = [e for e in _classed(root, "title") if 4 <= len(_text(e)) <= 80]
    given = _text(named[0]) if named else _meta(root, "og:title") or " ".join(root.xpath("//head/title/text()")).strip()
    return given if named else SITE.sub("", given)


def _classed(root: HtmlElement, what: str) -> list[HtmlElement]:
    """Elements whose class or id has one of the words for it: class="article-author"."""
    wanted = set(WORDS[what])
    return [
        element
        for element in root.xpath("//body//*[@class or @id]")
        if wanted & set(re.split(r"[\s_-]+", f"{element.get('class', '')} {element.get('id', '')}".lower()))
    ]


def _meta(root: HtmlElement, *names: str) -> str:
    for name in names:
        for element in root.xpath("//meta[@content]"):
            if name in ((element.get("name") or "").lower(), (element.get("property") or "").lower()):
                return " ".join(element.get("content", "").split())
    return ""


def _first(*found: Iterable[HtmlElement]) -> str:
    return next((text for elements in found for element in elements if 2 <= len(text := _text(element)) <= 60), "")


def _without_label(author: str) -> str:
    """作者:本报记者 许敬 -> 本报记者 许敬."""
    return re.sub(r"^(?:作者|文)\s*[:\uff1a]\s*", "", author)


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _densest(root: HtmlElement) -> HtmlElement:
    """The element whose own paragraphs hold the most text; the whole without paragraphs."""
    sizes: dict[HtmlElement, int] = {}
    for paragraph in root.xpath(".//p"):
        parent = paragraph.getparent()
        sizes[parent] = sizes.get(parent, 0) + len(_text(paragraph))
    best = max(sizes, key=lambda e: sizes[e], default=None)
    if best is not None and sizes[best] > 20:
        return best
    bodies = root.xpath(".//body")
    return bodies[0] if bodies else root


def _lines(element: HtmlElement) -> list[str]:
    """The element's text, a line for each block; headings marked."""
    pieces = "".join(_pieces(element)).split("\n")
    return [line for line in (" ".join(piece.split()) for piece in pieces) if line.strip("# ")]


def _pieces(element: HtmlElement) -> Iterator[str]:
    """Text with line breaks where blocks begin and end; a stack, because saved pages nest without end."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if tag in BLOCKS:
                yield "\n## " if tag in ("h1", "h2", "h3", "h4") else "\n"
            yield (node.text or "").replace("\n", " ")
        else:
            if tag in BLOCKS:
                yield "\n"
            if node is not element:
                yield (node.tail or "").replace("\n", " ")
