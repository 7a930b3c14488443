"""Party bodies inside another organisation: 旗卫健委|机关党委, 集团|党组 after its full name."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.body import bases
from extractors.body.branch_words import UNIT_NOUNS, is_task, short_noun
from extractors.body.named import Named, Spot
from extractors.body.party_organs import PARTY
from extractors.body.short_names import FIRMS, SHORTEST, own_words
from extractors.patterns import regex

FOUNDED = regex(r"(?:组建成立|牵头成立|成立|组建|设立|建立|领办|创办|兴办)了?[‘“]?\Z")  # 街道|组建成立|‘大工委’
SENT = regex(r"派?驻[^，。；、,;\n的了是在]{1,14}\Z")
SHORTENED = regex(r"[(（](?:以下|下文|下)?简?称为?:?[“”]?[^()（）]{2,14}[)）]\Z")
EMPLOYERS = ("公司", "集团", "厂", "矿", "医院")
WORKSHOPS = ("车间", "班组", "工区", "项目部", "工段", "车队")
WARDS = ("内科", "外科", "儿科", "产科", "门诊", "医技", "急诊")
COLLEAGUES = regex(  # 医院|院长张明、副院长王敏、|党委|副书记
    r"""
    (?: (?:常务|执行|第一)? 副?
        (?: 院长|校长|园长|局长|厅长|主任|董事长|总经理|经理|所长|站长|场长|厂长|矿长|行长|会长|理事长|社长|台长|馆长
          | 支队长|大队长|队长|检察长|总工程师|[旗县市区镇乡]长|负责人 )
        [一-龥]{0,3} [、兼] ){1,4}
    """,
    re.VERBOSE,
)
LISTED = 40  # characters that a list of people with their posts may be long
POST = regex(r"副?书记|委员")
EVERY = "各每全所诸"
THAT = regex(r"该(?P<kind>公司|企业|学校|医院|集团|支队|大队|检察院|法院|中心|局|院|所|站|行|校|厂|矿)")
KINDS_OF = {  # what an organisation said before may end with, of a general word for it
    "集团公司": ("集团", "集团公司", "集团有限公司", "集团有限责任公司", "集团股份有限公司"),
    "集团": ("集团", "集团公司", "集团有限公司", "集团有限责任公司", "集团股份有限公司"),
    "企业": ("公司", "集团", "厂"),
    "学校": ("学校", "学院", "大学", "中学", "小学", "幼儿园"),
    "矿": ("矿", "煤业公司"),
}


def sent(spot: Spot) -> Named | None:
    """县纪委监委|驻农信社|纪检监察组, 农场|成立|驻广州|流动党支部: sent by the organisation before it."""
    sent = SENT.search(spot.text, max(0, spot.begin - 18), spot.begin)
    if not sent:
        return None
    founded = FOUNDED.search(spot.text, max(0, sent.start() - 6), sent.start())
    end = founded.start() if founded else sent.start()
    owner, named = spot.before.get(end), None
    if owner:
        named = spot.of_owner(owner, owner.canonical + sent[0] + spot.full, "sent")
    elif spot.name.startswith("纪检") and sent.end() == spot.begin:
        named = _of_inspectors(spot, sent)
    elif "流动" in sent[0] + spot.name:
        named = _away(spot, sent, end)
    return replace(named, begin=sent.start()) if named and founded else named


def _of_inspectors(spot: Spot, sent: re.Match[str]) -> Named | None:
    """驻区教育局|纪检监察组: sent by the county's commission, which stands nowhere near."""
    near = bases.county_around(spot.ground, sent.start())
    sender = f"{near.seat.name}纪委监委" if near else ""
    return spot.of_base(replace(near, begin=sent.start()), sender + sent[0] + spot.full, "sent") if near else None


def _away(spot: Spot, sent: re.Match[str], end: int) -> Named | None:
    """盛桥镇|驻温州|流动党员党支部: of the members away from home, based where they are, if that is named in full."""
    home = bases.base(spot.ground, end, levels=bases.LEVELS)
    there = [m for m in spot.ground.regions if sent.start() < m.at.begin and m.at.end <= spot.begin]
    named = spot.of_base(home, home.seat.name + sent[0] + spot.full, "sent") if home else None
    return replace(named, seat=there[0].ref) if named and there else named


def of_organisation(spot: Spot) -> Named | None:
    """旗卫健委|机关党委: of the organisation before it."""
    inner = "机关" if spot.text.endswith("机关", 0, spot.begin) else ""  # 市委组织部|机关|第二党支部
    if shortened := SHORTENED.search(spot.text, max(0, spot.begin - 30), spot.begin):
        inner = shortened[0]  # 公司(以下简称“新通公司”)党支部
    inner = inner or "的" * spot.text.endswith("的", 0, spot.begin)  # 分公司的党支部
    owner = spot.before.get(spot.begin - len(inner))
    inner = "" if shortened else inner.strip("的")
    if owner:
        return spot.of_owner(owner, owner.canonical + inner + spot.full, "body-of-organisation")
    clause = bases.clause_begin(spot.text, spot.begin, reach=10)
    start = bases.name_begin(spot.text, clause, spot.begin)
    owner = next((spot.before[end] for end in range(spot.begin - 1, start - 1, -1) if end in spot.before), None)
    if not owner and (firm := _called(spot, spot.text[start : spot.begin])):
        return replace(spot.of_owner(firm, firm.canonical + spot.full, "body-of-organisation"), begin=start)
    gap = spot.text[owner.end : spot.begin] if owner else ""
    if owner and gap.endswith(UNIT_NOUNS):  # 有限公司|装卸车间|党支部
        return spot.of_owner(owner, owner.canonical + gap + spot.full, "body-of-organisation")
    if not owner and spot.text[start : spot.begin].endswith(UNIT_NOUNS):
        return _of_workshop(spot, start)
    if owner and gap in ("前", "原"):  # 中国文联|前|党委书记
        return spot.of_owner(owner, owner.canonical + spot.full, "body-of-organisation")
    if not owner or owner.rule != "central-organ":
        return None
    named = spot.of_owner(owner, spot.text[owner.begin : spot.anchor.end], "body-of-organisation")
    county = bases.main_county(spot.ground)  # 中央编办|定点帮扶前方|党小组 works in the county of the article
    return replace(named, seat=county.ref, premises=(f"文中多说{county.canonical}",)) if county else named


def _called(spot: Spot, stem: str) -> Named | None:
    """The firm of these words: 顺通物流|党支部 after 顺通物流有限公司."""
    firms = (one for one in spot.before.values() if one.canonical.endswith(FIRMS))
    return next((one for one in firms if len(stem) >= SHORTEST and own_words(one.canonical).endswith(stem)), None)


def listed_unit(spot: Spot) -> Named | None:
    """县检察院第一检察部党支部、|第二检察部|党支部, 检察院党组、|机关|党委: of the organisation of the one before."""
    mark = spot.text.rfind("、", max(0, spot.begin - 16), spot.begin)
    gap = spot.text[mark + 1 : spot.begin]
    beside = spot.before.get(mark) if mark >= 0 else None
    owner = next((one for one in spot.before.values() if beside and one.ref == beside.above), None)
    if not owner or not beside or beside.rule not in ("body-of-organisation", "listed-unit"):
        return None
    unit = is_task(gap) and gap.endswith(UNIT_NOUNS) and gap[0] not in EVERY if gap else spot.name.startswith("机关")
    if not unit:
        return None
    premises = (f"{gap}{spot.name} = {owner.canonical}{gap}{spot.full}",)
    named = spot.of_owner(owner, owner.canonical + gap + spot.full, "listed-unit")
    return replace(named, begin=mark + 1, premises=premises)


def of_colleagues(spot: Spot) -> Named | None:
    """公安局|局长、|党委|书记: of the organisation of the posts before it in the list."""
    if not POST.match(spot.text, spot.anchor.end):
        return None
    ends = (end for end in spot.before if spot.begin - LISTED <= end < spot.begin)
    owner = next((spot.before[end] for end in ends if COLLEAGUES.fullmatch(spot.text, end, spot.begin)), None)
    if not owner or owner.rule == "committee":
        return None
    premises = (f"{spot.name} = {owner.canonical}{spot.full}",)
    named = spot.of_owner(owner, owner.canonical + spot.full, "body-of-organisation")
    return replace(named, begin=spot.begin, premises=premises)


def of_that_body(spot: Spot) -> Named | None:
    """该院深入学习,|机关党委|把小组建在一线: of the body that the sentence points at."""
    if not spot.name.startswith(("机关", "党组")) or not bases.free_before(spot.text, spot.begin):
        return None
    sentence = max(spot.text.rfind(mark, 0, spot.begin) for mark in "。！？\n") + 1
    that = THAT.search(spot.text, sentence, spot.begin)
    ends = KINDS_OF.get(that["kind"], (that["kind"],)) if that else ()
    owners = [one for one in spot.before.values() if ends and one.canonical.endswith(ends) and one.type != PARTY]
    if not owners:
        return None
    named = spot.of_owner(owners[-1], owners[-1].canonical + spot.full, "body-of-organisation")
    return replace(named, begin=spot.begin, premises=(f"{spot.name} = {named.canonical}",))


def _of_workshop(spot: Spot, start: int) -> Named | None:
    """剥离车间|党支部 in an article on one firm, 外科|党支部 in one on a hospital."""
    firms = {one.canonical: one for one in spot.before.values() if one.canonical.endswith(EMPLOYERS)}
    workshop = spot.text[start : spot.begin]
    if len(firms) != 1 or not workshop.endswith((*WORKSHOPS, *WARDS)) or workshop in WORKSHOPS:
        return None
    firm = next(iter(firms.values()))
    canonical = firm.canonical + workshop + spot.full
    premises = (f"{workshop} = {firm.canonical}{workshop}",)
    named = spot.of_owner(firm, canonical, "body-of-organisation")
    return replace(named, begin=start, premises=premises)


def said_before(spot: Spot, words_of_organ: str = "") -> Named | None:
    """小区党支部 after 金色家园小区党支部, 局党组 after 兴和县公安局: the one named before, or its."""
    noun = short_noun(spot.text, spot.begin) or _tail(spot)
    begin = spot.begin - len(noun)
    if not noun or not bases.free_before(spot.text, begin):
        return None
    full = words_of_organ or spot.full
    ends = KINDS_OF.get(noun, (noun,))
    same = [one for one in spot.before.values() if one.canonical.endswith(tuple(end + full for end in ends))]
    owners = [one for one in spot.before.values() if one.canonical.endswith(ends) and one.type != PARTY]
    if not same and not owners:
        return None
    meant = same[-1] if same else spot.of_owner(owners[-1], owners[-1].canonical + full, "said-before")
    premises = (f"{noun}{full} = {meant.canonical}",)
    return replace(meant, begin=begin, end=spot.anchor.end, rule="said-before", generic=True, premises=premises)


def _tail(spot: Spot) -> str:
    """The words before the organ that a name said before ends with: 警地|党支部 after 前进村警地党支部."""
    tails = (spot.text[spot.begin - n : spot.begin] for n in (4, 3, 2))
    branches = [one.canonical for one in spot.before.values() if one.rule in ("branch", "quoted-name", "body-of-place")]
    return next((tail for tail in tails if any(name.endswith(tail + spot.full) for name in branches)), "")
