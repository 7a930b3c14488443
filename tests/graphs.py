"""A small graph written by hand for tests: one page, three articles, and what only a gazetteer knows."""

from __future__ import annotations

from extractors.document import Page, Ref, Span
from graph.records import (
    ArticleRecord,
    Credit,
    DoubtRecord,
    Entity,
    EntityMention,
    FigureRecord,
    Graph,
    Statement,
)

TEXT = """红色驿站暖人心

□本报记者 潘佳 通讯员 张泽鹏

“小区新开了‘红色驿站’。”乌海市海南区拉僧仲街道佳和小区居民马秀英说。

拉僧仲街道党工委在6个社区打造了7个“红色驿站”,受拉僧仲街道党工委领导的佳和小区党支部参与其中,落实三会一课。

“红色驿站是臂膀。”佳和小区党支部书记袁玲说。

近日,杭锦旗旗直属机关工委推出“红色驿站”。 潘佳 摄
"""
PAGE = Page("t", TEXT, newspaper="内蒙古日报", date="2024-10-25", number="5")


def at(words: str, nth: int = 0) -> Span:
    """Where the words stand on the page for the nth time."""
    begin = -1
    for _ in range(nth + 1):
        begin = TEXT.index(words, begin + 1)
    return Span(begin, begin + len(words))


AUTONOMOUS: Ref = ("Region", "15")
WUHAI: Ref = ("Region", "1503")
HAINAN: Ref = ("Region", "150303")
LASENGZHONG: Ref = ("Region", "150303001")
HANGJIN: Ref = ("Region", "150625")
ORDOS: Ref = ("Region", "1506")
ETUOKE: Ref = ("Region", "150624")
ESTATE: Ref = ("Place", "佳和小区 150303001")
COMMITTEE: Ref = ("PartyOrganisation", "拉僧仲街道党工委")
BRANCH: Ref = ("PartyOrganisation", "佳和小区党支部")
ORGANS: Ref = ("PartyOrganisation", "杭锦旗直属机关工委")
STATION: Ref = ("Programme", "红色驿站")
MEETINGS: Ref = ("Policy", "三会一课")
YUAN: Ref = ("Person", "袁玲 佳和小区党支部")
MA: Ref = ("Person", "马秀英 佳和小区")
PAN: Ref = ("Person", "潘佳 内蒙古日报")
ZHANG: Ref = ("Person", "张泽鹏 内蒙古日报")

A1 = f"{PAGE.digest} 0"
A2 = f"{PAGE.digest} {at('近日').begin}"


def said(subject: Ref, predicate: str, object_: Ref, *spans: Span, article: str = A1, title: str = "") -> Statement:
    return Statement(subject, predicate, object_, article, spans, "test", 0.95, False, (), title)


def known(subject: Ref, predicate: str, object_: Ref) -> Statement:
    return Statement(subject, predicate, object_, "", (), "china-division 2.7.0", 1.0, False, ())


def named(entity: Ref, name: str, nth: int = 0, article: str = A1) -> EntityMention:
    return EntityMention(article, entity, (at(name, nth),), name, "test", 1.0)


ENTITIES = (
    Entity(*AUTONOMOUS, "内蒙古自治区", code="15", level="province"),
    Entity(*WUHAI, "乌海市", code="1503", level="prefecture", centroid=(39.6549, 106.8206)),
    Entity(*HAINAN, "海南区", code="150303", level="county", names=("乌海市海南区",)),
    Entity(*LASENGZHONG, "拉僧仲街道", code="150303001", level="township"),
    Entity(*ORDOS, "鄂尔多斯市", code="1506", level="prefecture"),
    Entity(*HANGJIN, "杭锦旗", code="150625", level="county"),
    Entity(*ETUOKE, "鄂托克旗", code="150624", level="county"),
    Entity(*ESTATE, "佳和小区"),
    Entity(*COMMITTEE, "拉僧仲街道党工委", names=("街道党工委",)),
    Entity(*BRANCH, "佳和小区党支部"),
    Entity(*ORGANS, "杭锦旗直属机关工委", slips=("杭锦旗旗直属机关工委",)),
    Entity(*STATION, "红色驿站", names=("“红色驿站”",), reasons=("名称相同",)),
    Entity(*MEETINGS, "三会一课"),
    Entity(*YUAN, "袁玲"),
    Entity(*MA, "马秀英"),
    Entity(*PAN, "潘佳"),
    Entity(*ZHANG, "张泽鹏"),
)
RUNS = at("拉僧仲街道党工委在6个社区打造了7个“红色驿站”")

GRAPH = Graph.of(
    pages=[PAGE],
    articles=[
        ArticleRecord(
            A1,
            PAGE.digest,
            1,
            "report",
            "红色驿站暖人心",
            "",
            "",
            "学思践悟",
            (
                at("“小区新开了‘红色驿站’。”乌海市海南区拉僧仲街道佳和小区居民马秀英说。"),
                at("拉僧仲街道党工委在6个社区打造了7个“红色驿站”,受拉僧仲街道党工委领导的佳和小区党支部参与其中,落实三会一课。"),
                at("“红色驿站是臂膀。”佳和小区党支部书记袁玲说。"),
            ),
            TEXT[TEXT.index("“小区") : TEXT.index("\n\n近日")],
            (Credit(PAN, "reporter", at("潘佳")), Credit(ZHANG, "correspondent", at("张泽鹏"))),
        ),
        ArticleRecord(
            A2,
            PAGE.digest,
            2,
            "photo",
            "",
            "",
            "",
            "",
            (at("近日,杭锦旗旗直属机关工委推出“红色驿站”。"),),
            "近日,杭锦旗旗直属机关工委推出“红色驿站”。",
            (Credit(PAN, "photographer", at("潘佳", 1)),),
        ),
    ],
    entities=ENTITIES,
    statements=[
        said(HAINAN, "partOf", WUHAI, at("乌海市海南区")),
        said(LASENGZHONG, "partOf", HAINAN, at("海南区拉僧仲街道")),
        said(ESTATE, "partOf", LASENGZHONG, at("拉僧仲街道佳和小区")),
        said(MA, "livesIn", ESTATE, at("佳和小区居民马秀英")),
        said(COMMITTEE, "basedIn", LASENGZHONG, RUNS),
        said(COMMITTEE, "runs", STATION, RUNS),
        said(STATION, "basedIn", ESTATE, at("小区新开了‘红色驿站’")),
        said(BRANCH, "under", COMMITTEE, at("受拉僧仲街道党工委领导的佳和小区党支部")),
        said(BRANCH, "takesPartIn", STATION, at("佳和小区党支部参与其中")),
        said(STATION, "follows", MEETINGS, at("落实三会一课")),
        said(YUAN, "holds", BRANCH, at("佳和小区党支部书记袁玲"), title="书记"),
        Statement(ORGANS, "runs", STATION, A2, (at("推出“红色驿站”"),), "test", 0.4, False, ()),
        Statement(
            ORGANS, "basedIn", HANGJIN, A2, (at("杭锦旗旗直属机关工委"),), "test", 0.9, True, ("杭锦旗旗 = 杭锦旗",)
        ),
        known(WUHAI, "partOf", AUTONOMOUS),
        known(ORDOS, "partOf", AUTONOMOUS),
        known(HANGJIN, "partOf", ORDOS),
        known(ETUOKE, "partOf", ORDOS),
    ],
    mentions=[
        named(WUHAI, "乌海市"),
        named(HAINAN, "海南区"),
        named(LASENGZHONG, "拉僧仲街道"),
        named(LASENGZHONG, "拉僧仲街道", 1),
        named(ESTATE, "佳和小区"),
        named(COMMITTEE, "拉僧仲街道党工委"),
        named(BRANCH, "佳和小区党支部", 1),
        named(STATION, "红色驿站"),
        named(STATION, "红色驿站", 4, A2),
        named(MEETINGS, "三会一课"),
        named(YUAN, "袁玲"),
        named(MA, "马秀英"),
        named(ORGANS, "杭锦旗旗直属机关工委", 0, A2),
        named(HANGJIN, "杭锦旗", 0, A2),
    ],
    figures=[
        FigureRecord(A1, STATION, "红色驿站", 7, "个", False, None, (at("打造了7个“红色驿站”"),)),
        FigureRecord(A1, LASENGZHONG, "社区", 6, "个", False, None, (at("6个社区"),)),
    ],
    doubts=[
        DoubtRecord(PAGE.digest, A2, "slip", (at("杭锦旗旗"),), "“杭锦旗旗”或是“杭锦旗”,或是“杭锦后旗”"),
        DoubtRecord(PAGE.digest, "", "assembly", (at("近日"),), "图片说明没有标题"),
    ],
)
