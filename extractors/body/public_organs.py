"""Organs of state and society in full: bureaus, congresses, villages' bodies, companies, schools, stations."""

from __future__ import annotations

from dataclasses import replace

from extractors import words
from extractors.body import bases
from extractors.body.bases import NOWHERE
from extractors.body.inner_branches import FOUNDED, said_before
from extractors.body.named import Named, Spot
from extractors.body.organs import EDGES, ENDINGS
from extractors.body.own_names import OwnName, is_proper, own_name
from extractors.body.party_organs import PARTY, committee_name, in_list
from extractors.document import Mention
from extractors.patterns import regex
from extractors.place.setting import seat_of

UNITS = (  # have units of their own
    "局", "支队", "大队", "总队", "中队", "派出所",
    "科学院", "研究院", "大学", "学院", "医院", "集团", "公司", "银行", "法院", "联社", "检查站",
)  # fmt: skip
BUSINESS = ("公司", "集团", "合作社", "厂", "场", "联合社", "共同体")  # they work where the article is
SHORTEST = 3  # characters of a name that may stand for a longer one said before
STATIONS = (  # of the county
    "派出所", "检查站", "司法所", "税务所", "供电所", "中学", "小学", "幼儿园", "卫生院", "保护站",
    "支行", "分行", "营业部", "信用社",
)  # fmt: skip
COUNCILS = ("理事会", "评议会", "议事会", "联谊会", "乡贤会", "禁赌会")
SOCIETIES = ("协会", "商会", "促进会", *COUNCILS)
STAFFS = ("站", "所", "队", "中心", "馆")  # 农牧局|技术推广站
SCHOOLS = ("小学", "学校", "幼儿园")  # 黑山|中心小学
COUNTY_OWN = (  # 县|职业中学, 旗|第一中学, 县|农村信用合作联社
    "医院", "第", "实验", "职业", "特殊教育", "职教中心", "一中", "二中", "三中", "农村信用", "农商",
)  # fmt: skip
JOINING = (  # what stands before a guest from elsewhere
    "携手", "牵手", "联手", "对接", "牵线", "邀请", "请来", "特邀", "帮扶单位", "帮扶企业", "协作单位", "援建单位",
)  # fmt: skip
TRADE_NAMES = ("石化", "钢铁", "重工", "乳业", "药业", "酒业", "煤业", "铝业", "种业")  # 巴陵|石化: a firm by its trade
FIRMS = ("公司", "集团")
MERIT = regex(r"(?:道德|积分|时间|文明|爱心|公益|美德|信用|诚信|善行|孝心|孝善|志愿|绿色|生态|亲情|服务)银行")
"""“石榴道德银行”: what keeps points, and no bank."""
BETWEEN_MARKS = regex(r"(?:^|[，,。；;：:、])(?P<name>[^\W\d_该本这那某各每两几家个我你他其旗县市区镇乡村]{2,3})\Z")
AFTER_FIRM = regex(r"[^\w]|党[委组]|董事|总经理|员工|职工|[等和与在将的]|旗下|所属|驻|捐|\Z")
ZONE = regex(  # 县|工业园区, 旗|循环经济产业园
    r"(?<=[旗县市区])(?:特色|现代|高新|循环|农业|工业|产业|商业|物流|经济|技术|科技|旅游|开发){1,4}"
    r"(?:园区|集中区|开发区|园|区)\Z"
)
ZONES = ("开发区", "园区", "集中区", "示范区", "合作区", "保护区", "旅游区", "度假区", "高新区", "新区", "口岸")
PERSON = regex(  # 医院|外科主任李明来自|大学: no unit
    r"主任|[院校团社科部处局所站队馆]长|主席|书记|教授|研究员|医师|董事"
)
ANOTHER = regex(r"省|自治区|大学|医院|出版社|剧[团院]")  # 农业科学院|吉林省民间|艺术团: no unit of it
NUMBER = regex(r"[\d一二两三四五六七八九十百千几数多余]+[家个所]\Z")  # 110家|信托投资公司
LONG_VILLAGE = 5
LEGAL_FORMS = ("有限", "股份", "(", "（")
GOES_ON = "name-goes-on"
"""One name that holds another, of which that is no actor."""
TOWN_OWN = ("派出所", "供电所", "税务所", "小学", "幼儿园", "中学")  # 镇|派出所
LEADING = ("committee", "department")
LISTING = ("regional-organ", "committee", "body-of-region", "department")
PLAIN_FIRM = "公司"  # 华润置地|杭州|公司: never named after a place alone
OF_BRANCH = ("分公司", "支行", "分行", "分校", "营业部", "营业管理部")
OF_REGION = ("直属机关", "直机关", "两新")
MASS = ("工会", "团委", "妇联")  # companies and schools have them as well
LOCAL = ("文明实践", "卫生院", "服务站", "中心", "工会", "妇", "共青团")  # they go by the place alone


def read_village(spot: Spot) -> Named | None:
    """红旗村村委, 光荣村村委会: the village's own bodies; the level word is part of the organ's words."""
    level = next(word for word in bases.LOW if spot.name.startswith(word))
    begin = spot.begin + len(level)
    base = bases.base(spot.ground, begin, levels=(level,))
    if base:
        return spot.of_base(base, base.seat.name + spot.full, "village-body")
    unknown = spot.text.endswith(level, 0, spot.begin)  # 南辽村|村委会
    own = own_name(spot.ground, spot.begin - len(level)) if unknown else None
    stem = spot.text[own.begin : spot.begin - len(level)] if own and not own.region else ""
    found = own and 1 < len(stem) < LONG_VILLAGE
    return spot.at(own.begin, stem + level + spot.full, "village-body") if own and found else None


def read_region(spot: Spot) -> Named | None:
    """Organs of a region: 旗农牧局, 西街街道人大工委, 自治区教育厅; a bureau without any base is the county's."""
    owner = spot.owner
    if owner and owner.rule == "committee" and spot.anchor.organ.parent == "committee":  # 市委|“两新”工委
        region = owner.canonical.removesuffix("党委").removesuffix("委")
        whole = region if any(word in spot.name for word in OF_REGION) else owner.canonical
        return spot.of_owner(owner, whole + spot.full, "regional-organ")
    if spot.name in MASS:
        inner = spot.of_owner(owner, owner.canonical + spot.name, "unit") if owner else said_before(spot, spot.name)
        if inner:
            return replace(inner, type="Organisation")
    readers = (_named_before, _listed, _with_gap, _county, _led)
    if spot.begin not in spot.ground.by_end and (zone := _of_zone(spot)):
        return zone
    base = bases.base(spot.ground, spot.begin, levels=bases.LEVELS)
    base = base or next((found for reader in readers if (found := reader(spot))), None)
    if not base:
        society = _society(spot) or (_own(spot) if spot.name.endswith((*SOCIETIES, *SCHOOLS)) else None)
        inner = _unit(spot) if spot.owner and spot.name.endswith(STAFFS) else None
        return _of_zone(spot) or inner or society or _own_bureau(spot)
    if spot.name == "办事处" and spot.text[base.begin - 1 : base.begin] == "驻":  # 八路军驻|重庆|办事处
        return None
    if spot.anchor.organ.type == PARTY:
        committee = (PARTY, committee_name(base.seat))
        return spot.of_base(base, base.seat.name + spot.full, "regional-organ", above=committee)
    full = spot.name if spot.name == "政府" and base.seat.level == "township" else spot.full
    full = base.gap + full
    county = "" if any(word in spot.name for word in LOCAL) else bases.county(base.seat)
    organ = spot.of_base(base, county + base.seat.name + full, "regional-organ")
    if spot.name.startswith("政府") and organ.canonical.endswith("办"):  # 县政府法制办, of which 县政府 is no actor
        return replace(organ, rule=GOES_ON)
    centre = spot.before.get(base.begin)  # 国家税务总局|诸城市税务局: one name
    return replace(organ, begin=centre.begin, rule=GOES_ON) if centre and centre.rule == "central-organ" else organ


def read_youth(spot: Spot) -> Named | None:
    """团旗委, 清水河县团县委: the Youth League's committee of a region."""
    level = spot.name.removeprefix("团").removesuffix("委")
    base = bases.base(spot.ground, spot.begin, levels=())
    if not base:
        seat = bases.meant(spot.ground, spot.begin, level)
        base = bases.Base(spot.begin, seat, (f"{level} = {seat.name}",)) if seat else None
    return spot.of_base(base, f"共青团{committee_name(base.seat)}", "regional-organ") if base else None


def _named_before(spot: Spot) -> bases.Base | None:
    """镇党委、|政府, 自治区总工会、|妇联: of the region of the organ that stands before in the list."""
    owner = spot.before.get(spot.begin - 1) if spot.text[spot.begin - 1 : spot.begin] == "、" else None
    return _seat_of(spot, owner) if owner and owner.rule in LISTING else None


def _seat_of(spot: Spot, owner: Named) -> bases.Base | None:
    """The region that another organisation is of, for an organ named without it."""
    region = next((m for m in spot.ground.regions if m.ref == owner.seat), None)
    if not region:
        return None
    return bases.Base(spot.begin, seat_of(region), (f"{spot.name} = {region.canonical}{spot.full}",))


def _of_zone(spot: Spot) -> Named | None:
    """鄂托克经济开发区|管委会, after its 党工委 in a list of posts or by its own name."""
    if spot.name not in ("管委会", "管理委员会"):
        return None
    owner = in_list(spot)
    if owner:
        name = owner.canonical.removesuffix("党工委") + spot.full
        premises = (f"{spot.name} = {name}",)
        return spot.at(spot.begin, name, "said-before", seat=owner.seat, premises=premises)
    if zone := ZONE.search(spot.text, max(0, spot.begin - 10), spot.begin):  # 县|工业园区|管委会
        base = bases.base(spot.ground, zone.start(), levels=bases.COUNTY)
        return spot.of_base(base, base.seat.name + zone[0] + spot.full, "regional-organ") if base else None
    own = own_name(spot.ground, spot.begin) if spot.text.endswith(ZONES, 0, spot.begin) else None
    return spot.at(own.begin, spot.text[own.begin : spot.anchor.end], "own-name") if own else None


def _own_bureau(spot: Spot) -> Named | None:
    """大杨树林业局, 内蒙古农牧业科学院: named after a place that is no region of the article."""
    if not spot.name.endswith(("局", "院", "军分区", "军区", "中心校", "司法所", "财政所", "大队")):
        return None
    own = own_name(spot.ground, spot.begin)
    begin = own.begin if own else bases.name_begin(spot.text, bases.clause_begin(spot.text, spot.begin), spot.begin)
    region = _called(spot, spot.text[begin : spot.begin])  # 木里图|学区中心校 in 木里图镇
    if not own and not region:
        return _unit(spot)
    name, region = spot.text[begin : spot.anchor.end], (own and own.region) or region  # 敖汉旗|第二人民医院
    return _unit(spot) or spot.at(begin, name, "own-name", seat=region.ref if region else NOWHERE)


def _listed(spot: Spot) -> bases.Base | None:
    """党工委书记、|管委会|主任: of the region whose committee stands in the list of posts."""
    owner = in_list(spot)
    return _seat_of(spot, owner) if owner else None


def _with_gap(spot: Spot) -> bases.Base | None:
    """潞州区|卫生健康和|体育局, 旗|农牧和|水利局: a bureau of several trades."""
    clause = bases.clause_begin(spot.text, spot.begin, reach=16)
    for end in range(spot.begin - 2, clause, -1):
        gap = spot.text[end : spot.begin]
        if base := bases.base(spot.ground, end, levels=bases.COUNTY):
            trades = is_trades(gap) and not gap.removesuffix("和").endswith(ENDINGS)  # 旗|农牧局和|水利局
            return replace(base, gap=gap) if trades else None
    return None


def is_trades(gap: str, *, joined: bool = True) -> bool:
    """Whether words before an organ are trades of it: 卫生健康和|体育局, 水利与土木建筑工程|学院."""
    parts = set(words.cut(gap.removesuffix("和"))) - {"和", "与"}
    verbs = any(words.flag(part) == "v" for part in parts) or gap.startswith(("各", "两级", "三级")) or "党" in gap
    return (not joined or gap.endswith("和")) and not verbs and not parts & EDGES


def _county(spot: Spot) -> bases.Base | None:
    """The county of a bureau named without it: 旗中心与|应急局|集中办公."""
    if not spot.name.endswith("局") or not bases.free_before(spot.text, spot.begin):
        return None
    seats = (bases.meant(spot.ground, spot.begin, word) for word in bases.COUNTY)
    seat = next((seat for seat in seats if seat), None)
    return bases.Base(spot.begin, seat, (f"{spot.name} = {seat.name}{spot.full}",)) if seat else None


def _led(spot: Spot) -> bases.Base | None:
    """两新工委, 成立新就业群体党委: a Party organ of many, of the region whose committee the sentence names before."""
    if spot.anchor.organ.type != PARTY:
        return None
    alone = bases.free_before(spot.text, spot.begin) or FOUNDED.search(spot.text, max(0, spot.begin - 6), spot.begin)
    sentence = max(spot.text.rfind(mark, 0, spot.begin) for mark in "。！？\n") + 1
    led = [one for one in spot.before.values() if sentence <= one.begin and one.rule in LEADING]
    return _seat_of(spot, led[-1]) if alone and led else None


def read_firm(spot: Spot) -> Named | None:
    """国家能源集团, 中国移动: known to all; without a word for its kind only where no name goes on (中国石油|大学)."""
    whole = spot.name.endswith((*FIRMS, "银行"))
    free = len(spot.name) > SHORTEST or bases.free_before(spot.text, spot.begin)
    if not free or not (whole or AFTER_FIRM.match(spot.text, spot.anchor.end)):
        return None
    return spot.at(spot.begin, spot.full, "firm")


def read_named(spot: Spot) -> Named | None:
    """Organisations with an own name: companies, cooperatives, schools, stations."""
    if spot.name == "银行" and MERIT.match(spot.text, max(0, spot.begin - 2), spot.anchor.end):
        return None
    local = bases.base(spot.ground, spot.begin, levels=bases.COUNTY) if spot.name.startswith(COUNTY_OWN) else None
    if spot.name in TOWN_OWN and spot.begin not in spot.ground.by_end:
        local = bases.base(spot.ground, spot.begin, levels=("镇", "乡", "苏木"))
    numbered = bases.county_around(spot.ground, spot.begin) if spot.name.startswith("第") else None
    return (
        _unit(spot)
        or (_peoples_hospital(spot, local) if local else None)
        or _society(spot)
        or _city_firm(spot)
        or (spot.of_base(local, local.seat.name + spot.name, "regional-organ") if local else None)
        or _own(spot)
        or (spot.of_base(numbered, numbered.seat.name + spot.name, "numbered") if numbered else None)
    )


def _peoples_hospital(spot: Spot, local: bases.Base) -> Named | None:
    """县|医院 after 甘孜县人民医院."""
    full = f"{local.seat.name}人民医院"
    if spot.name != "医院" or all(one.canonical != full for one in spot.before.values()):
        return None
    premises = (f"{local.seat.name}{spot.name} = {full}",)
    return spot.of_base(replace(local, premises=premises), full, "said-before")


def _society(spot: Spot) -> Named | None:
    """曲界镇|果农|协会, 镇|电商|协会, 新房身村|红白理事会: a society of a region with its trade or task."""
    if not spot.name.endswith(SOCIETIES):
        return None
    clause = bases.clause_begin(spot.text, spot.begin, reach=12)
    for end in range(spot.begin, clause, -1):
        base = bases.base(spot.ground, end, levels=bases.LEVELS)
        task = spot.text[end : spot.begin]
        if base:
            plain = not task or (len(task) > 1 and "(" not in task and is_trades(task, joined=False))
            away = _of_natives(spot, base) if plain else None
            return away or (spot.of_base(base, base.seat.name + task + spot.full, "society") if plain else None)
    return None


def _of_natives(spot: Spot, home: bases.Base) -> Named | None:
    """化德县|温州|商会, 广东省|四川苍溪|商会: of people from elsewhere, in the region before the one they come from."""
    begin, around = home.begin, ("", *home.seat.within)
    while (region := spot.ground.by_end.get(begin)) and region.type == "Region" and region.canonical in around:
        begin = region.at.begin
    host = bases.base(spot.ground, begin, levels=bases.COUNTY)
    natives = spot.text[begin : spot.anchor.end]
    if host:
        printed = spot.text[host.begin : begin]
        return spot.of_base(host, (printed if len(printed) > 1 else host.seat.name) + natives, "society")
    full = natives.startswith(home.seat.name, home.begin - begin) or home.premises  # 温州|商会: where, is not said
    return None if full else spot.at(begin, natives, "society")


def _unit(spot: Spot) -> Named | None:
    """呼伦贝尔边境管理支队|恩和|边境派出所: inside the organisation before it."""
    clause = bases.clause_begin(spot.text, spot.begin)
    owner = next((spot.before[end] for end in range(spot.begin, clause, -1) if end in spot.before), None)
    if not owner or not owner.canonical.endswith(UNITS):
        return None
    gap = spot.text[owner.end : spot.begin]
    if gap.startswith(("和", "与", "、")) or PERSON.search(gap) or ANOTHER.search(gap):
        return None
    if bases.name_begin(spot.text, owner.end, spot.begin) != owner.end and not is_trades(gap, joined=False):
        return None
    unit = spot.of_owner(owner, owner.canonical + spot.text[owner.end : spot.anchor.end], "unit")
    if (gap + spot.name).startswith(LEGAL_FORMS):  # 中国邮政集团|有限公司
        unit = replace(unit, rule=GOES_ON, above=owner.above)
    elif owner.canonical.endswith("银行"):  # 中国工商银行|呼和浩特分行
        near = bases.county_around(spot.ground, spot.begin)
        unit = replace(unit, rule=GOES_ON, above=NOWHERE, seat=near.ref if near else NOWHERE)
    region = _called(spot, gap)
    return replace(unit, seat=region.ref, premises=(*unit.premises, region.canonical)) if region else unit


def _called(spot: Spot, stem: str) -> Mention | None:
    """The region of the article that an own name goes by: 阿尔山|边境派出所."""
    named = (m for m in spot.ground.regions if len(stem) > 1 and m.canonical.startswith(stem) and not m.generic)
    return next(named, None)


def _city_firm(spot: Spot) -> Named | None:
    """市|水投集团 in an article on 通辽市."""
    begin = bases.name_begin(spot.text, bases.clause_begin(spot.text, spot.begin), spot.begin)
    level = spot.text[begin : begin + 1]
    if not spot.name.endswith(FIRMS) or level not in bases.COUNTY or spot.begin - begin < SHORTEST:
        return None
    base = bases.base(spot.ground, begin + 1, levels=bases.COUNTY)
    return spot.of_base(base, base.seat.name + spot.text[begin + 1 : spot.anchor.end], "own-name") if base else None


def _own(spot: Spot) -> Named | None:
    plain = spot.name == PLAIN_FIRM and spot.begin in spot.ground.by_end
    own = own_name(spot.ground, spot.begin, of_branch=plain or spot.name in OF_BRANCH) or _short_firm(spot)
    if plain and own and own.region and own.begin == own.region.at.begin:
        return None
    if not own or (own.region and spot.name.endswith(COUNCILS)):  # 林东镇|探索|乡贤理事会: `_society` knows better
        return None
    if PERSON.search(spot.text, own.begin, spot.begin) or NUMBER.search(spot.text, max(0, own.begin - 5), own.begin):
        return None
    if own.region and spot.text[own.region.at.end] in "各每":  # 敖汉旗|各乡|中学
        return None
    if spot.name in TRADE_NAMES and (own.region or not is_proper(spot.text[own.begin : spot.begin])):  # 内蒙古|乳业
        return None
    name = spot.text[own.begin : spot.anchor.end]
    stem = spot.text[own.begin : spot.begin]
    longer = [one for one in spot.before.values() if one.canonical != name and _stands_for(name, stem, one.canonical)]
    if longer and len(name) > SHORTEST:
        premises = (f"{name} = {longer[-1].canonical}",)
        return spot.at(own.begin, longer[-1].canonical, "said-before", seat=longer[-1].seat, premises=premises)
    if own.region:
        return spot.at(own.begin, name, "own-name", seat=own.region.ref)
    region = _called(spot, spot.text[own.begin : spot.begin])
    if region:
        return spot.at(own.begin, name, "own-name", seat=region.ref, premises=(region.canonical,))
    near = _near(spot, name)
    placed = name.endswith(FIRMS) and words.flag((words.cut(stem) or ("",))[0]) == "ns"
    if near and near.seat.level == "village" and placed:
        near = bases.county_around(spot.ground, spot.begin)  # 内蒙古大兴安岭|农垦集团 is in no village
    if not near or is_from_elsewhere(spot.text, own.begin, stem, near):
        return spot.at(own.begin, name, "own-name")
    if wider := _wider(stem, near):
        said = next((m for m in spot.ground.regions if m.canonical == wider), None)
        return spot.at(own.begin, name, "own-name", seat=said.ref if said else NOWHERE)
    return spot.at(own.begin, name, "own-name", seat=near.ref, premises=near.premises)


def _wider(stem: str, near: bases.Base) -> str:
    """The city above that a firm is named after: 杭州|华附教育集团 in an article on a community there; "" for none."""
    first = (words.cut(stem) or ("",))[0]
    cities = (name for name in near.seat.within if not name.endswith(("省", "自治区")))
    above = (name for name in cities if len(first) > 1 and name.startswith(first))
    return next(above, "") if words.flag(first) == "ns" else ""


def is_from_elsewhere(text: str, begin: int, stem: str, near: bases.Base) -> bool:
    """Whether a firm is none of the place: 牵手|北京|首农集团 in an article on 奈曼旗, 携手|蒙牛集团."""
    first = (words.cut(stem) or ("",))[0]
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
    """Where something works that does not say so: a business where the article is, a station in the county."""
    if name.endswith(BUSINESS):
        return bases.around(spot.ground, spot.begin)
    return bases.county_around(spot.ground, spot.begin) if name.endswith(STATIONS) else None
