"""Subjects without a name of their own: 公司将..., 工委同旗委党校..., and bodies that nobody recognised.

A bare kind word stands for the body of that kind named last; a subject that is no known body is still a subject,
so that nobody else is taken to act.
"""

from __future__ import annotations

import re

from extractors.clause_words import one_of
from extractors.document import Mention
from extractors.rows import Row

ACTS = rf"(?:{one_of('adverb')}|{one_of('act')})"
BARE = re.compile(rf"(?:这家|这个|该|本)?(?P<kind>{one_of('body')})(?={ACTS})")
UNKNOWN = re.compile(
    rf"""
    (?! 各|每|全|多|一些|该|这|有的|不少|所在|其|[在以把将对由从向为与同让使被给按通随据围依立结聚] )
    (?P<name> [^,\uff0c。的在把将让使“”]{{2,14}}? (?: {one_of("body")} | [所站局厂队] | 中心 ) )
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
ACT = re.compile(one_of("act"))


class Bodies:
    """The bodies and regions of an article by the kind words that may stand for them."""

    def __init__(self, actors: Row) -> None:
        self._actors = actors
        self._of_kind: dict[str, Row] = {}

    def meant(self, words: str, begin: int) -> Mention | None:
        """The one named last before a clause that a bare kind word at its head stands for."""
        match = BARE.match(words)
        if match is None:
            return None
        kind = match["kind"]
        if kind not in self._of_kind:
            self._of_kind[kind] = Row(actor for actor in self._actors if _is_kind(actor, kind))
        return next(self._of_kind[kind].back_from(begin), None)


def _is_kind(actor: Mention, kind: str) -> bool:
    return actor.type != "Person" and actor.canonical.endswith(ALIKE.get(kind, kind))


def unknown(words: str) -> bool:
    """A clause whose own subject is a body that is no mention: 经棚供电所成立了..."""
    match = UNKNOWN.match(words) or BARE.match(words)
    return match is not None and ACT.search(match.group()) is None
