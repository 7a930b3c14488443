"""Names that stand for several divisions at once, a character for each: 呼包鄂, 京津冀, 长株潭."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractors.cover import Cover
from extractors.document import Mention
from extractors.patterns import regex
from extractors.place.namings import Scene, printed
from ontology import tables

UNDERTAKING = regex(  # 京津冀|协同发展, 川渝|高速, 陕甘宁|边区: named after them, not they themselves
    r"(?:[\u3400-\u9fff]{0,2}(?:协同|协作|合作|联动|一体化|城市群|都市圈|经济[圈区带]|双城|大湾区)|[\u3400-\u9fff]?(?:高铁|高速|铁路|线)"
    r"|[边苏]区|革命|根据地|高原|纵队|野战|军区|地区|菜|火锅|商人|商帮|民居)"
)
WITHIN_WORD = regex(r"[\u3400-\u9fff]")
OPENS = frozenset("在到从自由与和及同对向至让为以赴进往是的")  # what may stand right before such a name


class JointName(NamedTuple):
    """A row of `joint_names.tsv`."""

    name: str
    codes: str


@cache
def joint_names() -> dict[str, tuple[str, ...]]:
    return {row.name: tuple(row.codes.split()) for row in tables.read("joint_names", JointName)}


@cache
def any_of() -> re.Pattern[str]:
    return re.compile("|".join(sorted(joint_names(), key=lambda name: (-len(name), name))))


def joint(scene: Scene, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A mention of each of the divisions, all at the same place."""
    taken = Cover(mention.at for mention in mentions)
    for match in any_of().finditer(scene.text):
        before = scene.text[max(0, match.start() - 1) : match.start()]
        torn = len(match[0]) < 3 and WITHIN_WORD.match(before) and before not in OPENS  # 迎来|京津冀的游客
        if torn or UNDERTAKING.match(scene.text, match.end()):
            continue
        at = scene.flat.at(match.start(), match.end())
        if taken.touches(at):
            continue
        places = [scene.gazetteer.get(code) for code in joint_names()[match[0]]]
        premise = f"{match[0]} = {'、'.join(place.name for place in places)}"
        for place in places:
            yield Mention(
                "Region", place.code, at, printed(scene.article, at), place.name, "joint", generic=True,
                confidence=0.85, code=place.code, level=place.level, within=scene.within(place.code, None),
                premises=(premise,),
            )  # fmt: skip
