"""Sentences with their entities marked, for the tests: {Region:赤峰市}实施{Programme:头雁工程}.

`{Class:name}` names an entity; `{Class:name=canonical}` stands for another one (该旗 = 扎赉特旗); `|` ends a paragraph.
"""

from __future__ import annotations

import re

from extractors.document import Article, Found, Mention, Page, Part, Ref, Relation, Span

MARK = re.compile(r"\{(?P<type>[A-Za-z]+):(?P<name>[^={}]+)(?:=(?P<canonical>[^{}]+))?\}")


def read(marked: str, *, kind: str = "report") -> tuple[Article, Found]:
    """The article of a marked text and its mentions."""
    text = ""
    mentions: list[Mention] = []
    place = 0
    marked = marked.replace("|", "\n")
    for match in MARK.finditer(marked):
        text += marked[place : match.start()]
        name, canonical = match["name"], match["canonical"] or match["name"]
        at = Span(len(text), len(text) + len(name))
        generic = bool(match["canonical"])
        mentions.append(Mention(match["type"], canonical, at, name, canonical, "test", generic=generic))
        text += name
        place = match.end()
    text += marked[place:]
    parts = [Part(Span(*m.span()), "body") for m in re.finditer(r"[^\n]+", text)]
    article = Article.of(Page("test", text), 1, kind=kind, column="", parts=parts, contributors=())
    assert article.text == text, "the parts must give the text back"
    return article, Found(tuple(mentions))


def holding(found: Found, given: str) -> Found:
    """`found` with posts: `吴晓华=社区党委` says that 吴晓华 has a post there."""
    refs: dict[str, Ref] = {m.canonical: m.ref for m in found.mentions}
    pairs = (pair.split("=") for pair in given.split())
    return found + Found(relations=tuple(Relation(refs[a], "holds", refs[b], (), "test") for a, b in pairs))
