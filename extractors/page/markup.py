"""A digital newspaper's HTML page as a record: title, byline, date and section from the markup, paragraphs as lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree, html
from lxml.html import HtmlElement

from extractors.page.blocks import folded
from extractors.page.bylines import read_names
from extractors.page.sheets import Piece, SheetError
from extractors.patterns import regex

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
SMALLER = "self::h2 or self::h3 or self::h4"
MOST = 0.6
LISTS = "//*[self::ul or self::ol or self::div][count(.//a) > 1]"
PAPER = regex(
    r"《(?P<beside>[^《》]{2,10}[报刊])》\s*[(\uff08]\s*\d{4}|来源\s*[:\uff1a]\s*(?P<source>[一-鿿]{2,9}[报刊])"
)
INFORMATION = regex(r"^\d{4}[-/.年].{4,20}(?:来源|作者|编辑)\s*[:\uff1a]")  # 2024-05-06 10:22 来源:某某日报 作者:刘洋
AUTHOR = regex(r"(?:作者|记者)\s*[:\uff1a]\s*[一-鿿·]{1,4}(?:\s?[一-鿿]{1,3})?")
PAPER_TITLE = regex(r"(?:^|[-_|—–])\s*([一-鿿]{2,9}报)(?:数字报|电子版)?$")
SITE = regex(r"\s*(?:[-_|—–]|::)\s*[^-_|—–]{2,20}$")
DAY = regex(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
EDITION = regex(r"第\s*0*([A-Z]?\d{1,2})\s*版")


def read(text: str) -> Piece:
    """The page's record. Raises SheetError when there is no text in it."""
    root = _parsed(text)
    for element in root.xpath(  # browsers save a page with a comment before its root, which none of its own
        "//*/comment()|//*/processing-instruction()|" + "|".join(f"//{name}" for name in DROPPED.split())
    ):
        element.drop_tree()
    for element in root.xpath(LISTS):
        if element.getparent() is not None and _is_list(element):
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


def _is_list(element: HtmlElement) -> bool:
    """Whether an element is links and little else: navigation, related articles."""
    linked = sum(len(_text(a)) for a in element.iter("a"))
    return linked >= 0.7 * len(_text(element))


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
    author = _first(named, _classed(root, "author")) or _meta(root, "author") or _signed(root, body)
    lines = [line for line in _lines(body) if line.lstrip("# ") != title]
    told = next((line for line in lines[:4] if INFORMATION.search(line)), "")
    lines = [line for line in lines if line != told]
    if told and not author:
        author = (AUTHOR.search(told) or [""])[0]
    return {
        "kicker": _first(root.xpath(f"//founder-introtitle|//h1/preceding-sibling::*[{SMALLER}]")),
        "title": title,
        "subtitle": _first(root.xpath(f"//founder-subtitle|//h1/following-sibling::*[1][{SMALLER}]")),
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
    whole = _text(root)
    days = [re.sub(r"\s", "", found.group()) for said in (*given, whole) if (found := DAY.search(said))]
    edition = EDITION.search(whole)
    return {
        "newspaper": _meta(root, "og:site_name", "newspaper", "publication") or _newspaper(root, whole),
        "date": days[0] if days else "",
        "page": edition[1] if edition else "",
    }


def _newspaper(root: HtmlElement, whole: str) -> str:
    """The newspaper by its name beside a date, by the source given, or at the end of the page's title."""
    told = PAPER.search(whole)
    ended = PAPER_TITLE.search(" ".join(root.xpath("//head/title/text()")).strip())
    return (told and (told["beside"] or told["source"])) or (ended[1] if ended else "")


def _signed(root: HtmlElement, body: HtmlElement) -> str:
    """A byline that stands by itself in the markup above the text."""
    inside = set(body.iter())
    for element in root.iter():
        for text, owner in ((element.text, element), (element.tail, element.getparent())):
            line = " ".join((text or "").split())
            if owner is None or owner in inside or not 2 <= len(line) <= 60:
                continue
            credits = read_names(folded(_without_label(line)), otherwise="reporter")
            if credits and (credits.said or line != _without_label(line)):
                return line
    return ""


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
    """The element whose own paragraphs hold the most text; without paragraphs the one that holds most of the text."""
    sizes: dict[HtmlElement, int] = {}
    for paragraph in root.xpath(".//p"):
        parent = paragraph.getparent()
        sizes[parent] = sizes.get(parent, 0) + len(_text(paragraph))
    best = max(sizes, key=lambda e: sizes[e], default=None)
    if best is not None and sizes[best] > 20:
        return best
    inner = next(iter(root.xpath(".//body")), root)
    while inner is not None:
        root = inner
        inner = next((child for child in root if len(_text(child)) > MOST * len(_text(root))), None)
    return root


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
