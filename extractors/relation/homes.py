"""Where a programme is at work: 开到X的Y, 在A、B、C试点, and where the village or township body that runs it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractors.document import Found, Mention, Relation
from extractors.patterns import regex
from extractors.rows import Row, between
from extractors.sentence.clauses import Clause
from extractors.sentence.echoes import named_again
from extractors.sentence.grammar import Setting, any_of, state

LISTED = regex(r"、|和|与|及|以及")
TO = regex(rf"[”’]?[^,\uff0c。;\uff1b“”的]{{0,8}}?(?:{any_of('settles')})了?(?:位于|地处)?")
"""“矿灯夜校”开到|南山煤矿家属区."""
SET = regex(rf"(?:{any_of('settles')})了?(?:位于|地处)?$")
IN = regex(r"(?:先|首先|率先|先期|首批|已|现已|目前|分别|同步|都|便|就)*(?:在|选择|选取|选定)$")
TRIED = regex(rf"[^,\uff0c。;\uff1b“”]{{0,10}}?(?:{any_of('settles', 'opens')}|推行|推广|试行|实施|运行|设立|建成|办)")
"""在红光镇、河西镇|三个镇先行试点."""
ACTIVE = regex(
    r"[^,\uff0c。、的]{0,4}[,\uff0c]?(?:活跃着|涌现出了?|行走着|有(?:着|了)?)(?:这样|这么)?[一两三几\d]+[个支群队批][^,\uff0c。“”的]{0,6}[“‘]?"
)
LOCAL = ("township", "village")
HOUSED = regex(rf"(?:{any_of('housed')})$")
"""What has a place or people of its own; a rule, a method or a contest has none."""


def settled(setting: Setting) -> Iterator[Relation]:
    """“P”开到X; “P”先在X、Y试点: each of the places."""
    for places in place_lists(setting):
        clause = setting.stating(places[0].at)
        if clause is None or clause.speech or places[-1].at.end > clause.at.end:
            continue
        if name := _settled(setting, clause, places):
            for place in places:
                yield state(name, "basedIn", place, clause, "settled", 0.8)


def active(setting: Setting) -> Iterator[Relation]:
    """在X,活跃着一支“P”; X有一群“P”: where a text first meets it."""
    for name in setting.programmes:
        place = next(setting.places.back_from(name.at.begin), None)
        clause = setting.stating(name.at)
        if place and clause and ACTIVE.fullmatch(setting.text, place.at.end, name.at.begin):
            yield state(name, "basedIn", place, clause, "active", 0.8)


def place_lists(setting: Setting) -> list[list[Mention]]:
    """Places listed one after the other; of 寿光市 in 山东省寿光市 only the smaller."""
    begins = {place.at.begin for place in setting.places}
    lists: list[list[Mention]] = []
    for place in setting.places:
        if place.at.end in begins:
            continue
        if lists and LISTED.fullmatch(setting.text, lists[-1][-1].at.end, _begin(setting.places, place)):
            lists[-1].append(place)
        else:
            lists.append([place])
    return lists


def _begin(places: Row, place: Mention) -> int:
    """Where the chain of places before begins: 寿光市|孙家集街道."""
    begin = place.at.begin
    for other in places.back_from(begin):
        if other.at.end != begin:
            break
        begin = other.at.begin
    return begin


def _settled(setting: Setting, clause: Clause, places: Sequence[Mention]) -> Mention | None:
    """The programme that the clause puts into the places."""
    begin = _begin(setting.places, places[0])
    before = between(setting.programmes, clause.at.begin, begin)
    if before and TO.fullmatch(setting.text, before[-1].at.end, begin):
        return before[-1]
    if not before and SET.search(setting.text, clause.at.begin, begin):  # 共建“薯博士”工作站,工作站设在东八号乡
        return named_again(setting.text, clause.at.begin, begin, setting.echoes)
    words = setting.text[(before[-1].at.end if before else clause.at.begin) : begin].lstrip("”’“‘ \n")
    if not IN.match(words) or not TRIED.match(setting.text, places[-1].at.end, clause.at.end):
        return None
    after = between(setting.programmes, places[-1].at.end, clause.at.end)
    return (before[-1] if before else None) or (after[0] if after else None) or _told(setting, clause)


def _told(setting: Setting, clause: Clause) -> Mention | None:
    """The last programme named before in the sentence."""
    sentence = setting.sentence(clause)
    before = between(setting.programmes, sentence.begin, clause.at.begin)
    return before[-1] if before else None


def of_runners(found: Found, stated: Iterable[Relation]) -> Iterator[Relation]:
    """A team, station or alliance that a village or township, or a body of it, runs is there unless told otherwise."""
    stated = list(stated)
    said = {r.subject for r in stated if r.predicate == "basedIn"}
    local = {m.ref: m for m in found.of("Region", "Place") if m.type == "Place" or m.level in LOCAL}
    homes = {r.subject: r.object for r in found.relations if r.predicate == "basedIn" and r.object in local}
    names = {m.ref: m.canonical for m in found.mentions if m.type == "Programme"}
    for relation in stated:
        if relation.predicate != "runs" or relation.object in said or not HOUSED.search(names[relation.object]):
            continue
        runner = relation.subject
        place = runner if runner in local else homes.get(runner)
        if place is not None:
            yield Relation(
                relation.object,
                "basedIn",
                place,
                relation.evidence,
                "runner-home",
                round(relation.confidence * 0.8, 3),
                inferred=True,
                premises=(f"开展者在{local[place].canonical}",),
            )
