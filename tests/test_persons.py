"""Which articles speak of one person."""

import pytest

from graph.persons import SAME, Appearance, candidates, compare, identities


def someone(article: str, **facts: object) -> Appearance:
    return Appearance("王伟", article, ("Person", "王伟"), **facts)  # type: ignore[arg-type]


CASES = [
    ("one organisation", {"organisations": ("敖汉旗委",)}, {"organisations": ("敖汉旗委",)}, True),
    ("an organisation of the other", {"organisations": ("敖汉旗委",)}, {"organisations": ("敖汉旗委组织部",)}, True),
    ("one village", {"homes": ("150303001001",)}, {"homes": ("150303001001",)}, True),
    ("nothing known", {}, {}, False),
    ("only the county", {"counties": frozenset({"150303"})}, {"counties": frozenset({"150303"})}, False),
    ("only the title", {"titles": frozenset({"书记"})}, {"titles": frozenset({"书记"})}, False),
    (
        "one post by name, two counties",
        {"organisations": ("旗委",), "counties": frozenset({"150303"})},
        {"organisations": ("旗委",), "counties": frozenset({"150430"})},
        False,
    ),
    (
        "title and county",
        {"titles": frozenset({"书记"}), "counties": frozenset({"150303"})},
        {"titles": frozenset({"书记"}), "counties": frozenset({"150303"})},
        False,
    ),
]


@pytest.mark.parametrize(("what", "one", "two", "same"), CASES, ids=[case[0] for case in CASES])
def test_comparison(what: str, one: dict[str, object], two: dict[str, object], same: bool) -> None:
    assert what
    weight, reasons = compare(someone("a:1", **one), someone("b:1", **two))
    assert (weight >= SAME) is same, reasons
    keys = {key for key, _ in identities([someone("a:1", **one), someone("b:1", **two)]).values()}
    assert len(keys) == (1 if same else 2)


def test_a_reason_is_given_for_one_person() -> None:
    both = [someone("a:1", organisations=("敖汉旗委",)), someone("b:1", organisations=("敖汉旗委组织部",))]
    (key, reasons), _ = identities(both).values()
    assert key == "王伟@敖汉旗委"
    assert reasons == ("敖汉旗委与敖汉旗委组织部同属一个组织 (+3)",)


def test_public_figures_are_one_but_a_namesake_in_office_is_not() -> None:
    hero = [Appearance("雷锋", article, ("Person", "雷锋")) for article in ("a:1", "b:1")]
    namesake = Appearance("雷锋", "c:1", ("Person", "雷锋"), organisations=("包头市委组织部",))
    keys = {one.article: key for one, (key, _) in identities([*hero, namesake]).items()}
    assert keys == {"a:1": "雷锋", "b:1": "雷锋", "c:1": "雷锋@包头市委组织部"}


def test_order_does_not_matter() -> None:
    many = [someone(f"{n}:1", organisations=("甲",) if n % 2 else ("乙",)) for n in range(6)]
    assert dict(identities(many)) == dict(identities(many[::-1]))


def test_work_grows_with_the_appearances() -> None:
    """A common name on very many pages: nobody is compared with everybody."""
    many = [
        someone(f"{n}:1", organisations=(f"{n % 40}旗委",), counties=frozenset({f"15{n % 40:04}"})) for n in range(4000)
    ]
    assert len(candidates(many)) < 2 * len(many)
    assert len({key for key, _ in identities(many).values()}) == 40
