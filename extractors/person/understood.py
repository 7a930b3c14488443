"""The organisation of a post that is printed without one: 县委党校开班,高级讲师|张丽华|授课."""

from __future__ import annotations

from collections.abc import Container, Iterator

from extractors.body.inner_branches import FOUNDED
from extractors.document import Mention, Ref
from extractors.patterns import regex
from extractors.person.posts import Ends, Held

SENTENCE = regex(r"[。！？\n]")
SCHOOLS = ("小学", "中学", "高中", "学校", "学院", "大学", "党校")
POLICE = ("派出所", "公安局", "支队", "大队", "中队", "边检站")
OWNERS: tuple[tuple[str, tuple[str, ...]], ...] = (  # how a title ends, how the names of its organisations end
    ("总支书记", ("党总支",)),
    ("支部书记", ("党支部",)),
    ("党支书", ("党支部",)),
    ("党委书记", ("党委",)),
    ("书记", ("党支部", "党总支", "党委", "党工委")),
    ("校长", SCHOOLS),
    ("讲师", SCHOOLS),
    ("教授", SCHOOLS),
    ("教师", SCHOOLS),
    ("班主任", SCHOOLS),
    ("园长", ("幼儿园",)),
    ("医师", ("医院", "卫生院")),
    ("医生", ("医院", "卫生院")),
    ("护士", ("医院", "卫生院")),
    ("护士长", ("医院", "卫生院")),
    ("检察官", ("检察院",)),
    ("庭长", ("法庭",)),
    ("研究员", ("研究所", "研究院", "科学院")),
    ("书记员", ("法庭", "法院")),
    ("技术员", ("厂", "公司", "推广中心", "推广站")),
    ("村医", ("卫生室",)),
    ("班长", ("厂", "公司", "矿")),
    ("检察长", ("检察院",)),
    ("法官", ("法院",)),
    ("院长", ("院",)),
    ("民警", POLICE),
    ("教导员", POLICE),
    ("所长", ("所",)),
    ("站长", ("站",)),
    ("局长", ("局",)),
    ("会长", ("协会", "商会", "理事会", "促进会", "联合会")),
    ("理事长", ("合作社", "联合社", "联社", "理事会")),
    ("社长", ("合作社", "联合社")),
    ("董事长", ("公司", "集团")),
    ("总经理", ("公司", "集团")),
    ("厂长", ("厂",)),
    ("行长", ("行",)),
    ("馆长", ("馆",)),
)
OF_BRANCH = ("总支书记", "支部书记", "党支书")
NOT_OF_BODY = ("镇", "乡", "村", "嘎查", "社区", "街道")  # 镇书记: of the town


def understood(
    ends: Ends, held: Held, at: int, region: Mention | None, *, but: Container[Ref] = ()
) -> Mention | None:
    """The one organisation of the post's kind named before `at` in the sentence, or else in the one before it.

    With a region before the post its own one, wherever it is named: 新房身村|支部书记 after 新房身村党支部.
    `but`: not one of these, where somebody has a post already: 联合党委由镇党委副书记|赵慧|兼任书记.
    """
    if held.organisation or held.post.kind != "post" or held.title.startswith(NOT_OF_BODY):
        return None
    endings = next((owners for title, owners in OWNERS if held.title.endswith(title)), ())
    if not endings:
        return None
    if region:
        own = (m for m in ends.organisations.values() if m.canonical in {region.canonical + end for end in endings})
        return next(own, None)
    for begin, end in _sentences(ends.text, at):
        near = (m for place, m in ends.organisations.items() if begin <= m.at.begin and place <= end)
        fitting = {m.ref: m for m in near if m.canonical.endswith(endings) and m.ref not in but}
        founded = {ref: m for ref, m in fitting.items() if FOUNDED.search(ends.text, begin, m.at.begin)}
        if fitting:
            meant = founded if len(founded) == 1 else fitting  # 成立|联合党委|,由社区党委书记段晓鸥任书记
            return next(iter(meant.values())) if len(meant) == 1 else None
    return only_branch(ends, at, endings) if held.title.endswith(OF_BRANCH) else None


def council(ends: Ends, held: Held, region: Mention | None) -> Mention | None:
    """丰镇市政协|委员|李建军: a member of the region's council, or of the only one that the text names."""
    if not held.title.endswith("政协委员"):
        return None
    councils = {m.canonical: m for m in ends.organisations.values() if m.canonical.endswith("政协")}
    own = councils.get(f"{region.canonical}政协") if region else None
    return own or (next(iter(councils.values())) if len(councils) == 1 else None)


def only_branch(ends: Ends, at: int, endings: tuple[str, ...]) -> Mention | None:
    """The branch named before, where the whole article names no other: 成立联合党支部。...联合党支部书记|王建军|说."""
    branches = {m.ref: m for m in ends.organisations.values() if m.canonical.endswith(endings)}
    meant = next(iter(branches.values())) if len(branches) == 1 else None
    return meant if meant and meant.at.begin < at else None


def _sentences(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The part of the sentence before a place, and the sentence before it in the same paragraph."""
    marks = [match.end() for match in SENTENCE.finditer(text, 0, at)]
    begin = marks[-1] if marks else 0
    yield begin, at
    if begin and text[begin - 1] != "\n":
        yield (marks[-2] if len(marks) > 1 else 0), begin
