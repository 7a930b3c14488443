"""B-cubed against values worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Page
from graph import bcubed
from graph.annotations import annotate
from graph.bcubed import b_cubed

CASES = (
    # things of the items / clusters of the items / precision / recall
    ("aabb", "1122", 1, 1),  # right
    ("aab", "111", (2 / 3 + 2 / 3 + 1 / 3) / 3, 1),  # all in one
    ("aab", "123", 1, (1 / 2 + 1 / 2 + 1) / 3),  # each alone
    ("aaabb", "11222", (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5, (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5),  # one of a with b
    ("aaaaabbccccc", "111112233333", 1, 1),  # the paper's truth
    ("aaaaabbccccc", "111112222222", (5 + (2 * 2 + 5 * 5) / 7) / 12, 1),  # its first answer: two of three in one, .76
    ("aaaaabbccccc", "111112211111", (2 + (5 * 5 + 5 * 5) / 10) / 12, 1),  # its second: the two large ones in one, .58
    ("", "", 0, 0),
)


@pytest.mark.parametrize(("things", "clusters", "precision", "recall"), CASES)
def test_worked_by_hand(things: str, clusters: str, precision: float, recall: float) -> None:
    score = b_cubed(zip(things, clusters, strict=True))
    assert (score.precision, score.recall) == (pytest.approx(precision), pytest.approx(recall))
    assert (score.items, score.things, score.clusters) == (len(things), len(set(things)), len(set(clusters)))


def gold(*names: str) -> dict[str, object]:
    """A page whose one article has organisations of these canonical names."""
    entities = [
        {"id": f"g{n}", "type": "PartyOrganisation", "name": name[-4:], "canonical": name}
        for n, name in enumerate(names)
    ]
    return {"page": "p.txt", "articles": [{"id": "a1", "first": "", "last": "", "entities": entities}]}


def test_clusters_are_those_of_the_graph_over_pages() -> None:
    """One name on two pages is one thing; what the gold does not know is no item."""
    found = {
        name: {
            "page": name,
            "articles": [
                {
                    "id": "a1",
                    "entities": [
                        {"id": "e1", "type": "PartyOrganisation", "name": "旗委宣传部", "canonical": "敖汉旗委宣传部"},
                        {"id": "e2", "type": "PartyOrganisation", "name": "某党委", "canonical": "某党委"},
                    ],
                }
            ],
        }
        for name in ("p", "q")
    }
    pages = {"p": gold("敖汉旗委宣传部"), "q": gold("敖汉旗委宣传部")}
    entities = {(page, "a1", entity): ("PartyOrganisation", entity) for page in "pq" for entity in ("e1", "e2")}
    one = bcubed.compare(pages, found, entities)["PartyOrganisation"]
    assert (one.precision, one.recall, one.items, one.things, one.clusters) == (1, 1, 2, 1, 1)
    split = bcubed.compare(pages, found, entities | {("q", "a1", "e1"): ("PartyOrganisation", "other")})
    assert (split["ENTITIES"].precision, split["ENTITIES"].recall) == (1, 0.5)


def test_every_entity_of_an_article_is_one_of_the_graph() -> None:
    seed = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))[0].read_text(encoding="utf8")
    annotation = annotate(Page("p", seed))
    entities = bcubed.entities_of([annotation])
    assert entities.keys() == {("p", r.id, entity.id) for r in annotation.readings for entity in r.entities}
    assert len(set(entities.values())) < len(entities)
