"""Party bodies that a text sets up, gives members or calls by a name: 开发区|成立|非公企业综合党委."""

from __future__ import annotations

from dataclasses import replace

from extractors import words
from extractors.body import bases
from extractors.body.branch_words import is_task
from extractors.body.named import Named, Spot
from extractors.body.organs import EDGES
from extractors.document import Mention
from extractors.patterns import regex

SETS_UP = regex(
    r"(?P<verb>成立|组建|设立|建立|建起|组成|结成|联建|纳入|编入|编进|并入|划入|加入|[叫是]|叫[做作]|取名|名为|称为)[了起]?"
    r"(?P<own>[一-龥]{0,10})\Z"
)
COUNTED = regex(r"\s*[\d一二两三四五六七八九十百多余]+个")  # 已组建联村党委|9个: how many there are
KIND = regex(r"联合|联村|综合|村企联合|片区联合|第.联合")
OF_PLACES = ("联村", "综合", "片区联合")  # where no words of its own tell it from others
PLAIN = ("党委", "党总支", "党支部")
ALLIED = ("联合体", "产业", "产业链", "联盟", "片区", "商圈")  # 羊产业联合体|党总支
REACH = 16


def founded(spot: Spot) -> Named | None:
    """镇党委|成立|联村党委, 纳入|口岸联合党委: by words of its own, or of the region that the sentence tells of."""
    allied = spot.name in PLAIN and spot.text.endswith(ALLIED, 0, spot.begin)
    if not (allied or KIND.match(spot.name)) or COUNTED.match(spot.text, spot.anchor.end):
        return None
    made = SETS_UP.search(spot.text, max(0, spot.begin - REACH), spot.begin)
    if not made or not _is_own(made["own"]):
        return _again(spot)
    region = _region(spot, made.start())
    if not made["own"] and not (region and spot.name.startswith(OF_PLACES)):
        return None
    name = made["own"] + spot.full
    if not region:
        return spot.at(made.start("own"), name, "founded")
    premises = (f"{name} = {region.canonical}{name}",)
    return replace(spot.at(made.start("own"), region.canonical + name, "founded"), seat=region.ref, premises=premises)


def _again(spot: Spot) -> Named | None:
    """第一联合党支部|书记: the one set up before whose name ends so."""
    meant = [one for one in spot.before.values() if one.rule == "founded" and one.canonical.endswith(spot.full)]
    if not meant or not bases.free_before(spot.text, spot.begin):
        return None
    premises = (f"{spot.full} = {meant[-1].canonical}",)
    return replace(meant[-1], begin=spot.begin, end=spot.anchor.end, generic=True, premises=premises)


def _is_own(own: str) -> bool:
    """Whether words before the organ tell it from others: 口岸, 非公企业; not 一个, 先进."""
    return not own or (is_task(own) and not own.startswith(("一", "首", "新")) and not set(words.cut(own)) & EDGES)


def _region(spot: Spot, at: int) -> Mention | None:
    """The region that the sentence names last before a place, or whose committee it does."""
    sentence = max(spot.text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    owners = [one for one in spot.before.values() if sentence <= one.begin and one.end <= at]
    regions = {m.ref: m for m in spot.ground.regions}
    near = [m for m in spot.ground.regions if sentence <= m.at.begin and m.at.end <= at]
    last = max(owners, key=lambda one: one.end, default=None)
    if last and (not near or last.end >= near[-1].at.end):
        return regions.get(last.seat) if last.rule in ("committee", "body-of-region") else None
    return near[-1] if near and near[-1].level in ("township", "county") else None
