"""Who is named as acting: at the head of a clause, behind its description, beside another, after 由."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Mention, Span
from extractors.patterns import regex
from extractors.sentence.bare_subjects import ACTS
from extractors.sentence.clause_words import one_of

DESCRIBED = regex(
    rf"(?!{one_of('adverbial')}|[^,\uff0c]{{0,4}}(?:来到|走进|走访|见到|看到|找到|遇到|邀请))[^,\uff0c了把被将让给向]+?的[^,\uff0c的]{{0,12}}"
)
"""他牵头组建的|贡嘎山珍种植专业合作社,吸纳...: a clause that is no more than its subject, described."""
ACTING = regex(rf"[又还也便就再]?(?:{ACTS})")
LED = regex(r"[^,\uff0c。的“”]{0,4}(?:领办|创办|牵头(?:成立|组建)?|组建|成立|兴办|经营|开办|负责|所在|引进|包联)的")
RUN_BY = regex(
    r"[^,\uff0c。的“”]{0,24}?(?:牵头|[主承创]办|打造|实施|推出|发起|首创|运营|负责|主导|搭建|设立|出资|开发|建成)"
)
AND = regex(r"[便就也]?[、和与及同跟]")


def agent_in(text: str, at: Span, actors: Sequence[Mention]) -> Mention | None:
    """“银龄助教”计划由|州教体局牵头实施: the agent acts, and goes on acting."""
    for actor in actors:
        if text[actor.at.begin - 1] == "由" and actor.type != "Person":
            last = chain_from(actor.at.begin, at.end, actors)[-1]
            return last if RUN_BY.match(text, last.at.end, at.end) else None
    return None


def led_by(text: str, first: Mention, at: Span, actors: Sequence[Mention]) -> Mention | None:
    """党员杨建军|领办的|兴光合作社吸纳42户: what somebody leads acts, not he."""
    match = LED.match(text, first.at.end, at.end)
    chain = chain_from(match.end(), at.end, actors) if match else []
    return chain[-1] if chain and chain[-1].type != "Person" and chain[-1].at.end < at.end else None


def described_as(text: str, at: Span, begin: int, actors: Sequence[Mention]) -> Mention | None:
    """The actor that ends the clause, where all before describes it: 尝到甜头的吕根栓,拿着贷款..."""
    for actor in actors[:2]:  # 尝到甜头的大佃村又推出P
        if text[actor.at.begin - 1] == "的" and ACTING.match(text, actor.at.end, at.end):
            return actor if actor.at.begin - begin <= 14 and DESCRIBED.fullmatch(text, begin, actor.at.begin) else None
    if not actors or actors[-1].at.end != at.end or not text.startswith((",", "\uff0c"), at.end):
        return None
    first = actors[-1].at.begin
    for actor in reversed(actors):
        first = actor.at.begin if actor.at.end == first else first
    return actors[-1] if DESCRIBED.fullmatch(text, begin, first) else None


def those_beside(text: str, subject: Mention, actors: Sequence[Mention]) -> tuple[Mention, ...]:
    """The subjects joined to this one: 于财便和战秀莲; 旗委、旗政府."""
    beside: list[Mention] = []
    end = subject.at.end
    while joint := AND.match(text, end):
        chain = chain_from(joint.end(), actors[-1].at.end, actors)
        if not chain or (chain[-1].type == "Person") != (subject.type == "Person"):
            break
        beside.append(chain[-1])
        end = chain[-1].at.end
    return tuple(beside)


def chain_from(begin: int, end: int, actors: Sequence[Mention]) -> list[Mention]:
    """Actors one behind the other from here: 巴彦淖尔市 + 杭锦旗检察院; of 该局 and 局党委 in 该局党委 the second."""
    chain: list[Mention] = []
    for mention in actors:
        if mention.at.begin >= end:
            break
        if chain and chain[-1].at.begin < mention.at.begin < begin < mention.at.end:
            chain.pop()
            begin = mention.at.begin
        if mention.at.begin == begin:
            chain.append(mention)
            begin = mention.at.end
    return chain
