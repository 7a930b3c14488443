"""Sentences with their entities marked, for the tests: {Region:赤峰市}实施{Programme:头雁工程}.

`{Class:name}` names an entity; `{Class:name=canonical}` stands for another one (该旗 = 扎赉特旗); `|` ends a paragraph.
A person's role is what stands right before the name: 村民{Person:王先}.
"""

from __future__ import annotations

import re

from hypothesis import strategies

from extractors.document import Article, Found, Mention, Page, Part, Ref, Relation, Span

MARK = re.compile(r"\{(?P<type>[A-Za-z]+):(?P<name>[^={}]+)(?:=(?P<canonical>[^{}]+))?\}")

ROLE = re.compile(r"[^,。:“”|\s的]{0,6}$")


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
        role = ROLE.search(text) if match["type"] == "Person" else None
        said = role.group() if role else ""
        mentions.append(Mention(match["type"], canonical, at, name, canonical, "test", generic=generic, role=said))
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


NAMES = (
    "{Region:赤峰市}",
    "{Region:官地镇}",
    "{PartyOrganisation:镇党委}",
    "{Organisation:晟辉公司}",
    "{Person:王金柱}",
    "{Programme:头雁工程}",
    "{Programme:擂台赛}",
    "{Policy:千万工程}",
    "{Place:党建长廊}",
)
MARKS = "在的和与、,。:“”‘’|近由等为将是"
WORDS = (
    "我们",
    "他",
    "说",
    "表示",
    "实施",
    "打造",
    "开展",
    "参加",
    "获得第一",
    "学习",
    "15支",
    "12个",
    "3万元",
    "党员",
    "书记",
    "成员",
    "缩影",
    "脱颖而出",
    "联合",
    "融入",
    "举行",
    "一些地方",
    "成立",
    "百余名",
    "各50个",
    "“1”即",
)


@strategies.composite
def scrambled(draw: strategies.DrawFn) -> tuple[Article, Found]:
    """Names, verbs and marks in any order, never two line ends together."""
    words = draw(strategies.lists(strategies.sampled_from([*NAMES, *MARKS, *WORDS]), min_size=1, max_size=30))
    marked = re.sub(r"\|+", "|", "".join(words)).strip("|")
    return read(marked or "。")
