"""A region named at a place of a text, and the scene of one article that its makers share."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.document import Article, Doubt, Mention, Span
from extractors.place.toponyms import Flat, flatten
from ontology.gazetteer import Division, Gazetteer


@dataclass(frozen=True, slots=True)
class Naming:
    """A region named at a place of the flat text."""

    begin: int
    end: int
    name: str
    key: str
    canonical: str
    code: str  # "" for a place that no table has
    level: str
    within: tuple[str, ...]
    rule: str
    above: str = ""  # key of the container named directly before
    confidence: float = 1.0
    premises: tuple[str, ...] = ()

    @property
    def seat_code(self) -> str:
        """The code of this region, or of the one it was found in."""
        return self.code or self.key.rpartition("@")[2]

    def overlaps(self, begin: int, end: int) -> bool:
        return self.begin < end and begin < self.end


def printed(article: Article, at: Span) -> str:
    """The words of a place in the article without white space."""
    return "".join(article[at].split())


@dataclass(frozen=True, slots=True)
class Scene:
    """One article on its way from text to namings."""

    article: Article
    gazetteer: Gazetteer
    served: str  # code of what the paper serves, "" when nothing says so
    flat: Flat
    text: str  # of it
    allowed: frozenset[str] = frozenset()  # provinces whose villages may be named
    doubts: list[Doubt] = field(default_factory=list)

    @classmethod
    def of(cls, article: Article, gazetteer: Gazetteer, served: str) -> Scene:
        flat = flatten(article)
        return cls(article, gazetteer, served, flat, flat.text)

    def exists(self, name: str) -> bool:
        """Whether a division has this name, villages of the provinces in play included."""
        return any(len(code) < 12 or code[:2] in self.allowed for code in self.gazetteer.codes(name))

    def doubt(self, kind: str, begin: int, end: int, message: str) -> None:
        self.doubts.append(Doubt(kind, self.flat.at(begin, end), message))

    def full(self, code: str) -> str:
        """内蒙古自治区呼和浩特市新城区."""
        return "".join(d.name for d in reversed(self.gazetteer.ancestors(code))) + self.gazetteer.name(code)

    def within(self, code: str, above: Naming | None) -> tuple[str, ...]:
        """Names of the ancestors, nearest first; before them a container that only the text gives."""
        names = [division.name for division in self.gazetteer.ancestors(code)]
        if above and above.canonical not in names:
            names.insert(0, above.canonical)
        return tuple(names)

    def known(self, begin: int, end: int, place: Division, rule: str, above: Naming | None, sure: float) -> Naming:
        """A naming of a division of the gazetteer."""
        return Naming(
            begin, end, self.text[begin:end], place.code, place.name, place.code, place.level,
            self.within(place.code, above), rule, above.key if above else "", sure,
        )  # fmt: skip

    def mention(self, naming: Naming) -> Mention:
        at = self.place(naming)
        return Mention(
            "Region", naming.key, at, printed(self.article, at), naming.canonical, naming.rule,
            confidence=naming.confidence, code=naming.code, level=naming.level, within=naming.within,
            premises=naming.premises,
        )  # fmt: skip

    def place(self, naming: Naming) -> Span:
        return self.flat.at(naming.begin, naming.end)
