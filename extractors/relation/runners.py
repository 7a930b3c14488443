"""Who runs a programme, and where it is at work."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from extractors.document import Mention, Ref, Relation
from extractors.patterns import regex
from extractors.rows import Row, between, within
from extractors.sentence.clauses import MODIFIED, OPENER, Clause
from extractors.sentence.grammar import Setting, any_of, governors, kind_of, state

HOW = {"said": 0.9, "carried": 0.8, "ahead": 0.8, "bare": 0.8, "agent": 0.8, "place": 0.6, "speaker": 0.55, "": 0.0}
"""How sure the subject of a clause is."""
KIND = {"runs": 1.0, "uses": 0.75, "": 0.5}
"""How much a governing verb says of running: 实施P; 围绕P; a name without a verb."""

CAUSED = regex(any_of("makes"))
JOINED = regex(
    r"等?(?:[\d一二三四五六七八九十]+[家个])?(?:共同|一起|一同|联合|积极|主动|踊跃|纷纷|都|均|分别)*(?:参与|参加|加入|协办|响应)的[^,\uff0c。“”]{0,6}[“‘]?$"
)
"""由A牵头,|B、C共同参与的“街角花园”行动启动."""
CALLED_TO = regex(
    r"[^,\uff0c。“”]{0,16}?(?:派人|派员|派出[^,\uff0c。“”]{1,10}|选派[^,\uff0c。“”]{1,10})(?:到|来到|进入|入驻|进驻|参加|参与|加入)[“‘]?$"
)
"""住建局、供电公司派人到|“小院议事厅”现场答复."""
SHOWN = regex(
    rf"{any_of('emerges', 'joins', 'wins')}|被|结成|成为|来自|(?<![一二三四五六七八九十])[是叫](?![否不])|名叫|取名"
    r"|[说提谈聊想]起"
)
"""What somebody joins, or what a thing is called, is not therefore run by who was told of before."""
POSTED = regex(r"驻村|挂职|下派")
"""驻村第一书记、省农科院副研究员周建武 acts for the village, not for his institute."""
RETIRED = ("退休", "原", "前任")
QUOTE = "“‘ "
OWNER = regex(r"[”’]?(?:活动|模式|行动|工作|工程|品牌)?的(?:诞生地|发源地|发祥地|缩影|具体|生动|一员|受益者|常客|又一)")
"""就是“芒来模式”的诞生地: the name only describes."""
BARE_OWNER = regex(r"(?:^|[\s\uff0c,是在到为把将])(?P<kind>街道|社区|嘎查|苏木|镇|乡|村)(?:里|上)?的?[“‘]?$")
OCCASION = regex(r"[”’]?[^,\uff0c。]{0,8}(?:上|现场|期间|会场|当天)")
EMERGES = regex(any_of("emerges"))
NOBODYS = regex(rf"{any_of('emerges')}|被[^,\uff0c。]{{0,12}}(?:称|叫|誉|当|视)")
"""“草原夜校”被牧民叫作炕头课: nothing is said of who runs it."""
CENTRAL = regex(r"中共中央|中国共产党中央|中央|国务院|国家|全国")
"""What a central organ does is said with its name: the sentences after it tell of the place again."""
WINS = regex(any_of("wins"))
EVENT = regex(r"举行|举办|开[赛幕考]|落幕|收官|召开|角逐")
CALLED = regex(r"(?:叫|叫做|叫作|名叫|名为|称为|取名)[“‘]?$")
"""第三张叫“管家课表”,社区党总支选出22名楼栋长."""
SINCE = regex(
    r"[”’]?[^,\uff0c。]{0,8}?(?:开展|启动|实施|推行|推进|部署|成立|组建|运行|推出|开办|上线)(?:以来|后|之初|期间|至今)$"
)
SPREAD = regex(r"在全.*(?:推[开广行]|铺开|普及|实施|落地|开展).*")
NEAR, FAR = 0.4, 0.35
"""Nothing but the one told of speaks for a runner: one named in the sentence, or further off."""
PLACED = regex(rf"(?:{any_of('place')})[^,\uff0c。]{{0,4}}$")
HELD = regex(
    rf"[”’]?[^,\uff0c。;\uff1b“”]{{0,8}}在(?P<where>[^,\uff0c。;\uff1b]{{2,40}}?)(?:{any_of('opens')})",
)
INSIDE = regex(
    rf"(?:[内里中]|[^,\uff0c。的]{{0,4}}(?:优势|实际|特点|阵地))?[,\uff0c]?[^,\uff0c。]{{0,6}}(?:{any_of('runs')})"
)


def subjects(setting: Setting) -> Iterator[Relation]:
    """The subject of the clause runs what its verb governs: 赤峰市...分别实施头雁工程、提升工程、转化工程."""
    employers = employers_of(setting)
    for clause in setting.naming:
        if clause.head or clause.actor is None:
            continue
        runner = clause.actor
        if CENTRAL.match(runner.canonical) and not setting.sentence(clause).holds(runner.at):
            continue
        if runner.type == "Person":
            runner = _for_whom(setting, clause, runner, employers)
        for name in within(setting.programmes, clause.at) if runner.type != "Person" else ():
            if not is_subject(setting, clause, name):
                yield from _by_verb(setting, clause, name, runner)
            elif _is_told_of(clause, runner) and not (clause.speech or _is_nobodys(setting, clause, runner)):
                near = NEAR if setting.sentence(clause).holds(runner.at) else FAR
                yield state(runner, "runs", name, clause, "topic", near)  # “百名专家”活动,通过云授课...


def _is_nobodys(setting: Setting, clause: Clause, runner: Mention) -> bool:
    """Brands that come up, names that people use, events held in a paragraph that does not name the runner."""
    if NOBODYS.search(setting.text, *clause.ends):
        return True
    here = setting.text.rfind("\n", 0, clause.at.begin) < runner.at.begin
    return not here and EVENT.search(setting.text, *clause.ends) is not None


def _is_told_of(clause: Clause, runner: Mention) -> bool:
    """The runner is carried on from before, not looked ahead for: “百名专家”活动,通过云授课..."""
    return clause.how == "carried" and runner.at.end <= clause.at.begin


def employers_of(setting: Setting) -> dict[Ref, Mention]:
    """Person -> the first organisation with a post of the person, who is not retired from it."""
    named = {m.ref: m for m in reversed(setting.actors)}
    posts = [r for r in setting.found.relations if r.predicate == "holds" and r.object in named]
    retired = {r.subject for r in posts if r.title.startswith(RETIRED)}
    return {r.subject: named[r.object] for r in reversed(posts) if r.subject not in retired}


def _for_whom(setting: Setting, clause: Clause, person: Mention, employers: Mapping[Ref, Mention]) -> Mention:
    """For whom a person acts: the village that he or she is sent to, else the body with a post; else nobody else."""
    if POSTED.search(setting.text, *clause.ends):
        return clause.group or person
    return employers.get(person.ref, person)


def is_subject(setting: Setting, clause: Clause, name: Mention) -> bool:
    """The name itself is the subject: “党群干群心连心”行动带动各级党组织; or the real subject comes after it."""
    if clause.subject:
        return clause.subject.at.begin >= name.at.end
    opener = OPENER.match(setting.text, clause.at.begin, name.at.begin)
    first = setting.text[clause.at.begin : name.at.begin]
    if opener and opener.end() == name.at.begin and not first.rstrip(QUOTE).endswith(("是", "由", "经")):
        return True
    for other in within(setting.programmes, clause.at):
        first = first.replace(other.name, "")
    first = first.strip(QUOTE + "”’、和与及\n")
    return not first


def _by_verb(setting: Setting, clause: Clause, name: Mention, runner: Mention) -> Iterator[Relation]:
    verbs = governors(setting, clause, name)
    kind = kind_of(verbs[-1]) if verbs else ""
    if comes_to(setting, clause, name):
        return
    if kind == "joins":
        if not CAUSED.search(setting.text, clause.at.begin, name.at.begin):
            return
        kind = "runs"  # 推动4296个党组织参与“双报到”工作
    how = "speaker" if clause.speech and clause.how != "said" else clause.how
    near = how == "carried" and runner is clause.actor and setting.sentence(clause).holds(runner.at)  # A拢起资源,启动P
    sure = (HOW["said"] if near else HOW[how]) * KIND[kind] * (0.8 if runner is not clause.actor else 1.0)
    if not kind and clause.how == "carried" and not setting.sentence(clause).holds(runner.at):
        if SHOWN.search(setting.text, *clause.ends):
            return
        sure = FAR
    if not kind and clause.subject is None and runner is not clause.actor and _is_occasion(setting, clause, name):
        return
    if not kind and OWNER.match(setting.text, name.at.end, clause.at.end):
        return
    for one in (runner, *beside(setting, clause, runner)):
        yield state(one, "runs", name, clause, f"subject-{kind or 'bare'}-{clause.how}", sure)


def comes_to(setting: Setting, clause: Clause, name: Mention) -> bool:
    """The subject of the clause does no more than join in: B、C共同参与的P, 派人到P."""
    end = clause.subjects[-1].at.end if clause.subject else name.at.end
    ends = end, name.at.begin
    return (JOINED.match(setting.text, *ends) or CALLED_TO.match(setting.text, *ends)) is not None


def beside(setting: Setting, clause: Clause, runner: Mention) -> tuple[Mention, ...]:
    """The subjects beside the runner, where the sentence names it: 旗委、旗政府把平安放在心上,成立P."""
    first = bisect_left(setting.begins, setting.sentence(clause).begin)
    before = setting.clauses[first : setting.number(clause) + 1]
    return next((c.also for c in before if c.subject is runner), ())


def _is_occasion(setting: Setting, clause: Clause, name: Mention) -> bool:
    """在“围炉说”座谈会上,某支部书记|说: where somebody speaks, which is nobody's doing."""
    before = setting.text[clause.at.begin : name.at.begin].lstrip(QUOTE + "\n")
    return before.startswith("在") and OCCASION.fullmatch(setting.text, name.at.end, clause.at.end) is not None


def owners(setting: Setting) -> Iterator[Relation]:
    """Who stands right before the name: 自治区“五化协同、大抓基层”, 兴安盟“党派我来服务”."""
    for name in setting.programmes:
        clause = setting.stating(name.at)
        if clause is None:
            continue
        for actor in between(setting.actors, name.at.begin - 40, name.at.end):  # 阿尔丁社区的“晚霞红”志愿队 too
            if actor.type == "Person":
                continue
            if _stands_before(setting, actor, name):
                yield state(actor, "runs", name, clause, "owner", 0.95)
            elif setting.text[actor.at.end : name.at.begin].strip(QUOTE) == "的" and not clause.speech:
                yield state(actor, "runs", name, clause, "owner", 0.7)
        if owner := _bare_owner(setting, clause, name):
            yield state(owner, "runs", name, clause, "owner", 0.7)


def _bare_owner(setting: Setting, clause: Clause, name: Mention) -> Mention | None:
    """这是街道“暖冬行动”的缩影, 嘎查的“红黑榜”: the region of that kind named last."""
    kind = BARE_OWNER.search(setting.text, clause.at.begin, name.at.begin)
    if kind is None or (setting.text[name.at.begin] not in "“‘" and not kind.group().endswith(("“", "‘"))):
        return None
    regions = (m for m in setting.actors.back_from(kind.start("kind")) if m.type == "Region")
    return next((m for m in regions if m.canonical.endswith(kind["kind"])), None)


def _stands_before(setting: Setting, actor: Mention, name: Mention) -> bool:
    if actor.at.begin == name.at.begin:
        return actor.at.end < name.at.end  # 赤峰市苏木乡镇党委书记擂台赛
    if actor.at.end > name.at.begin:
        return False
    words = setting.text[actor.at.end : name.at.begin]
    for policy in within(setting.policies, name.at):
        words = words.replace(policy.name, "")
    return len(words) <= 12 and not words.strip(QUOTE)


def emerging(setting: Setting) -> Iterator[Relation]:
    """“幸福环”“家计划”等一批品牌脱颖而出: nobody is said to run them; they are where the text is."""
    owned: set[Ref] | None = None
    for clause in setting.naming:
        if clause.head or clause.subject or not clause.group or clause.group.type != "Region":
            continue
        if EMERGES.search(setting.text, *clause.ends):
            owned = owned or {relation.object for relation in owners(setting)}
            for name in within(setting.programmes, clause.at):
                if name.ref not in owned:
                    yield state(name, "basedIn", clause.group, clause, "emerging", 0.7)


def spread(setting: Setting) -> Iterator[Relation]:
    """“四链”模式在|全市|10个乡镇推开: the whole place where it is done."""
    for clause in setting.told_naming:
        for name in within(setting.programmes, clause.at):
            if not is_subject(setting, clause, name):
                continue
            for place in between(setting.actors, name.at.end, clause.at.end):
                whole = place.type == "Region" and place.name.startswith("全")
                if whole and SPREAD.fullmatch(setting.text, place.at.begin - 1, clause.at.end):
                    yield state(place, "runs", name, clause, "topic", 0.6)


def opening(setting: Setting) -> Iterator[Relation]:
    """“五老讲堂”走进连队。昨天,旗关工委组织老党员宣讲: nobody was told of before; who acts next runs it.

    “百企联百村”行动启动以来,市委统战部组织148家企业: who acts next in the sentence, whoever was told of before.
    """
    for clause in setting.told_naming:
        names = within(setting.programmes, clause.at)
        called = names[0].at.end == clause.at.end and CALLED.search(setting.text, clause.at.begin, names[0].at.begin)
        since = bool(called) or SINCE.match(setting.text, names[0].at.end, clause.at.end) is not None
        if not since and clause.actor and clause.actor.at.begin < clause.at.end:
            continue
        if (called or is_subject(setting, clause, names[0])) and (actors := _next_actor(setting, clause, since=since)):
            for one in actors if since else actors[:1]:
                yield state(one, "runs", names[0], clause, "topic", 0.6 if since else FAR)


def _next_actor(setting: Setting, first: Clause, *, since: bool) -> tuple[Mention, ...]:
    """The bodies or regions that are the first subject of this sentence or the next, in the paragraph."""
    for clause in itertools.islice(setting.clauses, setting.number(first) + 1, None):
        if clause.paragraph != first.paragraph or clause.sentence > first.sentence + (not since) or clause.speech:
            break
        if clause.subject and clause.sentence >= first.sentence + (not since):
            wins = WINS.search(setting.text, clause.subject.at.end, clause.at.end)
            return () if wins or clause.subject.type == "Person" else (clause.subject, *clause.also)
    return ()


def places(setting: Setting) -> Iterator[Relation]:
    """在善岱镇成立了P; 他立足红旗村自身优势,提出了P; 该基地实施P."""
    smallest = _ends_of_chains(setting)
    for clause in setting.naming:
        names = [] if clause.head else within(setting.programmes, clause.at)
        begin = setting.sentence(clause).begin
        for name in names:
            for place in between(smallest, begin, name.at.begin):
                if _is_place(setting, clause, place):
                    yield state(name, "basedIn", place, clause, "place", 0.8)


def held_at(setting: Setting) -> Iterator[Relation]:
    """一场“大漠桃花诗会”在李井滩生态移民示范区...生态林畔举行."""
    smallest = _ends_of_chains(setting)
    for name in setting.programmes:
        clause = setting.stating(name.at)
        if clause is None:
            continue
        if match := HELD.match(setting.text, name.at.end, clause.at.end):
            for place in between(smallest, *match.span("where")):
                yield state(name, "basedIn", place, clause, "held-at", 0.85)


def _ends_of_chains(setting: Setting) -> Row:
    """The places but those that only say where the next one is: 寿光市 of 山东省寿光市."""
    begins = {place.at.begin: place.type for place in setting.places}
    return Row(place for place in setting.places if begins.get(place.at.end) != place.type)


def _is_place(setting: Setting, clause: Clause, place: Mention) -> bool:
    sentence = setting.sentence(clause)
    if not sentence.holds(place.at) or (clause.subject and clause.subject.ref == place.ref):
        return False
    if place.type == "Region" and place not in within(setting.actors, place.at):
        return False  # 在某旗委组织部指导下: only part of a name
    begins = not setting.text[clause.at.begin : place.at.begin].strip(QUOTE + "\n")
    opens = place.type == "Place" and begins and clause.at.holds(place.at)
    if opens and not MODIFIED.match(setting.text, place.at.end):
        return True
    before = PLACED.search(setting.text, sentence.begin, place.at.begin)
    return before is not None and INSIDE.match(setting.text, place.at.end, clause.at.end) is not None
