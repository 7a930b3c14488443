"""General words that stand for a region named elsewhere: 该旗, 全市, 我县, 自治区, 镇里, 当地."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.cover import Cover
from extractors.document import Mention, Span
from extractors.patterns import regex
from extractors.place.namings import Scene, printed
from extractors.place.setting import Seat, Setting

GENERAL = regex(
    r"""
    (?P<how>[该本我全咱俺](?:(?<=[我咱])们)?)                     # 该旗, 本村, 我县, 全市, 我们村
    (?P<kind>自治区|自治州|街道|苏木|社区|嘎查|[省市盟州县旗区镇乡村])
    (?![场域块]|民[代营]|长[远期]|人[均民]|村[振建治旅])                                # 全市场, 该区域
    """,
    re.VERBOSE,
)
OWN_REGION = regex(r"自治区(?<![族尔藏古]自治区)(?!域)")  # 自治区教育厅, not 内蒙古自治区
INSIDE = regex(  # 旗里, 镇里, 村里
    r"(?P<kind>[旗县镇村])里(?<![乡集城各下进驻农本一个新老山]..)(?![面程应外])"
)
HALF = regex(  # 前旗|的做法 in a piece on 乌拉特前旗
    r"(?P<half>[左右前中后]旗)(?:(?<![\u3400-\u9fff]..)|(?<=[在到由与和从向为对了的是让给将把赴]..))(?![帜舰下手杆])"
)
REACH = 8  # characters that the next one holds at most, with the end of a line
OBLIQUE = regex(r"(?:赴|前往|去|来自|学习|对接|[与向同跟])(?:[\u3400-\u9fff]{1,4}[省市盟州])?$")
HERE = regex(r"当地|本地区?(?=[的党干群居村农牧特资文])")


def general(scene: Scene, mentions: tuple[Mention, ...]) -> list[Mention]:
    """Mentions of general words, each with what it is read as; a word that nothing in the article fits is left."""
    spoken = sorted(words_of(scene.text))
    if not spoken:
        return []
    where = Setting(mentions, scene.served)
    main = Setting(subjects(scene, mentions), scene.served)
    taken, last = Cover(mention.at for mention in mentions), 0  # the words come in text order
    found = []
    for begin, end, word, how in spoken:
        at = scene.flat.at(begin, end)
        if at.begin < last or taken.touches(at):
            continue
        seat = seat_of(main if how in ("全", "我") else where, word, how, at.begin)
        if seat and (seat.said or seat.level == "province" or how in ("我", "全")):
            found.append(mention_of(scene, seat, at))
            last = max(last, at.end)
    return found


def subjects(scene: Scene, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions but for counties and cities that somebody only goes to or learns from: 赴|翁牛特旗|学习."""
    first, text = set[str](), scene.article.text
    kept = []
    for mention in sorted(mentions, key=lambda mention: mention.at.begin):
        if mention.level not in first or not OBLIQUE.search(text, max(0, mention.at.begin - REACH), mention.at.begin):
            kept.append(mention)
        first.add(mention.level)
    return tuple(kept)


def seat_of(where: Setting, word: str, how: str, at: int) -> Seat | None:
    if how == "here":
        return where.seat(at)
    if how == "half":
        return where.only(word)
    return where.whole(word, at) if how in ("全", "我", "本") else where.region(word, at, later=how != "该")


def words_of(text: str) -> Iterable[tuple[int, int, str, str]]:
    """Begin, end, kind and how it points."""
    for match in OWN_REGION.finditer(text):
        yield match.start(), match.end(), "自治区", "own"
    for match in GENERAL.finditer(text):
        yield match.start(), match.end(), match["kind"], match["how"]
    for match in INSIDE.finditer(text):
        yield match.start(), match.end(), match["kind"], "in"
    for match in HALF.finditer(text):
        yield match.start(), match.end(), match["half"], "half"
    for match in HERE.finditer(text):
        yield match.start(), match.end(), "", "here"


def mention_of(scene: Scene, seat: Seat, at: Span) -> Mention:
    name = printed(scene.article, at)
    return Mention(
        "Region", seat.key, at, name, seat.name, "generic", generic=True, confidence=0.85, code=seat.code,
        level=seat.level, within=seat.within, premises=(f"{name} = {seat.name}",),
    )  # fmt: skip
