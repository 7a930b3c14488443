"""The own name before an organisation's kind: 鑫丰 + 种植养殖农民专业合作社, and where it starts."""

from __future__ import annotations

from dataclasses import dataclass

from extractors import bases, words
from extractors.bases import Ground
from extractors.document import Mention
from extractors.words import flag

BODY_NOUNS = (
    "行业", "产业", "广场", "大厦", "园区", "工业园", "产业园", "商圈", "小区", "市场", "景区", "商会", "片区", "公寓", "花园",
)  # fmt: skip
COMMON = 300  # a word jieba counted oftener is an everyday one


@dataclass(frozen=True, slots=True)
class OwnName:
    begin: int
    region: Mention | None  # the innermost place that the name starts with


def body_noun(text: str, at: int) -> str:
    """The kind of body that ends there (出租车行业|党支部), "" for none."""
    return next((noun for noun in BODY_NOUNS if text.endswith(noun, 0, at)), "")


def own_name(g: Ground, stem_end: int, end: int) -> OwnName | None:
    """The own name that ends at `end`, its kind starting at `stem_end`; None where nothing tells it from a plain noun."""
    clause = bases.clause_begin(g.text, stem_end)
    region = next((g.by_end[at] for at in range(stem_end, clause, -1) if at in g.by_end), None)
    floor = max(clause, region.at.end) if region else clause
    begin = bases.name_begin(g.text, floor, stem_end)
    if region and begin == region.at.end:
        return OwnName(prefixed(g, region), region if region.type == "Region" else None)
    return OwnName(begin, None) if is_proper(g.text[begin:stem_end]) else None


def prefixed(g: Ground, region: Mention) -> int:
    """Where a name starts that a place belongs to: 武警|呼和浩特支队."""
    for prefix in ("武警", "中国", "国网", "国家"):
        if g.text.endswith(prefix, 0, region.at.begin):
            return region.at.begin - len(prefix)
    return region.at.begin


def is_proper(stem: str) -> bool:
    """Whether a stem holds an own name: two characters or more that make no everyday word."""
    stem = stem.strip("“”‘’\"'()（）")
    if len(stem) < 2 or stem[0].isdigit():
        return False
    loose = 0
    for word in words.cut(stem):
        loose = loose + 1 if len(word) == 1 else 0
        if loose >= 2 or (len(word) > 1 and flag(word) in ("nr", "nrt", "nrfg", "nz", "ns") and words.frequency(word) < 2000):
            return True
    return False
