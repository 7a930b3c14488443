"""Of whom a figure is told: comparisons of what the text offers, each with its weight and its reason in words.

Every comparison proposes one mention, or none; the weights of those that propose the same thing add up, and the
heaviest thing is the subject. What a clause says outright weighs more than what it leaves to be understood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from extractors.document import Mention, Ref
from extractors.figure import said_of, told_of
from extractors.figure.numbers import Number
from extractors.figure.subjects import Scene
from extractors.patterns import regex
from extractors.rows import between

COUNTED = regex(r"[”’]?[、和与]?[\d余多]*[个名处家支]?[“‘]?")
WHOLE = "全国"
"""2023年全国共有高校毕业生党员110万余名: of no one in the graph."""


class Told(NamedTuple):
    """The subject of a figure and why."""

    subject: Ref | None
    reason: str


Find = Callable[[Scene, Number], Mention | Ref | None]


class Comparison(NamedTuple):
    reason: str
    weight: float
    find: Find


def subject(scene: Scene, number: Number, shared: Ref | None = None) -> Told:
    """Of whom; None for what is said of the whole country, and where nobody is told of.

    `shared` is whom the figure before in the sentence is told of, where nothing new is named in between.
    """
    scores: dict[Ref, float] = defaultdict(float)
    reasons: dict[Ref, tuple[float, str]] = {}
    for reason, weight, found in proposals(scene, number, shared):
        scores[found] += weight
        reasons[found] = max(reasons.get(found, (0.0, "")), (weight, reason))
    if not scores:
        return Told(None, "nobody")
    best = max(scores, key=lambda ref: scores[ref])
    if scores[best] < SAID and WHOLE in scene.text[scene.clause.at.begin : number.at.begin]:
        return Told(None, "the whole country")
    return Told(best, reasons[best][1])


def proposals(scene: Scene, number: Number, shared: Ref | None) -> list[tuple[str, float, Ref]]:
    """What the comparisons propose, in their order."""
    found: list[tuple[str, float, Ref]] = [("as before", AS_BEFORE, shared)] if shared else []
    for reason, weight, find in COMPARISONS:
        one = find(scene, number)
        if one is not None:
            ref = scene.posts.get(one.ref, one.ref) if isinstance(one, Mention) else one
            found.append((reason, weight, ref))
    return found


def goes_on(scene: Scene, end: int, number: Number) -> bool:
    """Nothing new is named between two numbers of a sentence: a subject, or a programme that results may be of."""
    if scene.new or (scene.clause.subject and scene.clause.subject.at.begin >= end):
        return False
    if any(c.subject and c.at.begin >= end for c in scene.before):
        return False
    named = [m for m in between(scene.topics, end, number.at.begin) if m.type == "Programme"]
    for name in named:  # 建起438个“小哥驿站”、425个“暖新驿站”: what is counted is nothing new
        if not COUNTED.fullmatch(scene.text, end, name.at.begin):
            return False
        end = name.at.end
    return True


SAID = 4.0
"""What weighs so much is said in the clause."""
AS_BEFORE = 5.0
"""Of two figures of a sentence with nothing named between them six in seven are told of the same."""
COMPARISONS = (
    Comparison("what they take part in", 20.0, said_of.joined),
    Comparison("what the clause begins with", 19.0, said_of.begun_with),
    Comparison("the end of its name", 18.0, said_of.named_again),
    Comparison("the end of its name, counted", 17.0, said_of.counted_again),
    Comparison("what it is done with", 16.0, said_of.through),
    Comparison("the place before the number", 15.0, said_of.place_of),
    Comparison("what is summed up", 27.0, said_of.totalled),
    Comparison("the whole place", 14.0, said_of.generic),
    Comparison("what is counted", 13.0, said_of.counted),
    Comparison("what is set up next", 12.6, said_of.founded_next),
    Comparison("the place it governs", 12.5, said_of.governed),
    Comparison("who speaks of himself", 12.4, said_of.own_words),
    Comparison("the village whose collective it is", 12.2, said_of.collective),
    Comparison("what is held", 12.0, said_of.held),
    Comparison("the subject of the clause", 11.0, said_of.named),
    Comparison("what the sentence began with", 4.0, told_of.topic),
    Comparison("the firm whose money it is", 3.2, told_of.firm),
    Comparison("a place of the sentence", 3.0, told_of.place),
    Comparison("the programme just told of", 2.9, told_of.told),
    Comparison("the body just set up", 2.8, told_of.founded),
    Comparison("the programme of the sentence", 2.7, told_of.of_sentence),
    Comparison("the programme of the paragraph", 2.6, told_of.of_paragraph),
    Comparison("the programme of the article", 2.5, told_of.of_article),
    Comparison("the body told of since it was set up", 2.3, told_of.new),
    Comparison("the place of the Party body", 2.2, told_of.home),
    Comparison("the company of the Party body", 2.1, told_of.parent),
    Comparison("who acts", 1.0, told_of.actor),
    Comparison("the programme told of last", 0.1, told_of.latest),
)
