"""What is inside another organisation: 公安局|赛汉陶来边境|派出所, 中国邮政集团|有限公司."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extractors.body import bases
from extractors.body.bases import NOWHERE
from extractors.body.beside import is_trades
from extractors.body.named import Named, Spot
from extractors.document import Mention
from extractors.patterns import regex
from ontology.gazetteer import load

UNITS = (  # have units of their own
    "局", "支队", "大队", "总队", "中队", "派出所",
    "科学院", "研究院", "大学", "学院", "医院", "集团", "公司", "银行", "法院", "联社", "检查站",
    "登记中心", "管理中心", "保险中心",
)  # fmt: skip
PERSON = regex(  # 医院|外科主任李明来自|大学: no unit
    r"主任|[院校团社科部处局所站队馆]长|主席|书记|教授|研究员|医师|董事"
)
ANOTHER = regex(r"省|自治区|大学|医院|出版社|剧[团院]")  # 农业科学院|吉林省民间|艺术团: no unit of it
CODE_OF_COUNTY = 6
LEGAL_FORMS = ("有限", "股份", "(", "（")
GOES_ON = "name-goes-on"
"""One name that holds another, of which that is no actor."""


def unit(spot: Spot) -> Named | None:
    """呼伦贝尔边境管理支队|恩和|边境派出所: inside the organisation before it."""
    clause = bases.clause_begin(spot.text, spot.begin)
    owner = next((spot.before[end] for end in range(spot.begin, clause, -1) if end in spot.before), None)
    gap = spot.text[owner.end : spot.begin] if owner else ""
    bracketed = gap.startswith(("(", "（")) and gap.endswith((")", "）"))  # 包钢|(集团)|公司
    if not owner or not (owner.canonical.endswith(UNITS) or (owner.rule == "firm" and bracketed)):
        return None
    if gap.startswith(("和", "与", "、")) or PERSON.search(gap) or ANOTHER.search(gap):
        return None
    whole = bases.name_begin(spot.text, owner.end, spot.begin) == owner.end or is_trades(gap, joined=False)
    if not whole and gap.removesuffix("边境") not in _townships(owner.seat[1]):
        return None
    unit = spot.of_owner(owner, owner.canonical + spot.text[owner.end : spot.anchor.end], "unit")
    if (gap + spot.name).startswith(LEGAL_FORMS):  # 中国邮政集团|有限公司
        unit = replace(unit, rule=GOES_ON, above=owner.above)
    elif owner.canonical.endswith("银行"):  # 中国工商银行|呼和浩特分行
        near = bases.county_around(spot.ground, spot.begin)
        unit = replace(unit, rule=GOES_ON, above=NOWHERE, seat=near.ref if near else NOWHERE)
    region = called(spot, gap)
    return replace(unit, seat=region.ref, premises=(*unit.premises, region.canonical)) if region else unit


@cache
def _townships(code: str) -> frozenset[str]:
    """The townships of a county by their own words: 公安局|赛汉陶来|派出所."""
    return frozenset(bases.HEAD.sub("", child.name) for child in load().children(code) if len(code) == CODE_OF_COUNTY)


def called(spot: Spot, stem: str, *, wide: bool = False) -> Mention | None:
    """The region of the article that an own name goes by: 阿尔山|边境派出所; `wide`: a county or more (塔里木|大学)."""
    regions = (m for m in spot.ground.regions if not wide or m.level not in ("township", "village"))
    named = (m for m in regions if len(stem) > 1 and m.canonical.startswith(stem) and not m.generic)
    return next(named, None)
