"""What a text says behind a name that somebody is or became: 担任村党支部书记, 被选派到新房身村任第一书记."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.patterns import regex
from extractors.person.posts import Ends, Phrase, phrase

WHEN = r"(?:[,，]?(?:于|自|从)?(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:去年|今年|当年|年初|年底|随后)?[,，]?)"
ADVERBS = r"""
    (?: 现在 | 目前 | 如今 | 现 | 曾经 | 曾 | 后来 | 后 | 又 | 也 | 还 | 已 | 便 | 就 | 一直 | 高票
      | 连续 [一-龥\d]{1,4} 年 | 全票 | 成功 | 光荣 | 主动 | 继续 | 再次 | 连任 | 同时 | 先后 | 正式 | 临危受命 ){0,3}
    """
IS = regex(rf"(?:今年|现年)?(?:\d{{1,3}}岁)?,?{ADVERBS}(?:既是|便是|就是|是|作为|身为)", re.VERBOSE)
"""李爽|是|努文木仁乡...的流动党员."""
TAKES_OFFICE = regex(  # 高伟|担任|村党支部书记; 李志明|被任命为|农牧局局长
    rf"""
    {WHEN} {ADVERBS}
    (?: 现任 | 现担任 | 担任 | 当选为? | 出任 | 兼任 | 就任 | 接任 | 升任 | 任 (?! 务 | 何 | 性 | 由 | 凭 )
      | 被? (?: 任命 | 推选 | 推举 | 选举 | 选 | 聘任 | 聘请 | 聘 | 委任 | 提拔 | 选聘 | 吸纳 ) 为
      | 当上了? | 当起了? | 做起了? )
    """,
    re.VERBOSE,
)
SENT = regex(  # 张志强|被选派到|新房身村|任|第一书记
    rf"""
    {WHEN} {ADVERBS} (?: 被 | 受 )?
    (?: 选派 | 派驻 | 下派 | 委派 | 安排 | 抽调 | 组织 | 主动申请 | 来 | 回 | 调 | 派 | 前往 | 赴 )*
    [到往至在]? (?P<place> [一-龥“”]{{2,30}}? )
    (?: 担任 | 挂职任 | 挂任 | 挂职担任 | 任 (?! 务 | 何 | 性 ) | 当上? | 做 )
    """,
    re.VERBOSE,
)
BESIDE = regex(r"[,，(（]")  # 赵丽华|,|新房身村党支部书记|,
BESIDE_END = regex(r"[,，。;；)）\n]|\Z")
CLAUSE = regex(r"[^，。；！？,;!?\n]{0,60}")


def after_name(ends: Ends, at: int) -> Phrase | None:
    """The posts that stand behind a name."""
    return _is(ends, at) or _takes(ends, at) or _sent(ends, at) or beside(ends, at)


def chosen_as(ends: Ends, at: int) -> Phrase | None:
    """The posts behind 为, where somebody is chosen or named: 选举|王建军|为主任."""
    return _first(ends, at + 1, at) if ends.text[at : at + 1] == "为" else None


def beside(ends: Ends, at: int) -> Phrase | None:
    """A post with its organisation or place that fills the space between two marks behind the name."""
    mark = BESIDE.match(ends.text, at)
    clause = CLAUSE.match(ends.text, mark.end()) if mark else None
    if not mark or not clause:
        return None
    stop = mark.end() + len(clause[0].rstrip(")）"))
    said = phrase(ends, stop) if stop in ends.posts and BESIDE_END.match(ends.text, stop) else None
    full = said and said.held and said.begin == mark.end() and (said.organisations or said.regions)
    return said if full else None


def _is(ends: Ends, at: int) -> Phrase | None:
    """The last post of the clause."""
    link = IS.match(ends.text, at)
    clause = CLAUSE.match(ends.text, link.end()) if link else None
    if not link or not clause:
        return None
    last = next((end for end in range(clause.end(), link.end() + 1, -1) if end in ends.posts), 0)
    said = phrase(ends, last) if last else None
    return said if said and said.held and said.begin >= link.end() else None


def _takes(ends: Ends, at: int) -> Phrase | None:
    link = TAKES_OFFICE.match(ends.text, at)
    return _first(ends, link.end(), at) if link else None


def _sent(ends: Ends, at: int) -> Phrase | None:
    """The post and the place that somebody was sent to for it."""
    link = SENT.match(ends.text, at)
    place = ends.places.get(link.end("place")) if link else None
    said = _first(ends, link.end(), link.end("place")) if link and place else None
    return replace(said, regions=(place,)) if said and place and not said.regions else said


def _first(ends: Ends, at: int, floor: int) -> Phrase | None:
    """The first posts from a place on, several when they are listed; 兼任 may be read as a part, down to `floor`."""
    clause = CLAUSE.match(ends.text, at)
    stop = clause.end() if clause else at
    found: Phrase | None = None
    for end in range(at + 1, stop + 1):
        said = phrase(ends, end) if end in ends.posts else None
        if said and said.held and said.begin >= floor and (found is None or said.begin <= found.begin):
            found = said
    return found
