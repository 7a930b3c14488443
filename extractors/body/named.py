"""An organisation at a place of the article, and the spot where one is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.body.bases import NOWHERE, Base, Ground
from extractors.body.organs import Anchor
from extractors.document import Ref
from ontology.terms import LEVELS


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation with its full name; `canonical` is its key."""

    begin: int
    end: int
    type: str
    canonical: str
    rule: str
    rank: str  # as in `organs.tsv`
    seat: Ref = NOWHERE  # where it is based
    above: Ref = NOWHERE  # the body it is under
    generic: bool = False
    premises: tuple[str, ...] = ()
    level: str = ""  # of the region whose organ it is: a banner's bureau is of county level

    @property
    def ref(self) -> Ref:
        return self.type, self.canonical


@dataclass(frozen=True, slots=True)
class Spot:
    """An organ's words in the article, with the organisations read to the left of them by where they end."""

    ground: Ground
    before: Mapping[int, Named]
    anchor: Anchor

    @property
    def text(self) -> str:
        return self.ground.text

    @property
    def begin(self) -> int:
        return self.anchor.begin

    @property
    def name(self) -> str:
        return self.anchor.organ.name

    @property
    def full(self) -> str:
        """The organ's words in a full name."""
        return self.anchor.full

    @property
    def rank(self) -> str:
        return self.anchor.organ.rank

    def level(self, of: str) -> str:
        """The level of an organ of a region or body of this level: what its words fix, else the same."""
        return self.rank if self.rank in LEVELS else "" if self.rank == "unit" else of

    @property
    def owner(self) -> Named | None:
        """The organisation that ends where the organ's words begin."""
        return self.before.get(self.begin)

    def of_base(self, base: Base, canonical: str, rule: str, *, above: Ref = NOWHERE) -> Named:
        """The organisation as an organ of a region."""
        return Named(
            base.begin, self.anchor.end, self.anchor.organ.type, canonical, rule, self.rank, base.ref, above,
            premises=base.premises, level=self.level(base.seat.level),
        )  # fmt: skip

    def of_owner(self, owner: Named, canonical: str, rule: str) -> Named:
        """The organisation as a part of another."""
        return Named(
            owner.begin, self.anchor.end, self.anchor.organ.type, canonical, rule, self.rank, owner.seat, owner.ref,
            premises=owner.premises, level=self.level(owner.level),
        )  # fmt: skip

    def at(
        self, begin: int, canonical: str, rule: str, *, seat: Ref = NOWHERE, premises: tuple[str, ...] = ()
    ) -> Named:
        """The organisation as a name that starts at `begin`."""
        return Named(
            begin, self.anchor.end, self.anchor.organ.type, canonical, rule, self.rank, seat,
            premises=premises, level=self.level(""),
        )  # fmt: skip
