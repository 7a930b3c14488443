"""Organisations with names of their own: companies, cooperatives, schools, stations."""

from __future__ import annotations

from dataclasses import replace

from extractors import words
from extractors.body import bases
from extractors.body.bases import NOWHERE
from extractors.body.beside import is_trades, named_before
from extractors.body.named import Named, Spot
from extractors.body.organs import EDGES
from extractors.body.own_names import NATIONAL, OwnName, is_proper, own_name
from extractors.body.societies import COUNCILS, society
from extractors.body.units import PERSON, called, unit
from extractors.patterns import regex

BUSINESS = ("公司", "集团", "合作社", "厂", "场", "联合社", "共同体")  # they work where the article is
SHORTEST = 3  # characters of a name that may stand for a longer one said before
STATIONS = (  # of the county
    "派出所", "检查站", "司法所", "税务所", "供电所", "中学", "小学", "幼儿园", "卫生院", "保护站",
    "支行", "分行", "营业部", "信用社",
)  # fmt: skip
STAFFS = ("站", "所", "队", "中心", "馆")  # 农牧局|技术推广站
COUNTY_OWN = (  # 县|职业中学, 旗|第一中学, 县|农村信用合作联社
    "医院", "第", "实验", "职业", "特殊教育", "职教中心", "一中", "二中", "三中", "农村信用", "农商",
)  # fmt: skip
JOINING = (  # what stands before a guest from elsewhere
    "携手", "牵手", "联手", "对接", "牵线", "邀请", "请来", "特邀", "帮扶单位", "帮扶企业", "协作单位", "援建单位",
)  # fmt: skip
NATION_WIDE = regex(rf"\A(?:{'|'.join(word for word in NATIONAL if word != '中国')}|中国[一-龥]{{2}}(?=[一-龥]{{2}}))")
TRADE_NAMES = ("石化", "钢铁", "重工", "乳业", "药业", "酒业", "煤业", "铝业", "种业")  # 巴陵|石化: a firm by its trade
FIRMS = ("公司", "集团")
MERIT = regex(r"(?:道德|积分|时间|文明|爱心|公益|美德|信用|诚信|善行|孝心|孝善|志愿|绿色|生态|亲情|服务)银行")
"""“石榴道德银行”: what keeps points, and no bank."""
BETWEEN_MARKS = regex(r"(?:^|[，,。；;：:、])(?P<name>[^\W\d_该本这那某各每两几家个我你他其旗县市区镇乡村]{2,3})\Z")
AFTER_FIRM = regex(r"[^\w]|党[委组]|董事|总经理|员工|职工|[等和与在将的]|旗下|所属|驻|捐|\Z")
NUMBER = regex(r"[\d一二两三四五六七八九十百千几数多余]+[家个所]\Z")  # 110家|信托投资公司
LONGEST_TRADES = 10
TOWN_OWN = ("派出所", "供电所", "税务所", "小学", "幼儿园", "中学")  # 镇|派出所
LONGEST_TAIL = 6
ALLIED = ("联合体", "共同体")
OF_OWNERS = ("业委会", "业主委员会")
UNIVERSITIES = ("大学", "学院", "研究院")
PLAIN_FIRM = "公司"  # 华润置地|杭州|公司: never named after a place alone
OF_BRANCH = ("分公司", "支行", "分行", "分校", "营业部", "营业管理部")


def read_firm(spot: Spot) -> Named | None:
    """国家能源集团, 中国移动: known to all; without a word for its kind only where no name goes on (中国石油|大学)."""
    whole = spot.name.endswith((*FIRMS, "银行"))
    free = len(spot.name) > SHORTEST or bases.free_before(spot.text, spot.begin)
    if not free or not (whole or AFTER_FIRM.match(spot.text, spot.anchor.end)):
        return None
    begin = spot.begin - 2 * spot.text.endswith("中国", 0, spot.begin)  # 中国|通用技术集团
    return spot.at(begin, spot.text[begin : spot.begin] + spot.full, "firm")


def read_named(spot: Spot) -> Named | None:
    """Organisations with an own name: companies, cooperatives, schools, stations."""
    if spot.name == "银行" and MERIT.match(spot.text, max(0, spot.begin - 2), spot.anchor.end):
        return None
    if spot.name in ALLIED and spot.text.startswith("”", spot.anchor.end):  # “强企带村联合体”
        return None
    local = bases.base(spot.ground, spot.begin, levels=bases.COUNTY) if spot.name.startswith(COUNTY_OWN) else None
    if spot.name in TOWN_OWN and spot.begin not in spot.ground.by_end:
        local = bases.base(spot.ground, spot.begin, levels=("镇", "乡", "苏木"))
    numbered = bases.county_around(spot.ground, spot.begin) if spot.name.startswith("第") else None
    return (
        _of_owners(spot)
        or unit(spot)
        or (_peoples_hospital(spot, local) if local else None)
        or society(spot)
        or _city_firm(spot)
        or (spot.of_base(local, local.seat.name + spot.name, "regional-organ") if local else None)
        or by_own_name(spot)
        or _beside(spot)
        or (spot.of_base(numbered, numbered.seat.name + spot.name, "numbered") if numbered else None)
        or by_last_words(spot)
    )


def by_last_words(spot: Spot) -> Named | None:
    """养护中心, 志愿者协会, 艺术团: the last words of the one body said before that ends so."""
    known = {one.ref: one for one in spot.before.values() if one.canonical.endswith(spot.name)}
    begins = (spot.begin - n for n in range(LONGEST_TAIL) if n + len(spot.name) >= SHORTEST) if known else ()
    begin = next((at for at in begins if at >= 0 and bases.free_before(spot.text, at)), -1)
    tail = spot.text[begin : spot.anchor.end]
    meant = [one for one in known.values() if begin >= 0 and one.canonical.endswith(tail) and one.canonical != tail]
    if len(meant) != 1:
        return None
    premises = (f"{tail} = {meant[0].canonical}",)
    return replace(meant[0], begin=begin, end=spot.anchor.end, rule="said-before", generic=True, premises=premises)


def _of_owners(spot: Spot) -> Named | None:
    """和谐小区|业委会: of the estate that it stands behind."""
    place = spot.ground.by_end.get(spot.begin) if spot.name in OF_OWNERS else None
    if not place or place.type != "Place":
        return None
    return spot.at(place.at.begin, place.canonical + spot.full, "body-of-place", seat=place.ref)


def _beside(spot: Spot) -> Named | None:
    """镇派出所、|林业和草原工作站, 旗第一中学、|实验小学: of the region of the organ before it in the list."""
    mark = spot.text.rfind("、", max(0, spot.begin - LONGEST_TRADES), spot.begin)
    if mark < 0 or not spot.name.endswith((*STAFFS, *TOWN_OWN)):
        return None
    gap = spot.text[mark + 1 : spot.begin]
    own = is_trades(gap, joined=False) if gap else spot.name.startswith(COUNTY_OWN)
    base = named_before(spot, gap) if own else None
    return spot.of_base(base, base.seat.name + gap + spot.full, "regional-organ") if base else None


def _peoples_hospital(spot: Spot, local: bases.Base) -> Named | None:
    """县|医院 after 甘孜县人民医院."""
    full = f"{local.seat.name}人民医院"
    if spot.name != "医院" or all(one.canonical != full for one in spot.before.values()):
        return None
    premises = (f"{local.seat.name}{spot.name} = {full}",)
    return spot.of_base(replace(local, premises=premises), full, "said-before")


def _city_firm(spot: Spot) -> Named | None:
    """市|水投集团 in an article on 通辽市."""
    begin = bases.name_begin(spot.text, bases.clause_begin(spot.text, spot.begin), spot.begin)
    level = spot.text[begin : begin + 1]
    if not spot.name.endswith(FIRMS) or level not in bases.COUNTY or spot.begin - begin < SHORTEST:
        return None
    base = bases.base(spot.ground, begin + 1, levels=bases.COUNTY)
    return spot.of_base(base, base.seat.name + spot.text[begin + 1 : spot.anchor.end], "own-name") if base else None


def by_own_name(spot: Spot) -> Named | None:
    """鑫丰|种植专业合作社: by what stands before the organ's words; the full name where that was said before."""
    plain = spot.name == PLAIN_FIRM and spot.begin in spot.ground.by_end
    own = own_name(spot.ground, spot.begin, of_branch=plain or spot.name in OF_BRANCH) or _short_firm(spot)
    if plain and own and own.region and own.begin == own.region.at.begin:
        return None
    if not own or (own.region and spot.name.endswith(COUNCILS)):  # 林东镇|探索|乡贤理事会: `society` knows better
        return None
    name, stem = spot.text[own.begin : spot.anchor.end], spot.text[own.begin : spot.begin]
    if PERSON.search(spot.text, own.begin, spot.begin) or NUMBER.search(spot.text, max(0, own.begin - 5), own.begin):
        return None
    if own.region and spot.text[own.region.at.end] in "各每":  # 敖汉旗|各乡|中学
        return None
    if spot.name in TRADE_NAMES and (own.region or not is_proper(stem)):  # 内蒙古|乳业
        return None
    if spot.text.startswith("大学毕业", spot.begin) and not any(words.flag(w) == "ns" for w in words.cut(stem)):
        return None  # 儿子胡杨|大学毕业
    longer = {one.canonical: one for one in spot.before.values() if _stands_for(name, stem, one.canonical)}
    if longer and name not in longer and len(name) > SHORTEST:
        full = min(longer, key=len)  # the firm, not a branch of it
        return spot.at(own.begin, full, "said-before", seat=longer[full].seat, premises=(f"{name} = {full}",))
    if own.region:
        return spot.at(own.begin, name, "own-name", seat=own.region.ref)
    region = called(spot, NATION_WIDE.sub("", stem), wide=name.endswith(UNIVERSITIES))
    if region:
        return spot.at(own.begin, name, "own-name", seat=region.ref, premises=(region.canonical,))
    near = _near(spot, name)
    placed = name.endswith(FIRMS) and words.flag(_first_word(stem)) == "ns"
    if near and near.seat.level == "village" and (placed or name.endswith("有限公司")):
        near = bases.county_around(spot.ground, spot.begin)  # 内蒙古大兴安岭|农垦集团, 鑫隆|有限公司: in no village
    if not near or is_from_elsewhere(spot.text, own.begin, stem, near):
        return spot.at(own.begin, name, "own-name")
    if wider := _wider(stem, near):
        said = next((m for m in spot.ground.regions if m.canonical == wider), None)
        return spot.at(own.begin, name, "own-name", seat=said.ref if said else NOWHERE)
    return spot.at(own.begin, name, "own-name", seat=near.ref, premises=near.premises)


def _first_word(stem: str) -> str:
    return (words.cut(stem) or ("",))[0]


def _wider(stem: str, near: bases.Base) -> str:
    """The city above that a firm is named after: 杭州|华附教育集团 in an article on a community there; "" for none."""
    first = _first_word(stem)
    cities = (name for name in near.seat.within if not name.endswith(("省", "自治区")))
    above = (name for name in cities if len(first) > 1 and name.startswith(first))
    return next(above, "") if words.flag(first) == "ns" else ""


def is_from_elsewhere(text: str, begin: int, stem: str, near: bases.Base) -> bool:
    """Whether a firm is none of the place: 牵手|北京|首农集团 in an article on 奈曼旗, 携手|蒙牛集团."""
    first = _first_word(stem)
    around = (near.seat.name, *near.seat.within)
    foreign = len(first) > 1 and words.flag(first) == "ns" and not any(name.startswith(first) for name in around)
    return foreign or text.endswith(JOINING, 0, begin)


def _short_firm(spot: Spot) -> OwnName | None:
    """晟源煤电|公司 after 内蒙古晟源煤电有限责任公司, 君正|集团 between marks, whatever their words."""
    between = BETWEEN_MARKS.search(spot.text, max(0, spot.begin - 4), spot.begin)
    parts = words.cut(between["name"]) if between else ()
    plain = len(parts) == 1 or any(len(part) > 1 and part in EDGES for part in parts)
    if between and spot.name == "集团" and not plain:
        return OwnName(between.start("name"), None)
    begin = bases.name_begin(spot.text, bases.clause_begin(spot.text, spot.begin), spot.begin)
    stem = spot.text[begin : spot.begin]
    said = any(_stands_for(stem + spot.name, stem, one.canonical) for one in spot.before.values())
    return OwnName(begin, None) if len(stem) > 1 and said else None


def _stands_for(name: str, stem: str, full: str) -> bool:
    """Whether a name is short for another: 施介小学, 晟源煤电公司 for 内蒙古晟源煤电有限责任公司."""
    firm = name.endswith(FIRMS) and full.endswith(FIRMS)
    return full.endswith(name) or (firm and len(stem) > SHORTEST and stem in full)


def _near(spot: Spot, name: str) -> bases.Base | None:
    """Where something works that does not say so: a business where the article is, a station in the county.

    A firm of the whole country (中石油塔里木油田分公司) only says it itself.
    """
    if name.endswith(BUSINESS) and not NATION_WIDE.match(name):
        return bases.around(spot.ground, spot.begin)
    return bases.county_around(spot.ground, spot.begin) if name.endswith(STATIONS) else None
