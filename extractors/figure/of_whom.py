"""Of whom a figure is told: the first reason that names somebody, in the order in which they can be trusted.

What a clause says outright comes first, then whom the figure before in the sentence is told of, then what is left to
be understood.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from extractors.document import Mention, Ref
from extractors.figure import said_of, told_of
from extractors.figure.numbers import Number
from extractors.figure.subjects import Scene
from extractors.figure.told_of import does
from extractors.patterns import regex
from extractors.rows import between

COUNTED = regex(r"[”’]?[、和与]?[\d余多]*[个名处家支]?[“‘]?")
WHOLE = "全国"
"""2023年全国共有高校毕业生党员110万余名: of no one in the graph."""


class Told(NamedTuple):
    """The subject of a figure and why."""

    subject: Ref | None
    reason: str


class Reason(NamedTuple):
    """In words, and what it finds: one that is told of, or nobody."""

    words: str
    find: Callable[[Scene, Number], Mention | Ref | None]


SAID = (
    Reason("what is summed up", said_of.totalled),
    Reason("what they take part in", said_of.joined),
    Reason("what they make up", said_of.made_up),
    Reason("what the clause begins with", said_of.begun_with),
    Reason("the end of its name", said_of.named_again),
    Reason("the end of its name, counted", said_of.counted_again),
    Reason("the place before the number", said_of.place_of),
    Reason("the whole place", said_of.generic),
    Reason("what is counted", said_of.counted),
    Reason("what is set up next", said_of.founded_next),
    Reason("the place it governs", said_of.governed),
    Reason("who speaks of himself", said_of.own_words),
    Reason("the village whose collective it is", said_of.collective),
    Reason("what is held", said_of.held),
    Reason("the subject of the clause", said_of.named),
    Reason("what the sentence began with", told_of.topic),
)
RESULT = (Reason("the programme just told of", told_of.told),)
"""Goes before whom the figure before is told of: 推行“P”,选派20名技术员,培训农民3000人次."""
UNDERSTOOD = (
    Reason("the firm whose money it is", told_of.firm),
    Reason("a place of the sentence", told_of.place),
    Reason("the programme just told of", told_of.told),
    Reason("the body just set up", told_of.founded),
    Reason("the programme of the sentence", told_of.of_sentence),
    Reason("the programme of the paragraph", told_of.of_paragraph),
    Reason("the programme of the article", told_of.of_article),
    Reason("the body told of since it was set up", told_of.new),
    Reason("what the paragraph tells of since", told_of.since),
    Reason("the place of the Party body", told_of.home),
    Reason("the company of the Party body", told_of.parent),
    Reason("who acts", told_of.actor),
    Reason("who acted last", told_of.acted),
)


def subject(scene: Scene, number: Number, shared: Ref | None = None) -> Told:
    """Of whom; None for what is said of the whole country, and where nobody is told of.

    `shared` is whom the figure before in the sentence is told of, where nothing new is named in between.
    """
    if told := _first(SAID, scene, number):
        return told
    if shared:
        turned = shared[0] != "Programme" and does(scene, number)
        return (_first(RESULT, scene, number) if turned else None) or Told(shared, "as before")
    if WHOLE in scene.text[scene.clause.at.begin : number.at.begin]:
        return Told(None, "the whole country")
    return _first(UNDERSTOOD, scene, number) or Told(None, "nobody")


def _first(reasons: tuple[Reason, ...], scene: Scene, number: Number) -> Told | None:
    for reason in reasons:
        found = reason.find(scene, number)
        if isinstance(found, Mention):
            found = scene.posts.get(found.ref, found.ref)
        if found is not None:
            return Told(found, reason.words)
    return None


def goes_on(scene: Scene, end: int, number: Number) -> bool:
    """Nothing new is named between two numbers of a sentence: a subject, or a programme that results may be of."""
    if scene.new or (scene.clause.subject and scene.clause.subject.at.begin >= end):
        return False
    if any((c.subject or c.how == "bare") and c.at.begin >= end for c in (*scene.before, scene.clause)):
        return False
    named = [m for m in between(scene.topics, end, number.at.begin) if m.type == "Programme"]
    for name in named:  # 建起438个“小哥驿站”、425个“暖新驿站”: what is counted is nothing new
        if not COUNTED.fullmatch(scene.text, end, name.at.begin):
            return False
        end = name.at.end
    return True
