"""Where people live: 村民, 家住新惠镇的, 四间房村的王玉琢, 65岁的 in a village, and what only the place before says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractors.document import Found, Mention, Ref, Relation, Span
from extractors.patterns import regex
from extractors.person.introductions import LIVES, LOCAL, RESIDES
from extractors.person.name_scores import Introduction
from extractors.person.offices import IS
from extractors.person.posts import Ends

ESTATE = regex(  # a place where people live; 广场, 商店, 湿地公园 are none
    r"(?:小区|家园|花园|公寓|新村|新居|[苑里邸]|(?<![公业物技果乐庄林技创])园)\Z"
)
RETURNS = regex(  # 王金海在外多年,2019年返乡,在|新房身村
    r"(?:(?!说|表示|介绍)[^。！？；\n]){0,16}[,，]?[^。！？；\n,，]{0,8}(?:返乡|回乡)(?:创业)?后?[,，]?(?:来到|回到|在)"
)
VISITORS = ("游客", "顾客", "乘客", "患者", "参观者", "客商", "考生", "选手", "学员")
STAYS = regex(r"(?:一直|长期|常年|世代|全家|一家|已经|已)?在")
LONGEST_CHAIN = 24  # characters of the places between 在 and 生活
RETURNED = regex(r"(?:返乡|回乡|返村|回村)[^。！？；\n]{0,16}\Z")
WORKS_IN = regex(r"[,，]?(?:在|来到|回到)")
LIFE = regex(
    r"(?<=[村镇乡区木查道])(?:生活|居住|安家|落户|定居|扎根|住了|务工|打工|放牧|种地|养老)(?!补贴|条件|环境|质量)"
)
AWAY = regex(r"(?:从事[^，。,、；;]{1,8})?(?:打拼|务工|打工|经商|创业|谋生|定居|居住|生活|安家)")  # 在|上海|打拼
HOME = regex(rf"{LIVES}\Z")
AGED = regex(r"\d{2,3}岁(?:高龄)?的?(?:退休[^，。；、,;\n的]{0,8})?\Z")  # 68岁的|退休信用社|主任蔺德明
VILLAGERS = ("村民", "牧民", "农民", "农户", "牧户", "社员")


def at_home(ends: Ends, found: Found, one: Introduction, evidence: tuple[Span, ...]) -> Iterator[Relation]:
    """livesIn, as the words with a name say: 新房身村村民, or the place before where somebody is a 村民 or 65岁."""
    person, said = ("Person", one.name), one.phrase
    last = said.held[-1] if said.held else None
    if said.organisations:
        seats = home_of(found, said.organisations[-1]) if last and last.resides else ()
        yield from (Relation(person, "livesIn", seat, evidence, "place-of-organisation") for seat in seats)
    elif said.regions and (last or one.rule in ("after-place", "home")):
        visits = last and last.title.endswith(VISITORS)
        if not visits or (said.regions[0].type != "Place" and said.regions[0].level not in LOCAL):
            yield Relation(person, "livesIn", said.regions[0].ref, evidence, "place-with-name")
    elif one.rule == "home" and not last and (place := ends.places.get(one.begin - 1)):  # 四间房村的|王玉琢
        yield Relation(person, "livesIn", place.ref, (Span(place.at.begin, one.end),), "home-said")
    elif (last and last.resides) or is_aged(ends, one):
        place = nearest_home(ends, said.begin if last else one.begin, last.title if last else "")
        if place:
            premises = (f"文中说到{place.canonical}",)
            spans = (place.at, *evidence)
            yield Relation(person, "livesIn", place.ref, spans, "place-before", 0.7, inferred=True, premises=premises)


def is_aged(ends: Ends, one: Introduction) -> bool:
    """63岁的|江天荣; 68岁的|退休信用社主任|蔺德明."""
    return bool(AGED.search(ends.text, max(0, one.phrase.begin - 16), one.phrase.begin))


def nearest_home(ends: Ends, at: int, title: str) -> Mention | None:
    return place_before(ends, at, village=title.startswith(VILLAGERS)) or only_village(ends)


def homes(ends: Ends, stands: Mapping[str, Iterable[int]]) -> Iterator[Relation]:
    """Where people are said to belong, beside any place where a name stands."""
    begins = {place.at.begin: place for place in ends.places.values()}
    for at in [Span(begin, begin + len(name)) for name, places in stands.items() for begin in places]:
        yield from _before(ends, at)
        settled = max(_settles(ends, at), _works_away(ends, begins, at))
        between = ends.text[at.end : max(at.end, settled)]
        place = None if any(other in between for other in stands) else _place_at(begins, settled)
        if place:
            yield _said(ends, at, place, "home-said")
            continue
        link = IS.match(ends.text, at.end)  # 赵美花|也是|幸福新村北区|的“热心人”
        place = _place_at(begins, link.end()) if link else None
        if place and ends.text.startswith("的", place.at.end):
            yield _said(ends, at, place, "place-after")


def _said(ends: Ends, at: Span, place: Mention, rule: str) -> Relation:
    return Relation(
        ("Person", ends.text[at.begin : at.end]), "livesIn", place.ref, (Span(at.begin, place.at.end),), rule
    )


def _place_at(begins: dict[int, Mention], at: int) -> Mention | None:
    """The lowest of the places that start there one after the other."""
    place = begins.get(at)
    while place and place.at.end in begins:
        place = begins[place.at.end]
    return place


def _before(ends: Ends, at: Span) -> Iterator[Relation]:
    """家住新惠镇的|李玉兰, 新房身村人|赵志刚, 四间房村的|王玉琢."""
    mark = ends.text[at.begin - 1 : at.begin]
    place = ends.places.get(at.begin - 1) if mark and mark in "的人" else None
    if place:
        start = chain_begin(ends, place)
        native = place.level == "village" and (mark == "人" or at.end - at.begin > 2)
        if native or HOME.search(ends.text, max(0, start - 4), start):
            name = ends.text[at.begin : at.end]
            yield Relation(("Person", name), "livesIn", place.ref, (Span(start, at.end),), "home-said")


def _settles(ends: Ends, at: Span) -> int:
    """Where the place starts that somebody lives in, came back to, or stays in for life; -1 for none."""
    resides = RESIDES.match(ends.text, at.end) or RETURNS.match(ends.text, at.end)
    if not resides and RETURNED.search(ends.text, max(0, at.begin - 20), at.begin):
        resides = WORKS_IN.match(ends.text, at.end)  # 返乡的大学生|计文博|,在|沧溪村|办起了直播间
    if resides:
        return resides.end()
    stays = STAYS.match(ends.text, at.end)  # 李建军|在|新房身村|生活了30年
    return stays.end() if stays and LIFE.search(ends.text, stays.end(), stays.end() + LONGEST_CHAIN) else -1


def _works_away(ends: Ends, begins: dict[int, Mention], at: Span) -> int:
    """Where the place starts in which somebody makes a living: 许叶桃|在|上海|打拼; -1 for none."""
    stays = STAYS.match(ends.text, at.end)
    place = _place_at(begins, stays.end()) if stays else None
    return stays.end() if stays and place and AWAY.match(ends.text, place.at.end) else -1


def chain_begin(ends: Ends, place: Mention) -> int:
    """Where the chain of places before one begins: 林东镇|新房身村."""
    begin = place.at.begin
    while begin in ends.places:
        begin = ends.places[begin].at.begin
    return begin


def one_home(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Without homes that were only inferred for people whose home is said, and homes of people known by their post."""
    known = list(relations)
    said = {r.subject for r in known if r.predicate == "livesIn" and not r.inferred}
    held = {r.subject for r in known if r.predicate == "holds"}
    for r in known:
        inferred = r.rule == "place-before" and r.subject in said | held
        if not inferred and not (r.rule == "place-after" and r.subject in held):
            yield r


def home_of(found: Found, organisation: Mention) -> Iterator[Ref]:
    """The village or township an organisation is in, for its members."""
    regions = {m.ref: m for m in found.of("Region")}
    for relation in found.relations:
        seat = regions.get(relation.object)
        if seat and seat.level in LOCAL and (relation.subject, relation.predicate) == (organisation.ref, "basedIn"):
            yield relation.object


def place_before(ends: Ends, at: int, *, village: bool) -> Mention | None:
    """The village, township or place named last before in the same paragraph: 在寨蒿镇晚寨村,侗族妇女吴化英.

    `village`: rather a village, because 村民 live in one.
    """
    before = [m for end, m in ends.places.items() if end <= at and (m.level in LOCAL or ESTATE.search(m.canonical))]
    start = ends.text.rfind("\n", 0, at) + 1
    here = [m for m in before if m.at.begin >= start]
    return max(here, key=lambda m: (village and m.level == "village", m.at.end), default=None)


def only_village(ends: Ends) -> Mention | None:
    """The village of an article that names no other."""
    villages = {m.ref: m for m in ends.places.values() if m.level == "village"}
    return next(iter(villages.values())) if len(villages) == 1 else None
