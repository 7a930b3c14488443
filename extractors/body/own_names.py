"""The own name before an organisation's kind: 鑫丰 + 种植养殖农民专业合作社, and where it starts."""

from __future__ import annotations

from dataclasses import dataclass

from extractors import words
from extractors.body import bases
from extractors.body.bases import Ground
from extractors.body.organs import EDGES
from extractors.document import Mention
from extractors.patterns import regex
from extractors.person.person_names import SOUNDS

NAMES = ("nr", "nrt", "nrfg", "nz", "ns")
COMMON = 2000  # a name that jieba counted oftener is an everyday word
GENERAL = (  # what an organisation is, and no name of it
    "地区", "各地", "系统", "单位", "部门", "领域", "方面", "所在", "龙头", "知名", "民营", "国有", "大型",
    "族", "上市", "双语", "强村",
)  # fmt: skip
COUNTED = regex(r"[一二两三四五六七八九十几数多0-9]+(?:大|家|个|所地)|年|其他|某")  # 两大|集团: none of them by name
LAND = frozenset("沟岭岗泉湾坡滩甸洼坝屯营庄峪峡岛")  # what names of land end with
KINDS = ("公司", "企业", "单位", "学校", "医院", "政府", "部门", "合作社")
NATIONAL = (
    "中国", "国网", "国能", "中铁", "中建", "中石", "华能", "华电", "大唐", "京能", "中粮", "中煤", "神华", "中化",
    "华润", "国电", "中储", "中核", "中广核", "国药", "国投", "中电", "蒙电", "中交", "中航", "中车", "中冶", "中船",
    "包钢", "鞍钢", "首钢", "酒钢", "宝钢", "武钢", "一汽", "人保", "国寿", "太平洋", "中华联合",
)  # fmt: skip
LONGEST_STEM = 9
MARKS = bases.BREAKS - {"·"}
LONGEST_TRADE = 10
IN_BRACKETS = regex(r"[(（](?:集团|控股|中国)[)）]\Z")
WORKS = (  # a quoted name before these is theirs, whatever its words
    "专业合作", "农民专业", "农牧业专业", "合作社", "有限", "集团", "公司", "加工厂", "矿泉水厂", "养殖场", "联合社",
)  # fmt: skip
PARTNER = regex(r".*?(?:成员|帮扶|共建|结对|包联|会员|联建|协作|援建|施工|承建)(?:单位|企业)(?=[一-龥]{2})")
"""对口协作单位|首农集团: what a firm is to somebody, and no part of its name"""
BANKS = ("农行", "工行", "建行", "中行", "交行", "邮储", "邮储银行", "农发行", "农商行", "农信社")
GROUPS = regex("|".join(word for word in (*BANKS, *NATIONAL) if word != "中国"))
LONGEST_GROUP = 5  # characters of a group's name before the place: 华润置地|杭州
NOT_INSIDE = bases.BREAKS | set("的在到和与及为了")
FORCES = ("武警", "国家", *BANKS, *NATIONAL)  # 武警|呼和浩特支队, 农行|敖汉旗支行


@dataclass(frozen=True, slots=True)
class OwnName:
    begin: int
    region: Mention | None  # the innermost place that the name starts with


def own_name(g: Ground, end: int, *, loosely: bool = False, of_branch: bool = False) -> OwnName | None:
    """The own name that ends at `end`; None where nothing tells it from a plain noun, `loosely` from a short one.

    `of_branch`: what stands before the place belongs to the name (嘉友国际物流|乌拉特中旗|分公司).
    """
    end = _before_brackets(g.text, end)
    clause = bases.clause_begin(g.text, end)
    if partner := PARTNER.match(g.text, clause, end):
        clause = partner.end()
    region = next((g.by_end[at] for at in range(end, clause, -1) if at in g.by_end), None)
    begin = bases.name_begin(g.text, max(clause, region.at.end) if region else clause, end)
    if begin < end and IN_BRACKETS.search(g.text, max(0, begin - 6), begin):  # 北方稀土|(集团)|高科技|股份有限公司
        return own_name(g, begin, loosely=loosely, of_branch=of_branch)
    if not region or begin > region.at.end:
        begin = _with_group(g.text, _with_place(g, begin))
    if region and begin == region.at.end and not region.generic:
        firm = bases.name_begin(g.text, clause, region.at.begin) if of_branch else region.at.begin
        if g.text.endswith(BANKS, 0, region.at.begin):
            firm = region.at.begin
        if is_proper(g.text[firm : region.at.begin]) or (of_branch and _is_bank(g.text[firm : region.at.begin])):
            return OwnName(firm, region if region.type == "Region" else None)
        return OwnName(_prefixed(g, region.at.begin), region if region.type == "Region" else None)
    quoted = _quoted(g.text, clause, end)
    if quoted >= 0:
        return OwnName(quoted, None)
    stem = g.text[begin:end]
    local = any(stem.startswith(name) and stem != name for name in g.stems)  # 包头|稀土|研究院 in 包头市
    proper = (loosely and len(stem) > 1) or (local and not _is_general(stem)) or is_proper(stem)
    return OwnName(begin, None) if proper else None


def _is_bank(name: str) -> bool:
    """招商银行|赤峰|分行, 平安银行|赤峰|分行: whatever words the bank is called by."""
    return len(name) > len("银行") + 1 and name.endswith("银行") and not _is_general(name.removesuffix("银行"))


def _quoted(text: str, clause: int, end: int) -> int:
    """Where a name in quotation marks before the organ's words starts: “安牧态”奶制品|加工厂; -1 for none."""
    close = text.rfind("”", clause, end)
    begin = text.rfind("“", max(0, close - 10), close) if close >= 0 else -1
    stem = text[begin + 1 : close]
    if begin < 0 or not stem or set(stem) & MARKS or end - close >= LONGEST_TRADE:
        return -1
    trade = words.cut(text[close + 1 : end])
    if text.startswith(WORKS, end):
        edges = {word for word in trade if len(word) > 1 or word in "的和与在到是为等由归请"} & EDGES
        pun = not trade and words.frequency(stem) > 0 and not is_proper(stem)  # 党建“牵手”合作社
        return begin if not edges and not pun else -1
    return begin if is_proper(stem) and not {*words.cut(stem), *trade} & EDGES else -1


def _with_place(g: Ground, begin: int) -> int:
    """Where a name starts whose first word is that of a place in the article: 甘其毛都|出入境边防检查站."""
    return next((begin - n for n in range(LONGEST_STEM, 1, -1) if g.text[max(0, begin - n) : begin] in g.stems), begin)


def _with_group(text: str, begin: int) -> int:
    """Where a name starts that begins with a bank or a group: 建行|赤峰分行, 中|煤鄂尔多斯能源, 华润置地|杭州公司."""
    window = GROUPS.finditer(text, max(0, begin - LONGEST_GROUP), begin + 3)
    starts = (match.start() for match in window if match.start() < begin)
    return next((at for at in starts if not set(text[at:begin]) & NOT_INSIDE), begin)


def _before_brackets(text: str, end: int) -> int:
    """Where the name goes on left of brackets in it: 蒙牛乳业|(集团)|股份有限公司."""
    if text[end - 1 : end] not in (")", "）"):
        return end
    begin = max(text.rfind("(", max(0, end - 8), end), text.rfind("（", max(0, end - 8), end))
    return begin if begin >= 0 else end


def _prefixed(g: Ground, begin: int) -> int:
    """Where a name starts that a chain of places belongs to: 国网|泰州市姜堰区|供电公司."""
    outer = begin
    while (region := g.by_end.get(outer)) and region.type == "Region":
        outer = region.at.begin
    ends = ((at, word) for at in dict.fromkeys((begin, outer)) for word in FORCES)
    return next((at - len(word) for at, word in ends if g.text.endswith(word, 0, at)), begin)


def _is_general(stem: str) -> bool:
    if stem.startswith(KINDS):  # 公司派人|服务公司: a clause
        return True
    return stem.endswith(GENERAL) and not (stem.endswith("民族") and len(stem) > 3)  # 内蒙古民族|大学


def is_proper(stem: str) -> bool:
    """Whether a stem holds an own name: a name jieba knows, or two characters that make no word (双|隆)."""
    stem = stem.strip("“”‘’()（）")
    if stem.startswith(NATIONAL) and (len(stem) > 2 or not stem.startswith(("中国", "国"))):
        return True
    if len(stem) < 2 or stem[0].isdigit() or COUNTED.match(stem) or _is_general(stem) or stem in bases.LEVELS:
        return False
    if len(stem) > 2 and set(stem) <= SOUNDS:  # 木里图|学区中心校
        return True
    if len(stem) > 2 and stem[-1] in LAND and not set(words.cut(stem)) & EDGES:  # 蛤蟆沟|林场
        return True
    loose = 0
    for word in words.cut(stem):
        loose = loose + 1 if len(word) == 1 else 0
        known = len(word) > 1 and words.flag(word) in NAMES and words.frequency(word) < COMMON
        if loose >= 2 or known or (words.flag(word) == "ns" and word not in ("中国", "全国")):
            return True
    return False
