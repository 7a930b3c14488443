"""A post's title in one official form: 支书 is 党支部书记, 组织部长 组织部部长, 党委副书记 of a committee 副书记."""

from __future__ import annotations

import re
from functools import cache

from extractors.body.organs import ORGANS, Organ
from extractors.patterns import regex
from extractors.person.posts import POSTS

TITLE = regex(  # 现任|党支部|常务副|书记
    r"""
    [“”‘’\s、的]* (?: 现任 | 新任 | 时任 | 兼任 | 现 | 兼 | 任 (?! 务) )*
    (?P<former> 原任? | 前任? (?! 台) )?
    (?P<early> 副 (?= 党 ) )?  # 副|支书
    (?: 驻村 (?= 第一 ) )?
    (?P<organ> .*? )
    (?P<rank> (?: 常务 | 第一 | 专职 | 执行 | 代 | 名誉 | 首席 )? 副? )
    """,
    re.VERBOSE,
)
LEADERS = ("党委", "党工委", "工委", "大工委", "大党委", "委员会")  # their secretary is the 书记 as such
OWN_POSTS = {  # rank of an organ -> the posts that are named after it
    "department": ("书记", "部长"),
    "general": ("书记", "委员"),
    "branch": ("书记", "委员"),
    "group": ("组长",),
    "village": ("主任", "委员"),
}
SHORT = {"政法委员会": "政法委", "纪律检查委员会": "纪委", "统一战线工作部": "统战部", "纪委监委": "纪委"}
LEADING_GROUP = "党组"
OF_VILLAGE = "第一"  # 第一书记 is sent to a village, whoever's the branch


@cache
def normal_title(title: str, organisation: str) -> str:
    """The title as offices are officially called, without the place; `organisation` is the full name of the body."""
    word = next((title[at:] for at in range(len(title)) if title[at:] in POSTS), "")
    official = POSTS[word].normal if word else ""
    normal = title.removesuffix(word) + official if official and not title.endswith(official) else title
    head = _head(normal)
    parts = TITLE.fullmatch(normal.removesuffix(head)) if head else None
    if not parts:
        return normal
    rank = parts["early"] or parts["rank"]
    organ = parts["organ"] or ("" if rank == OF_VILLAGE else organ_word(organisation, head))
    return ("原" if parts["former"] else "") + ("" if organ in LEADERS else organ) + rank + head


def _head(title: str) -> str:
    """The shortest post that ends a title: 书记 of 党支部副书记."""
    return next((title[at:] for at in range(len(title) - 1, -1, -1) if title[at:] in POSTS), "")


def organ_word(organisation: str, head: str) -> str:
    """The organ that a post of the organisation is named after: 组织部, 党支部; "" where the post stands alone."""
    organ = _organ(organisation)
    if organ is None:
        return ""
    name = organ.full or organ.name
    if name.endswith(LEADING_GROUP):
        return LEADING_GROUP if head == "书记" else ""
    if head not in OWN_POSTS.get(organ.rank, ()) or (head == "部长" and not name.endswith("部")):
        return ""
    plain = {"general": "党总支", "branch": "党支部", "group": "党小组"}.get(organ.rank, name)
    return SHORT.get(plain, plain)


def _organ(organisation: str) -> Organ | None:
    """The organ that an organisation's full name ends with, the longest."""
    endings = (organisation[at:] for at in range(len(organisation)))
    return next((_by_name()[ending] for ending in endings if ending in _by_name()), None)


@cache
def _by_name() -> dict[str, Organ]:
    return {organ.full or organ.name: organ for organ in ORGANS} | {organ.name: organ for organ in ORGANS}
