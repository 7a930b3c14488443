"""Posts and descriptions before a name: 旗委常委、组织部部长|杨国毅, with the organisations and places they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from extractors.document import Mention, Span
from extractors.patterns import regex
from extractors.person.person_names import Names
from ontology.lexicon import Endings
from ontology.tables import check, read


class Post(NamedTuple):
    """A row of `posts.tsv`, which says what the columns mean."""

    word: str
    kind: str
    organ: str
    normal: str


KINDS = ("post", "resident", "description")
POSTS = {row.word: row for row in read("posts", Post)}
check("posts", POSTS.values(), 1, KINDS)
RANK = regex(  # 常务副|部长, 驻村第一|书记
    r"(?:原|前|时任|现任|新任|兼|兼任|驻村|代|名誉|首席)?(?:常务|第一|专职|执行|党支部|大学生|助理|[一二三四]级)?副?\Z"
)
UNIT = regex(r"[一-龥]{2,8}(?:部|科|处|室|股|中心|组|车间|分会)\Z")  # 该公司|工程建设部|部长
TEAM = regex(r"“[^“”\n]{1,12}”(?:(?![和与及等的、])[一-龥]){0,8}\Z")  # “上善乌审”宣讲团|宣讲员
UNKNOWN = regex(r"([一-龥])、[^，。；：、,;:\n“”]{1,12}\Z")  # 党委委员、|政工室|主任


@cache
def _lexicon() -> Endings[Post]:
    return Endings(POSTS.items())


def post_ends(text: str) -> dict[int, str]:
    """The longest post or description that ends at each place."""
    ends: dict[int, str] = {}
    for end, word, _ in _lexicon().ending(text):
        ends.setdefault(end, word)  # the first is the longest
    return ends


@dataclass(frozen=True, slots=True)
class Held:
    """A post as printed and the organisation named before it, if any."""

    title: str
    post: Post
    organisation: Mention | None

    @property
    def resides(self) -> bool:
        """Whether it says that somebody lives in a place: 村民, 养殖户."""
        return self.post.kind == "resident" or self.post.word.startswith(("返乡", "回乡"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands before a name."""

    begin: int
    end: int
    held: tuple[Held, ...]  # from left to right
    organisations: tuple[Mention, ...]
    regions: tuple[Mention, ...]  # nearest first


@dataclass(frozen=True, slots=True)
class Ends:
    """What ends where in an article."""

    text: str
    posts: dict[int, str]
    organisations: dict[int, Mention]
    places: dict[int, Mention]
    names: Names  # where one may start
    votes: frozenset[Span] = frozenset()  # where a tagger sees a person's name
    phrases: dict[int, Phrase] = field(default_factory=dict)  # read so far: several rules may find one name


def phrase(ends: Ends, at: int) -> Phrase:
    """The posts, organisations and places that run up to a name."""
    if at not in ends.phrases:
        ends.phrases[at] = _phrase(ends, at)
    return ends.phrases[at]


def _phrase(ends: Ends, at: int) -> Phrase:
    posts: list[tuple[int, int, Post]] = []
    organisations: list[Mention] = []
    regions: list[Mention] = []
    begin, before = at, -1
    while before != begin:
        before = begin
        if not posts and (head := _contracted(ends, begin)):
            posts.append((begin - 1, begin, head))
            begin -= 1
        elif begin in ends.organisations:
            organisations.append(ends.organisations[begin])
            begin = organisations[-1].at.begin
        elif begin in ends.posts:
            word = _word(ends, begin)
            posts.append((_ranked(ends, begin - len(word)), begin, POSTS[word]))
            begin = posts[-1][0]
            if village := _village(ends, begin):
                regions.append(village)
                begin = village.at.begin
        elif begin in ends.places:
            regions.append(ends.places[begin])
            begin = regions[-1].at.begin
        elif _joins(ends, begin, some=bool(posts)):
            begin -= 1
        elif posts and not organisations and not regions:
            begin = _skip(ends, begin)
    return Phrase(begin, at, _held(ends.text, posts, organisations), tuple(reversed(organisations)), tuple(regions))


def _village(ends: Ends, at: int) -> Mention | None:
    """The village whose last character the post begins with: 八里湾|村|民."""
    place = ends.places.get(at + 1) if ends.text[at : at + 1] == "村" else None
    return place if place and place.level == "village" else None


def _joins(ends: Ends, at: int, *, some: bool) -> bool:
    """Whether the character before a place only joins what stands left of it; `some`: posts were read right of it."""
    mark, end = ends.text[at - 1 : at], at - 1
    named = end in ends.organisations or end in ends.places
    if mark == "的":  # 盟委党校的讲师, 公安局局长的邵兵
        return named if some else end in ends.posts
    if mark and mark in "、兼":
        return some and (end in ends.posts or end in ends.organisations)
    if mark and mark in "“”":  # 社区“第一书记”刘佳
        return not (some and mark == "”") and (some or end in ends.posts)
    return end in ends.organisations and mark == ends.text[at - 2 : at - 1]  # a slip: 直属机关工委委书记


def _contracted(ends: Ends, at: int) -> Post | None:
    """组织部|长 for 组织部部长: the organisation's last character does twice."""
    if at - 1 in ends.organisations and ends.text[at - 1] == "长":
        return POSTS.get(ends.text[at - 2 : at])
    return None


def _ranked(ends: Ends, start: int) -> int:
    """Where a post begins with its rank: 常务副|部长; 党支部|副|书记 is a post of the branch."""
    ranked = RANK.search(ends.text, max(0, start - 6), start)
    begins = (start, start - ends.text.endswith("副", 0, start))
    return next((at for at in begins if at in ends.organisations), ranked.start() if ranked else start)


def _word(ends: Ends, at: int) -> str:
    """The post that ends there: 书记 after 官地镇党委, though 党委书记 is one as well; 居民 after 地税小区."""
    word = ends.posts[at]
    shorter = (word[n:] for n in range(1, len(word)) if word[n:] in POSTS)
    return next((w for w in shorter if at - len(w) in ends.organisations or at - len(w) in ends.places), word)


def _skip(ends: Ends, at: int) -> int:
    """Past a unit inside an organisation, or a team's name."""
    unit = UNIT.search(ends.text, max(0, at - 12), at)
    if unit:
        start = next((i for i in range(at - 2, unit.start() - 1, -1) if i in ends.organisations), at)
        if start != at:
            return start
    team = TEAM.search(ends.text, max(0, at - 24), at)
    if team:
        return team.start()
    unknown = UNKNOWN.search(ends.text, max(0, at - 14), at)
    if not unknown or any(end in ends.posts for end in range(unknown.end(1) + 2, at)):  # 成员、副局长陈志远|兼任
        return at
    return unknown.end(1) + 1 if unknown.end(1) in ends.posts else at


def _held(text: str, posts: list[tuple[int, int, Post]], organisations: list[Mention]) -> tuple[Held, ...]:
    """Each post with the organisation nearest before it."""
    held = []
    for start, end, post in reversed(posts):
        before = [o for o in organisations if o.at.end <= start]
        owner = max(before, key=lambda o: (o.at.end, -o.at.begin), default=None)
        title = post.word if end - start == 1 else text[start:end]  # 组织部|长
        held.append(Held(title, post, owner))
    return tuple(held)
