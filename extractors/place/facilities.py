"""Places that are named after the region before them: 善岱镇|蘑菇种植产业发展示范基地, 杭锦后旗|政务服务中心."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractors import words
from extractors.body.organs import STAFFED
from extractors.document import Article, Mention, Span
from extractors.patterns import regex
from extractors.place.place_heads import OF_REGION, heads
from extractors.place.setting import seat_of
from extractors.place.site_names import BREAK, COUNT, DOING, ordinary
from extractors.place.sites import Site

LIES = regex(r"(?:位于|地处|坐落于|在|走进|来到)[\u3400-\u9fff]{0,20}$")  # 位于|扎赉特旗|的国家现代农业产业园
BUILDS = regex(r"(?:建[成起]|建设|打造|上马|新建|抓|培育)了?(?=[^亩\d]{4,}(?:园|基地)$)")  # 北滩村|建起|蜜瓜产业示范园
AWARD = regex(  # the region gives a title to a place of another name
    r"(?:评为|命名为|授予|入选|列为|列入|确定为|认定为|作为|获评|创建|申[报创]|成为|誉为|是)(?:了|首批|第[一二三四五六七八九十]+批|[“\"])?$"
)
TITLE = regex(r"[”\"]?(?:名单|称号|荣誉|授牌|之一|评选)")
STANDING = (  # a region has one: 敖汉旗烈士陵园
    "中心", "大厅", "馆", "院", "宫", "体育场", "站", "机场", "陵园", "纪念园", "纪念碑", "纪念塔", "工业园区",
    "体育公园", "植物园", "动物园", "市场",
)  # fmt: skip
COUPLED = regex(  # 民俗保护|与|传承展示馆
    "(?<=保护|传承|展示|教育|体验|研究|收藏|文化|科技|创新|民俗|生态)[与和]"
    "(?=保护|传承|展示|教育|体验|研究|利用|文化|科技|创业|民俗|历史)"
)
GROUND = "广场"
NO_FACILITY = regex(
    r"[的了在和与及是有被把将各等出对让给]|向(?![阳日])|一些|部分|多个|党[委支组]|政协|人大|政府|支持|投入|捐"
    r"|^[全各本该委\d]|[列设定命认][为名]"  # 吴忠市|委党校列为现场(教学点)
)
LONGEST = 26


def facilities(article: Article, named: list[Mention]) -> Iterator[Site]:
    """The first such place behind each region."""
    starts = sorted(mention.at.begin for mention in named)
    ends = {mention.at.end: mention for mention in named}
    for mention in named:
        following = starts[bisect_left(starts, mention.at.end) :][:1]
        limit = min([mention.at.end + LONGEST, *following])
        match = heads(*OF_REGION).search(article.text, mention.at.end, limit)
        if not match or COUNT.match(article.text, match.end()) or STAFFED.match(article.text, match.end()):
            continue  # 党员教育基地|12个; 政务服务中心|主任: an organisation
        link = article.text.startswith("的", mention.at.end) and bool(
            LIES.search(article.text, max(0, mention.at.begin - 26), mention.at.begin)
        )
        built = is_built(article.text, mention, match)
        begin = built.end() if built else mention.at.end + link
        lead = max(0, mention.at.begin - 8), mention.at.begin
        awarded = AWARD.search(article.text, *lead) or TITLE.match(article.text, match.end())
        stem, last = article.text[begin : match.start()], match.end()
        last += len(GROUND) * article.text.startswith(GROUND, last)  # 党群服务中心|广场
        if not awarded and is_facility(stem, match[0]) and not is_title(mention, stem + match[0]):
            at = Span(begin if link or built else mention.at.begin, last)
            name = article[at]
            before = ends.get(mention.at.begin - 1) if article.text.startswith("的", mention.at.begin - 1) else None
            lies = before or mention  # 位于冷碛镇的|泸定县桃子产业园
            owner = mention.canonical if mention.name[-1] in mention.canonical[-1:] else mention.name  # 内蒙古|博物院
            own = link and not all(word in ordinary() for word in words.cut(stem))  # 位于水西村的|江南指挥部纪念馆
            canonical = ("" if own else owner) + article.text[begin:last]
            yield Site(at, name, canonical, seat_of(lies), lies.at, "facility")


def is_built(text: str, region: Mention, head: re.Match[str]) -> re.Match[str] | None:
    """The verb between a town or village and what it builds, where that has a name: 北滩村|建起|蜜瓜产业示范园."""
    if region.level not in ("township", "village"):
        return None
    verb = BUILDS.match(text, region.at.end, head.end())
    general = verb and all(word in ordinary() for word in words.cut(text[verb.end() : head.start()]))
    return None if general else verb


def is_title(region: Mention, words_behind: str) -> bool:
    """Whether the words are a title that many places of a city or province bear: 陕西省|爱国主义教育(基地)."""
    stem = words_behind.removesuffix("基地")
    many = region.level in ("province", "prefecture") and stem not in ("", words_behind)
    return many and all(word in ordinary() for word in words.cut(stem))


def is_facility(stem: str, head: str) -> bool:
    """蘑菇种植产业发展示范(基地); 政务服务中心 and 博物馆 need nothing more."""
    if not stem:
        return head.endswith(STANDING)
    if BREAK.search(stem) or NO_FACILITY.search(COUPLED.sub("", stem)):
        return False
    if len(stem) < 2 and (stem in "老新大小" or not head.endswith("产业园")):  # 馕|产业园
        return False
    if head.endswith(("中心", "大厅")) and len(stem) > 4:
        return False
    word, flag = words.tagged(stem)[0]
    made = flag == "v" and 2 <= len(word) < len(stem)  # 预制菜产业园
    return (flag[0] not in "vpdcuryt" or word in ordinary() or made) and not DOING.search(stem)
