"""Who runs a programme that the clause does not name again: 推出这一计划, 编成12支宣讲小分队, 工作室就此成立."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Mention, Relation
from extractors.patterns import regex
from extractors.relation.agents import meant
from extractors.relation.runners import HOW, beside
from extractors.rows import within
from extractors.sentence.clauses import Clause
from extractors.sentence.echoes import named_again, named_from
from extractors.sentence.grammar import Setting, any_of, state

SETS_UP = regex(rf"(?:{any_of('runs')}|编成)[了起出]?(?=这|该|此|[\d一二两三四五六七八九十])")
"""推出|这一计划, 编成|12支宣讲小分队."""
NUMBER = regex(r"[\d一二两三四五六七八九十百多余]+[支个所座家场期间处]")
SURE = 0.75
"""How sure what is only recalled is, beside what is named."""
BORN = regex(r"而生|成立|诞生|揭牌|启动|开张|挂牌|搭起来|办起来")
"""社区党总支一合计,工作室|就此成立."""


def recalled(setting: Setting) -> Iterator[Relation]:
    """The body or region that acts in a clause without a programme runs the one that its words mean."""
    for number in sorted({*setting.having(SETS_UP), *setting.having(BORN)}):
        clause = setting.clauses[number]
        if clause.head or clause.speech or within(setting.programmes, clause.at):
            continue
        name, told = _set_up(setting, clause), clause
        if name is None and number and (name := _born(setting, clause)):
            told = setting.clauses[number - 1]
        if name and told.actor and told.actor.type != "Person" and told.sentence == clause.sentence:
            for actor in (told.actor, *beside(setting, told, told.actor)):
                yield state(actor, "runs", name, clause, "recalled", HOW[told.how] * SURE)


def _set_up(setting: Setting, clause: Clause) -> Mention | None:
    """What is set up behind a verb: 这一计划, or so many of it."""
    for verb in SETS_UP.finditer(setting.text, *clause.ends):
        counted = NUMBER.match(setting.text, verb.end(), clause.at.end)
        if counted:
            name = named_from(setting.text, counted.end(), clause.at.end, setting.echoes)
        else:
            name = meant(setting, clause, verb.end())
        if name:
            return name
    return None


def _born(setting: Setting, clause: Clause) -> Mention | None:
    """The programme whose end begins the clause, and that begins itself."""
    if not (born := BORN.search(setting.text, *clause.ends)):
        return None
    name = named_again(setting.text, *clause.ends, setting.echoes)
    return name if name and born.start() - clause.at.begin <= 8 else None
