"""Newspaper pages in any number, made from the seeds: other names, places and order, always the same for one number."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from extractors.document import Page
from extractors.pages import read_pages
from ontology import gazetteer

SEEDS = Path(__file__).parent.parent.parent / "seeds"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰红玉萍辉鹏飞鑫波斌宇浩凯健俊帆雪琳晨婷佳"
PERSON = re.compile(r"(?<=[书记长员任民人者说])[" + SURNAMES + r"][一-鿿]{1,2}(?=[说介绍表示坦言感]|$)")
PARAGRAPH = re.compile(r"\n\n+")


@cache
def seeds() -> tuple[Page, ...]:
    return tuple(page for file in sorted(SEEDS.glob("*.txt")) for page in read_pages(file))


@cache
def counties() -> tuple[str, ...]:
    """The banners, counties and districts of the seeds' region whose names have three characters or more."""
    places = gazetteer.load()
    names = [c.name for league in places.children("15") for c in places.children(league.code)]
    return tuple(name for name in names if len(name) >= 3)


def varied(number: int) -> Page:
    """A seed with its counties exchanged for others, its people renamed and some paragraphs moved by one."""
    dice = random.Random(number)
    seed = seeds()[number % len(seeds())]
    text = seed.text
    here = sorted({name for name in counties() if name in text}, key=lambda name: (-len(name), name))
    others = dict(zip(here, dice.sample(counties(), len(here)), strict=True))
    if here:
        text = re.sub("|".join(map(re.escape, here)), lambda match: others[match[0]], text)
    text = PERSON.sub(lambda _: dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, 2)), text)
    blocks = PARAGRAPH.split(text)
    for place in dice.sample(range(len(blocks) - 1), min(2, len(blocks) - 1)):
        blocks[place], blocks[place + 1] = blocks[place + 1], blocks[place]
    day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return Page(f"page{number:06}", "\n\n".join(blocks) + f"\n第{number}号", "北疆试验报", day, str(number % 8 + 1))
