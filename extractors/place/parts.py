"""What stands directly behind a region and is a part of it: known, a slip for a known one, or in no table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors import words
from extractors.patterns import regex
from extractors.place import slips
from extractors.place.below import VILLAGE_KINDS, ZONE_BODY, ZONE_KINDS, Parts, around_zone, parts_for
from extractors.place.namings import Naming, Scene
from extractors.place.toponyms import NO_END
from ontology.gazetteer import Division
from ontology.gazetteer import words as general_words
from ontology.gazetteer.divisions import stem as without_kind

TOWN_KINDS = ("镇", "乡", "苏木", "街道")
LIKE = 0.6  # enough when a part of the place stands behind it
BELOW = {  # kinds of the parts of a level
    "province": ("市",),
    "prefecture": ("旗", "县", "区", "市", *ZONE_KINDS),
    "county": ("苏木", "街道", "镇", "乡", *VILLAGE_KINDS, *ZONE_KINDS),
    "township": VILLAGE_KINDS,
}
LAST = {  # how the parts of a level may end, and what is counted: 三县
    level: regex(f"[{''.join(sorted({*'县旗市区', *(kind[-1] for kind in kinds)}))}]") for level, kinds in BELOW.items()
}
IN_PART = regex(r"(?:(?![的了是被把])[\u3400-\u9fff〇]){1,14}")
LEVEL_OF = {
    "苏木": "township", "街道": "township", "镇": "township", "乡": "township",
    "嘎查": "village", "社区": "village", "村": "village",
}  # fmt: skip
OFFICIAL = {  # the zones that cities have, by the names they go by
    "高新区": "高新技术产业开发区",
    "高新技术产业开发区": "高新技术产业开发区",
    "经开区": "经济技术开发区",
    "经济技术开发区": "经济技术开发区",
}
NO_STEM = regex(
    r"""
    [的了被把们这那入着与您咱她] | 年[前后] | .[区省盟](?:.|$) | \d | [县市]
    | (?<![红战军])旗(?!$) | [前后左右中全各盟]旗             # 大兰旗|村 is one
    | 街道 | 苏木 | 嘎查 | 社区 | 乡镇
    | [个由在到及向让给将从对是跟使各该每某另式型性类]$        # 合作社由|嘎查党支部; 花园式|社区
    | ^[我你他她它俺][和与跟同家]                             # 他和|嘎查
    | ^(?:办事处|以) | 街办. | .驻.                                # 中山西路街道|办事处公园东路社区
    | [所局院队会校站厂司学][和与] | [一二三四五六七八九十实]中[和与]                            # 边境派出所和|嘎查
    | ^[一两二三四五六七八九十几数][地县旗市镇村乡]$ | (?:古|民俗|文化|度假|旅游)$  # 竹林|古村
    | ^[型式版级] | (?:优秀|先进|模范|薄弱|后进|胜任|担任|当好|选优|配强)$   # “能人”型|优秀村书记; 能够胜任|嘎查书记
    | ^(?:[选训育配评晒亮建管用抓创][优亮强精实准好])+$       # 选优配强|村书记
    | ^[会之然随此事日今最以][前后]$                          # 会后|嘎查党支部
    | ^(?:[今去前明后本当近历每]年|如今|目前|近期|近日|日前|年[初底]|上半年|下半年)$  # 去年|嘎查人均收入
    | ^[我你他俺]?们?(?:老家|家乡|故乡)$ | 驻$                # 老家|村党委; 许多驻|村第一书记
    """,
    re.VERBOSE,
)
OTHER_WORD = regex(r"村(?:民(?!小组)|级|集体|干部|务|规|史|医|支书)")  # 宁城县|善良村|民
COUNTRY = regex(
    r"乡村(?:振兴|建设|治理|旅游|发展|产业|医生|教师|教育|文化|道路|干部|人才|生活|全面|示范|特色|风)"
)  # 敕勒川|乡村振兴
PHRASE = regex(  # 土左旗|建设移民新村, 党员中心村
    r"(?:建设|打造|建成|新建|创建|上马|引进|推[进行动]|开展|实施|培育|争创|选树|组建|成立|联建|帮扶|包联"
    r"|[全各本该在从向让给]|充分|进一步|发挥|加强|强化|夯实|建强|积极|不断|参与|完善|助力|服务|[一两几数][座个条名位支批项种地村旗县]|党员|[牧移居农村市]民|农牧民|群众|干部|支部|党组织|集体)."
)
GOVERNS = regex("下?辖|现辖|管辖|[有含共至距驻属]|包括")  # 杭锦后旗|辖|陕坝镇
COUNTED = regex(r"[两三四五六七八九十]+个?[县旗市区]$")
STREET_ENDS = frozenset("路街巷里道桥门苑园城庄家沟营湾")
TOWN_INSIDE = regex(r".{2,}[镇乡].")
BODY_WORD = regex(r"村(?:[局厅部]|工作|金融|信用|里|民代表)")  # 保靖县|农业农村|局
ESTATE = regex("村(?:小区|家园|花园|公寓|[东西南北]区)")  # 新华街道|团结新村小区
COMMON_TOWN = regex(r"(?:小|集|城|强|名|重|古|乡|村|建制|中心)镇$")  # 特色小镇
BODY = regex(r"委|政府|人大|政协|纪委|党[委校]|公安|检察|法院|组织部|宣传部|机关")  # 四子王旗|委组织部依托(嘎查)
FUNCTION = frozenset("在和与及或对从各该本每个所有向到进入全新老将是其于")
CLAUSE_WORDS = frozenset("还向让给已也仅只将")
SIGNAL = regex(  # what follows the name of a village: 昌汉白村|养殖户, 大庆社区|党委书记
    r"(?:[村牧居农]民|养殖|种植|党[支总委群员]|村?[“‘]?两委|[村居]委会|委会|驻村|第一书记|书记|主任|网格|工作人员|合作社|集体"
    r"|致富|脱贫|老人|乡亲|大妈|大娘|大爷|小组|[东西南北]|组|屯|自然村|的|，|。|、|；|”|,|\)|）|$|\n)"
)

NO_TOWN = ("古镇", "小镇", "重镇", "名镇", "强镇", "城镇", "乡镇", "村镇")
LONGEST_LEAD = 4  # characters of the words between a region and a part of it


def extend(scene: Scene, kept: list[Naming]) -> list[Naming]:
    """The namings and the parts that follow them directly: slips mended, unknown names taken as printed."""
    done: list[Naming] = []
    queue = sorted(kept, key=lambda naming: naming.begin)
    while queue:
        naming = queue.pop(0)
        if done and naming.begin < done[-1].end:
            continue
        done.append(naming)
        after = queue[0] if queue else None
        if naming.rule == "zone" and after and after.begin == naming.end and after.level == "township":
            queue[0] = put_under(naming, after)
            continue
        if after and after.begin == naming.end and after.above == naming.key and not clipped(after):
            continue
        if part := part_of(scene, naming, after):
            queue.insert(0, part)
    return done


def part_of(scene: Scene, above: Naming, after: Naming | None) -> Naming | None:
    """The part of a region whose name begins where the region's ends."""
    ends = [end for end, _ in options(scene.text, above) if not cuts(above, after, end)]
    if not ends:
        return None
    if after and (GOVERNS.fullmatch(scene.text, above.end, after.begin) or is_zone_behind(above, after)):
        return None
    if after and after.begin == above.end and after.above == above.key:  # 通辽市|科尔沁: of 科尔沁左翼音旗?
        longer = (slip(scene, above, end) for end in reversed(ends) if end > after.end)
        return next((naming for naming in longer if naming), None)
    for find in (known, slip, behind):
        for end in reversed(ends):
            if naming := find(scene, above, end):
                return naming
    if after and after.begin == above.end and after.level == LEVEL_OF.get(slips.kind(after.name)) == "township":
        return None
    plausible = [end for end in ends if fits(scene, above, after, end)]
    signalled = [end for end in plausible if SIGNAL.match(scene.text, end)]
    for end in signalled[-1:] or plausible[:1]:
        doubt_slip(scene, above, end)
        return unknown(scene, above, end)
    if naming := zone(scene, above, ends):
        return naming
    for end in ends[:1]:
        if not (after and after.begin < end):
            doubt_rivals(scene, above, end)
    return None


def is_zone_behind(above: Naming, after: Naming) -> bool:
    return after.begin == above.end and after.rule == "zone"


def clipped(naming: Naming) -> bool:
    """A county's name without its kind, which may be the beginning of another name."""
    return naming.level == "county" and naming.name[-1] != naming.canonical[-1]


def cuts(above: Naming, after: Naming | None, end: int) -> bool:
    """Whether a part ending here would swallow a name that stands further on: 湘西州|首府(吉首市)."""
    return bool(after and above.end < after.begin < end and len(after.code) <= 6 and after.code)


def fits(scene: Scene, above: Naming, after: Naming | None, end: int) -> bool:
    """Whether an unknown name may end here: no other word begins with its last character, no known name is cut."""
    if (
        (above.level == "county" and OTHER_WORD.match(scene.text, end - 1))
        or BODY_WORD.match(scene.text, end - 1)
        or COUNTRY.match(scene.text, end - 2)
        or ESTATE.match(scene.text, end - 1)
        or (after and after.begin < end and after.rule == "chain")
    ):
        return False
    return is_name(scene, scene.text[above.end : end])


def options(text: str, above: Naming) -> Iterator[tuple[int, str]]:
    """Ends of what may be the name of a part, with its kind: 巴彦淖尔市|杭锦旗后旗."""
    kinds, run = BELOW.get(above.level, ()), IN_PART.match(text, above.end)
    if not kinds or not run or BODY.match(text, above.end):  # 大足区|委组织部在棠香街道
        return
    for last in LAST[above.level].finditer(text, above.end, run.end()):
        end = last.end()
        if text.startswith(NO_END.get(last[0], ()), end - 1):  # 林西县|边远乡|镇
            continue
        if COUNTED.search(text, above.end, end):  # 乌兰察布市|兴和三县
            return
        if text.endswith(NO_TOWN, 0, end):  # 和平|古镇
            continue
        own = next((k for k in kinds if end > above.end + 1 and text.endswith(k, above.end + 1, end)), "")
        if own and (end - above.end <= 11 or own in ZONE_KINDS):
            yield end, own


def as_zone(place: Division, naming: Naming) -> Naming:
    """A zone that the tables keep among the townships has an administration of its own, and so is of county level."""
    if place.level == "township" and place.name.endswith(ZONE_KINDS):
        return replace(naming, level="county")
    return naming


def known(scene: Scene, above: Naming, end: int) -> Naming | None:
    """A part of the region with just this name; 兴安盟|经济技术开发区 by its full name."""
    name = scene.text[above.end : end]
    full = above.canonical + name if name.endswith(ZONE_KINDS) else name
    parts = parts_for(scene, above, name) if above.code else around_zone(scene, above)
    place = parts.by_name.get(name) or parts.by_name.get(full)
    return as_zone(place, scene.known(above.end, end, place, "chain", above, 0.99)) if place else None


def behind(scene: Scene, above: Naming, end: int) -> Naming | None:
    """A part of the region behind an adverb, a preposition or a verb: 二连浩特市|还在|格日勒敖都苏木."""
    name = scene.text[above.end : end]
    ends = [name[lead:] for lead in range(1, min(LONGEST_LEAD, len(name) - 3) + 1)]
    for own in ends if any(map(scene.gazetteer.codes, ends)) else ():
        place = parts_for(scene, above, name).by_name.get(own)
        if place and place.name == own:
            lead = name.removesuffix(own)
            if not PHRASE.match(f"{lead}某") and all(words.flag(word)[0] in "dpctv" for word in words.cut(lead)):
                return scene.known(end - len(place.name), end, place, "chain", None, 0.95)
    return None


def slip(scene: Scene, above: Naming, end: int) -> Naming | None:
    """The part that a printed name is a slip for, when only one is near and the printed one is no part's name."""
    name = scene.text[above.end : end]
    parts = parts_for(scene, above, name)
    if moved := moved_on(name, parts):
        return replace(scene.known(above.end, end, moved, "kind", above, 0.8), premises=(f"{name} = {moved.name}",))
    alike = slips.near(name, parts.like(name), LIKE)
    hit = shown(scene, alike, end) or slips.first(name, [one for one in alike if one[0] >= slips.NEAR])
    if hit is None or hit.rivals or not (hit.shown or sure(name, hit) or namesake(name, hit.division, above)):
        return None
    if not {"和", "与"}.isdisjoint(set(name) - set(hit.division.name)):  # 阿荣旗|一中和新发朝鲜族乡
        return None
    premise = f"{name} = {hit.division.name}（{above.canonical}）"
    naming = scene.known(above.end, end, hit.division, "slip", above, round(hit.likeness, 2))
    stem = slips.split(above.canonical)[0]
    if hit.division.level == "village" and stem in name and stem not in hit.division.name:
        return replace(naming, canonical=name, rule="chain", premises=(premise,))  # the slip is the table's
    return as_zone(hit.division, replace(naming, premises=(premise,)))


def shown(scene: Scene, alike: list[slips.Alike], end: int) -> slips.Slip | None:
    """Of places that are near, the one with a part that the text names next: 苏尼特林旗|洪格尔苏木 is 苏尼特左旗."""
    fitting = [
        (likeness, place)
        for likeness, place in alike
        if place.level != "village" and any(part_follows(scene.text, part, end) for part in inside(scene, place))
    ]
    return slips.Slip(fitting[0][1], fitting[0][0], (), shown=True) if len(fitting) == 1 else None


def inside(scene: Scene, place: Division) -> tuple[Division, ...]:
    """The divisions of a place; villages only of provinces in play."""
    if place.level == "township" and place.code[:2] not in scene.allowed:
        return ()
    return scene.gazetteer.children(place.code)


def part_follows(text: str, part: Division, end: int) -> bool:
    return len(part.name) > 2 and any(text.startswith(name, end) for name in part.names)


def namesake(name: str, place: Division, above: Naming) -> bool:
    """A village that its township is named after, with a character lost: 义勒力特镇|义勒特嘎查."""
    same = slips.split(place.name)[0] == slips.split(above.canonical)[0]
    return place.level == "village" and same and slips.one_lost(name, place.name)


def moved_on(name: str, parts: Parts) -> Division | None:
    """The township that has become of another kind since: 全宁街道, printed 全宁镇."""
    kinds = TOWN_KINDS if slips.kind(name) in TOWN_KINDS else ()
    towns = (place for kind in kinds for place in parts.by_kind.get(kind, ()) if place.level == "township")
    return min((town for town in towns if turned(name, town.name)), key=lambda town: town.code, default=None)


def turned(name: str, other: str) -> bool:
    """One township before and after it became a town or a street: 全宁镇, 全宁街道."""
    (stem, own), (other_stem, its) = slips.split(name), slips.split(other)
    return stem == other_stem and own != its and own in TOWN_KINDS and its in TOWN_KINDS


def sure(name: str, hit: slips.Slip) -> bool:
    """County lists are complete, township lists nearly, village lists are not; 林区 and 市区 are words."""
    if hit.division.level == "village":
        return slips.sure_village(name, hit.division.name)
    if hit.division.level == "township":
        return slips.sure_township(name, hit.division.name)
    return len(name) > 2 and not words.frequency(name)


def doubt_slip(scene: Scene, above: Naming, end: int) -> None:
    """An unknown name that is near to known ones stays as printed, with a doubt."""
    name = scene.text[above.end : end]
    if hit := slips.nearest(name, parts_for(scene, above, name).like(name)):
        near = "、".join((hit.division.name, *hit.rivals)[:4])
        scene.doubt("slip", above.end, end, f"{above.canonical}没有{name}，近似的有：{near}")


def doubt_rivals(scene: Scene, above: Naming, end: int) -> None:
    """苏尼特大旗 may be 苏尼特左旗 or 苏尼特右旗: left out, with a doubt."""
    name = scene.text[above.end : end]
    if words.frequency(name) or len(name) < 4:
        return
    if near := slips.near(name, parts_for(scene, above, name).like(name)):
        names = "、".join(place.name for _, place in near[:4])
        scene.doubt("slip", above.end, end, f"{name}可能是：{names}")


def is_name(scene: Scene, name: str) -> bool:
    """Whether an unknown name may be one: no function words, no general words, no verb with its object."""
    own = slips.kind(name)
    stem = name.removesuffix(own)
    if own not in LEVEL_OF or not 2 <= len(stem) <= 8 or stem in general_words("stem") or NO_STEM.search(stem):
        return False
    if own in VILLAGE_KINDS and TOWN_INSIDE.match(stem):  # 马家镇双龙村 is two names
        return False
    if own == "村" and (stem[-1] == "农" or (stem[-1] == "乡" and len(stem) > 2)):  # 边境乡村, not 乐乡村
        return False
    if "村" in stem and own != "社区":  # 工人村第三社区
        return False
    if BODY.match(stem) or COMMON_TOWN.search(name) or (PHRASE.match(stem) and stem[-1] not in STREET_ENDS):
        return False
    if own in ("嘎查", "苏木"):  # Mongolian names hold 和, 本, 所: 伊和布拉克嘎查
        bare = stem.lstrip("前后") if len(stem) > 2 else stem  # 后|查干, of which jieba makes 后查|干
        verbs = any(flag[0] in "vpdcr" and len(word) > 1 for word, flag in words.tagged(bare))
        return stem[0] not in FUNCTION - {"和"} and not verbs and CLAUSE_WORDS.isdisjoint(stem)  # 盟里还向抵边|嘎查
    if scene.exists(name):
        return True
    parts = words.tagged(stem)
    if any(function_word(word, flag) for word, flag in parts) and not (len(stem) == 2 and stem[0] in "新老"):
        return False  # 新设村 and 老营村 may be names
    if len(parts) == 1 and parts[0][1][0] in "vab" and words.frequency(stem) and stem[-1] not in STREET_ENDS:
        return False  # 发动|社区党员
    doing = len(parts) > 1 and any(flag == "vn" for _, flag in parts)
    return not doing or stem[-1] in STREET_ENDS  # 建设路社区, not 服务群众社区


def function_word(word: str, flag: str) -> bool:
    """Whether a word makes a phrase of what it stands in; single characters are often pieces of names: 台|吉|召."""
    if len(word) == 1:
        return word in FUNCTION
    return flag[0] in "pcurdyqtil" or (flag[0] == "v" and flag != "vn")


def unknown(scene: Scene, above: Naming, end: int, begin: int | None = None) -> Naming:
    """A place in no table, as printed, part of the region before it."""
    start = above.end if begin is None else begin
    name = scene.text[start:end]
    level, within = LEVEL_OF[slips.kind(name)], (above.canonical, *above.within)
    before = above.key if begin is None else ""
    return Naming(start, end, name, f"{name}@{above.key}", name, "", level, within, "pattern", before, 0.8)


def zone(scene: Scene, above: Naming, ends: list[int]) -> Naming | None:
    """An unlisted zone behind its city: 武汉|经开区; of other kinds only with its own administration behind it."""
    for end in ends:
        name = scene.text[above.end : end]
        full = without_kind(above.canonical) + OFFICIAL[name] if name in OFFICIAL else scene.text[above.begin : end]
        governed = name.endswith(ZONE_KINDS) and len(name) > 4 and ZONE_BODY.match(scene.text, end)
        full_form = above.level == "county" and name in OFFICIAL.values()  # 海安|经济技术开发区
        if governed or full_form or (name in OFFICIAL and above.level == "prefecture"):
            within = (above.canonical, *above.within)
            return Naming(
                above.end, end, name, f"{full}@{above.key}", full, "", "county", within, "zone", above.key, 0.7
            )
    return None


def put_under(zone: Naming, after: Naming) -> Naming:
    """A township behind an unlisted zone, as a part of it: 武汉经开区|军山街道."""
    return replace(after, above=zone.key, within=(zone.canonical, *after.within), rule="chain")
