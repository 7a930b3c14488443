"""Subjects without a name of their own: 公司将..., 工委同旗委党校..., and bodies that nobody recognised.

A bare kind word stands for the body of that kind named last; a subject that is no known body is still a subject,
so that nobody else is taken to act.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.document import Mention
from extractors.patterns import regex
from extractors.rows import Row, outermost
from extractors.sentence.clause_words import one_of

ACTS = rf"(?:{one_of('adverb')}|{one_of('act')})"
BARE = regex(
    rf"""
    (?: (?:这家|这个|该|本)? (?P<kind> {one_of("body")} )
      | 该 (?P<this> [局所站院厂场行社校队会部委办段公司] )
      | 这家 [^,\uff0c。]{{0,16}} 的 [^,\uff0c。]{{0,6}}? (?P<firm> 公司|企业 )
    )
    (?= {ACTS} | \d | [现共]?有 | 辖区 | 境内 | 总?面积 | 总人口 | 常住 )
    | (?: (?P<inside> [县旗市区镇乡村段院厂校局队社] ) 里 | 这个 (?P<that> [县旗市区镇乡村] | 社区|嘎查|苏木|街道 ) )
      (?! [,\uff0c、的人头面外] )
    """,
    re.VERBOSE,
)
"""公司将...; 该局上线了...; 市里一开始就...; 这个镇用...; 这家由11个村入股的国有公司推行..."""
ORGAN = regex(
    r"(?P<owner>公司|集团|企业|学校|医院|学院|街道|社区|嘎查|苏木|[村镇乡局厂段行院站社])(?P<organ>党委|党总支|党支部|党工委|党组|工会|团委)"
)
"""学校|党支部牵头成立...: the branch of the school named last."""
UNKNOWN = regex(
    rf"""
    (?! 各|每|全|多|一些|该|这|有的|不少|所在|其|[在以把将对由从向为与同让使被给按通随据围依立结聚] )
    (?P<name> [^,\uff0c。的在把将让使“”]{{2,14}}? (?: {one_of("body")} | [所站局厂队村] | 中心 ) )
    (?={ACTS})
    """,
    re.VERBOSE,
)
ALIKE = {
    "学校": ("学校", "中学", "小学", "高中", "学院", "大学"),
    "公司": ("公司", "集团"),
    "企业": ("公司", "集团", "厂"),
    "医院": ("医院", "卫生院"),
}
"""Kind words that stand for bodies named otherwise."""
LEVELS = {"区": "county", "县": "county", "旗": "county", "镇": "township", "乡": "township", "村": "village"}
"""区里 is a district's, no community's."""
ACT = regex(one_of("act"))
TAIL = (6, 5, 4, 3)
"""So many characters at the end of a body's name stand for it."""
SINCE = regex(r"(?:成立|组建|揭牌|挂牌|建成|运行)(?:以来|至今|之后|后)")
"""今年1月份警地党支部|成立以来."""


@lru_cache(maxsize=16)  # of one clause one question after the other
def _bare(words: str) -> re.Match[str] | None:
    return BARE.match(words)


class Bodies:
    """The bodies and regions of an article by the kind words and the ends of names that may stand for them."""

    def __init__(self, actors: Sequence[Mention], text: str) -> None:
        self._actors = actors
        self._of_kind: dict[str, Row] = {}
        self._of_tail = _tails(actors)
        self._of_name: dict[str, Row] = {}
        self._heads = {tail[: TAIL[-1]] for tail in self._of_tail}
        self._dated = SINCE.search(text) is not None

    def meant(self, words: str, begin: int) -> Mention | None:
        """The one named last before a clause that a bare kind word, or the end of its name, at its head stands for."""
        return self.named_again(words, begin) or self._organ(words, begin) or self._of_kind_word(words, begin)

    def named_again(self, words: str, begin: int) -> Mention | None:
        """The one named before whose name, or end of name, the clause begins with or dates itself by."""
        heads = [words[:size] for size in TAIL] if words[: TAIL[-1]] in self._heads else []
        if self._dated and (since := SINCE.search(words)):
            heads += [words[since.start() - size : since.start()] for size in TAIL if size <= since.start()]
        rows = (self._named(head) for head in heads if head in self._of_tail)
        return next((found for row in rows for found in row.back_from(begin)), None)

    def _named(self, tail: str) -> Row:
        if tail not in self._of_name:
            self._of_name[tail] = outermost(self._of_tail[tail])
        return self._of_name[tail]

    def _organ(self, words: str, begin: int) -> Mention | None:
        """The organ of a body that is only called by its kind."""
        match = ORGAN.match(words)
        if match is None:
            return None
        whole = match.group()
        if whole not in self._of_kind:
            owner, organ = match["owner"], match["organ"]
            kinds = tuple(kind + organ for kind in (owner, *ALIKE.get(owner, ())))
            self._of_kind[whole] = outermost(actor for actor in self._actors if actor.canonical.endswith(kinds))
        return next(self._of_kind[whole].back_from(begin), None)

    def _of_kind_word(self, words: str, begin: int) -> Mention | None:
        match = _bare(words)
        if match is None:
            return None
        kind = match[match.lastgroup or "kind"]
        if kind not in self._of_kind:
            self._of_kind[kind] = outermost(actor for actor in self._actors if _is_kind(actor, kind))
        return next(self._of_kind[kind].back_from(begin), None)


def _tails(actors: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Bodies by their names and the ends of them (车务段 and 宁车务段 for 集宁车务段), regions by their names."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for actor in actors:
        if actor.type != "Person":
            for size in TAIL:
                if len(actor.name) == size or (len(actor.name) > size and actor.type != "Region"):
                    found[actor.name[-size:]].append(actor)
    return found


def _is_kind(actor: Mention, kind: str) -> bool:
    if actor.type == "Region" and actor.level and kind in LEVELS:
        return actor.level == LEVELS[kind]
    return actor.type != "Person" and actor.canonical.endswith(ALIKE.get(kind, kind))


def stranger(words: str) -> bool:
    """A clause of a speech whose own subject is a body with a name, no mere kind word: 老家村党委成立了..."""
    match = UNKNOWN.match(words)
    return match is not None and BARE.match(words) is None and ACT.search(match.group()) is None


def unknown(words: str) -> bool:
    """A clause whose own subject is a body that is no mention: 经棚供电所成立了..."""
    match = UNKNOWN.match(words) or _bare(words)
    return match is not None and ACT.search(match.group()) is None
