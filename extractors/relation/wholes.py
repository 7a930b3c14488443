"""Which programme is part of which, and which policy a programme carries out."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from extractors.document import Mention, Relation, Span
from extractors.patterns import regex
from extractors.relation.agents import meant
from extractors.rows import between, within
from extractors.sentence.clauses import Clause
from extractors.sentence.echoes import named_again
from extractors.sentence.grammar import Setting, any_of, governors, kind_of, state

LIST = regex(r"[”’]?(?:(?<=[”’])[^\W\d_]{0,6}、|[、,\uff0c]?|[和与及])[“‘]?")
"""“税小暖”、“检爱护苗”工作室、“医路同行”义诊团: the noun behind may stand outside the name."""
COUNTED = regex(
    r"[”’]?等?(?:\d+|[一二三四五六七八九十两]+)[个支项类种大](?:(?P<of>[“‘]?$)|(?P<kind>[^,\uff0c。;\uff1b、“”]{0,8}))"
)
"""“草原学习轻骑兵”“百姓安康”等15支“绿色乌审”服务队."""
SUBS = regex(
    r"[”’]?等?(?:\d+|[一二三四五六七八九十两]+)[个支项类种大条](?:子|分|特色|专项|具体)?(?:品牌|工程|行动|计划|机制|载体|抓手|路径|模块|项目|活动|板块|环节)"
)
"""以“红城先锋”工程为统揽,推出“A”“B”“C”三个子品牌."""
HOLDS = regex(
    r"[”’]?[^,\uff0c。“”]{0,8}(?:包[括含]|涵盖|囊括|下[设辖]|分[为成]|即|是指|分别是|[衍派延孵催][伸生化]?[出生])了?[“‘]?$"
)
"""“红韵服务”包括“A”、“B”等."""
MADE_OF = regex(
    r"[”’]?[^\W\d_]{0,6}等?(?:为(?:主要|主体|核心|基本|重点)?(?:内容|框架|主体|载体|单元|阵地)|组成|构成|[于在]?一体)"
    r"的[^,\uff0c。“”]{0,6}[“‘]?$"
)
"""以“A”“B”“C”为主要内容的|“P”工程."""
INTO = regex(r"(?:列入|纳入|并入|归入|融入)了?[^,\uff0c。“”]{0,10}[“‘]?$")
TOGETHER = regex(r"(?:合称|统称|并称|总称|合起来叫)(?:为)?[“‘]?$")
COLON = regex(r"[”’]?[^,\uff0c。“”]{0,4}[:\uff1a](?![“‘][^”’]*[。!?])")
TOOLS = regex(r"[有分设是靠][一二两三四五六七八九十\d]+[件个项类种大条张支][^,\uff0c。“”]{0,6}$")
DIGIT = regex(r"“\d”(?:即|是指|为)")
"""“1”即利用“码上行动”平台: a digit of “123路径”."""
DIGITS = regex(r"\d{3,}|\d(?:\+\d){2,}")
FORMULA = regex(
    r"""
    (?P<number> [二两三四五六七八九十] ) [大个项条种支类]? (?P<word> [^\W\d]{1,3}? )
    (?: 改革 | 工程 | 行动 | 机制 | 模式 | 体系 | 工作法 | 活动 | 平台 | 路径 | 计划 | 品牌 | 制度 )? $
    """,
    re.VERBOSE,
)
"""“六个一”改革, “五大行动”, “三链”工程."""
EXAMPLE = regex(
    r"(?:.*[,\uff0c]|[”’]?[^,\uff0c。“”]{0,6})(?:只|正|也|就|既|已|被)?(?:是|作为|成为|成了|列为|升级为)(?:我们?|[该本全][^\W\d_]{1,2}|[^\W\d_]{2,8})?的?[“‘]?$"
)
CASE = regex(
    r"[”’]?[^,\uff0c。“”]{0,14}(?:缩影|写照|组成部分|重要内容|内容之一|子品牌|子项目|一部分|之一|具体实践|抓手|载体|站点|试点|一环|环节)"
)
"""“红色直播间”只是“红扬白桥”品牌的一个缩影; “擂台赛”已办四届,是该县|“头雁”工程的重要内容."""
ITEM = regex(r"[、,\uff0c·]")
CLOSING = regex(r"[”’]")
CLOSED = regex(r"[”’].*$")
NO_MARKS = str.maketrans("", "", "“”‘’")
OPENING = str.maketrans("", "", "“‘")
BY_MEANS = regex(r"(?:采取|采用)了?[“‘]?$")
MEANS_NOUN = regex(r"(?:方式|模式|机制|办法|方法|路径|做法)[”’]?.{0,1}$")
BRAND = regex(r"[^,\uff0c。;\uff1b]{0,3}[”’]?[^,\uff0c。“”]{0,4}(?:品牌|矩阵|行动|工程|计划)")
"""What others are part of; a mechanism, a method or a mode (“先诊疗后付费”模式) is not."""
KIND_NOUN = regex(rf"[”’]?(?:{any_of('umbrella')})+$")
SERVES = regex(r"(?:融入|助力|助推|赋能|推进|推动|巩固|服务|促进|宣传|践行|弘扬)[^、,\uff0c]{0,2}$")
FOLLOWS = regex(any_of("follows"))


def lists(setting: Setting) -> Iterator[tuple[Mention, ...]]:
    """Programmes named one after the other: 头雁工程、提升工程、转化工程."""
    run: list[Mention] = []
    for name in setting.programmes:
        if run and not LIST.fullmatch(setting.text, run[-1].at.end, name.at.begin):
            yield tuple(run)
            run = []
        run.append(name)
    if run:
        yield tuple(run)


def counted(setting: Setting) -> Iterator[Relation]:
    """“A”“B”等15支“P”服务队: the listed are parts of what is counted."""
    for names in lists(setting):
        clause = setting.stating(names[-1].at)
        if clause is None:
            continue
        for whole, sure in _wholes(setting, clause, names):
            for name in names:
                yield state(name, "componentOf", whole, clause, "counted-list", sure)


def _wholes(setting: Setting, clause: Clause, names: Sequence[Mention]) -> Iterator[tuple[Mention, float]]:
    """What holds the listed, what they make up behind, else the brand whose parts they are counted as."""
    begin, end = names[0].at.begin, names[-1].at.end
    after = between(setting.programmes, end, clause.at.end)[:1]
    if holder := _holder(setting, clause, begin):
        yield holder, 0.9
    elif after:
        count = COUNTED.match(setting.text, end, after[0].at.begin)
        made = len(names) > 1 and MADE_OF.match(setting.text, end, after[0].at.begin)
        if made or (count and count["of"] is not None):
            yield after[0], 0.9
    elif len(names) > 1 and (tools := _tools(setting, begin)):
        yield tools, 0.7
    elif len(names) > 1 and SUBS.match(setting.text, end, clause.at.end):
        before = between(setting.programmes, setting.sentence(clause).begin, begin)
        told = [*before] or list(itertools.islice(setting.programmes.back_from(begin), 1))
        for whole in told[-1:]:
            yield whole, 0.75 if before else 0.6


def _tools(setting: Setting, begin: int) -> Mention | None:
    """管家手里有三件工具:|“需求直报”、“月末茶叙”: what those before the colon are of."""
    mark = begin
    while setting.text[mark - 1 : mark] in ("“", "‘", " "):
        mark -= 1
    if not setting.text.endswith((":", "\uff1a"), 0, mark):
        return None
    before = setting.clause_of(Span(begin - 3, begin - 2)) if begin > 2 else None
    if before is None or before.head or not TOOLS.search(setting.text, *before.ends):
        return None
    again = named_again(setting.text, *before.ends, setting.echoes)
    return again or meant(setting, before) or next(setting.programmes.back_from(begin), None)


def _holder(setting: Setting, clause: Clause, end: int) -> Mention | None:
    """“P”品牌|包括..., 联合会|下设..., 这一品牌|涵盖...: what the listed are said to be in."""
    before = between(setting.programmes, clause.at.begin, end)[-1:]
    if not HOLDS.search(setting.text, before[0].at.end if before else clause.at.begin, end):
        return None
    if before:
        return before[0] if HOLDS.fullmatch(setting.text, before[0].at.end, end) else None
    return meant(setting, clause) or named_again(setting.text, *clause.ends, setting.echoes)


def digits(setting: Setting) -> Iterator[Relation]:
    """The figure of a numbered name spelled out: “1”即利用“码上行动”平台 is of “123路径”."""
    whole: Mention | None = None
    for clause in setting.naming:
        for name in within(setting.programmes, clause.at):
            if clause.head:
                continue
            if DIGIT.search(setting.text, clause.at.begin, name.at.begin) and whole and whole.ref != name.ref:
                yield state(name, "componentOf", whole, clause, "digit", 0.85)
            elif DIGITS.search(name.name):
                whole = name


def numbered(setting: Setting) -> Iterator[Relation]:
    """“123路径” is of the “12345”模式: the shorter number begins the longer one."""
    numbers = {m.ref: (DIGITS.search(m.name), m) for m in setting.programmes}
    known = [(match.group(), m) for match, m in numbers.values() if match]
    for short, part in known:
        for long, whole in known:
            if len(short) < len(long) and long.startswith(short):
                clause = setting.clause_of(part.at)
                if clause:
                    yield state(part, "componentOf", whole, clause, "numbered", 0.8, premises=(f"{short}…{long}",))


def spelled_out(setting: Setting) -> Iterator[Relation]:
    """推行“六个一”改革,通过“一网清”、办事“一表通”...: two names or more with the word that a formula counts."""
    told = {m.ref: m for m in reversed(setting.programmes) if (c := setting.clause_of(m.at)) and not c.head}
    for whole in told.values():
        formula = FORMULA.search(whole.canonical)
        parts = [m for m in told.values() if formula and m is not whole and _has(m, formula["word"])]
        for part in parts if len(parts) > 1 else ():
            clause = setting.clause_of(part.at)
            if clause:
                yield state(part, "componentOf", whole, clause, "formula", 0.8, premises=(whole.canonical,))


def _has(name: Mention, word: str) -> bool:
    """The name begins or ends with the word that the formula counts, and is no formula itself."""
    bare = re.sub(r"[“”‘’]", "", name.canonical)
    return (bare.startswith(word) or bare.endswith(word)) and not FORMULA.search(bare)


def examples(setting: Setting) -> Iterator[Relation]:
    """“红色直播间”只是“红扬白桥”品牌的一个缩影; “微组织”是“微治理”的重要组成部分."""
    for clause in setting.told_naming:
        begin = setting.sentence(clause).begin
        for part, whole in itertools.pairwise(between(setting.programmes, begin, clause.at.end)):
            if part.ref != whole.ref and is_example(setting, clause, part, whole):
                yield state(part, "componentOf", whole, clause, "example", 0.85)


def taken_in(setting: Setting) -> Iterator[Relation]:
    """定名“板凳课堂”,列入“杏花春雨”工程; 三张课表合称“石月亮课堂”; “林下四季”:...冬天办“冷极马拉松”."""
    for clause in setting.told_naming:
        for name in within(setting.programmes, clause.at):
            begin = setting.sentence(clause).begin
            before = between(setting.programmes, begin, name.at.begin)
            brand = BRAND.match(setting.text, name.at.end - 3, clause.at.end)
            if before and brand and INTO.search(setting.text, clause.at.begin, name.at.begin):
                yield state(before[-1], "componentOf", name, clause, "taken-in", 0.75)
            if TOGETHER.search(setting.text, clause.at.begin, name.at.begin):
                start = setting.text.rfind("\n", 0, begin) + 1
                for part in between(setting.programmes, start, name.at.begin):
                    if part.ref != name.ref:
                        yield state(part, "componentOf", name, clause, "taken-in", 0.75)
            if COLON.match(setting.text, name.at.end):
                for part in between(setting.programmes, name.at.end, setting.sentence(clause).end):
                    if part.ref != name.ref:
                        yield state(part, "componentOf", name, clause, "taken-in", 0.7)


def is_example(setting: Setting, clause: Clause, part: Mention, whole: Mention) -> bool:
    noun = CASE.match(setting.text, whole.at.end, clause.at.end)
    return noun is not None and EXAMPLE.match(setting.text, part.at.end, whole.at.begin) is not None


def listed(setting: Setting) -> Iterator[Relation]:
    """“活字典、亮晒比、零差错”四个工程: the parts its name lists, where the article tells of them."""
    wholes = {m.ref: m for m in setting.programmes if ITEM.search(m.name)}
    parts = {ref: [item.strip("“”‘’") for item in ITEM.split(CLOSED.sub("", m.name))] for ref, m in wholes.items()}
    for name in setting.programmes:
        clause = setting.clause_of(name.at)
        bare = KIND_NOUN.sub("", name.name.strip("“”‘’"))
        for whole in wholes.values():
            items = parts[whole.ref]
            if clause and not clause.head and whole.ref != name.ref and bare.strip("“”‘’") in items:
                yield state(
                    name, "componentOf", whole, clause, "listed", 0.7, premises=(f"{whole.canonical}列有{bare}",)
                )


def means(setting: Setting) -> Iterator[Relation]:
    """试点“田埂夜校”,采取“理论员领学+土专家教学”方式: how the programme of the sentence is done."""
    for clause in setting.told_naming:
        for name in within(setting.programmes, clause.at):
            if not BY_MEANS.search(setting.text, clause.at.begin, name.at.begin):
                continue
            if not MEANS_NOUN.search(setting.text[name.at.begin : min(name.at.end + 4, clause.at.end)]):
                continue
            before = between(setting.programmes, setting.sentence(clause).begin, clause.at.begin)
            if before and before[-1].ref != name.ref and _is_run(setting, before[-1]):
                yield state(name, "componentOf", before[-1], clause, "means", 0.7)


def _is_run(setting: Setting, name: Mention) -> bool:
    clause = setting.clause_of(name.at)
    verbs = governors(setting, clause, name) if clause else []
    return bool(verbs) and kind_of(verbs[-1]) == "runs"


def instances(setting: Setting) -> Iterator[Relation]:
    """“茗香小薯”共富工坊 is one of the “共富工坊”; the “宁小蜂驿站” is of the “宁小蜂”计划."""
    named = {m.canonical.translate(NO_MARKS): m for m in setting.programmes}
    marks = {stem: m for m in setting.programmes if (stem := _mark(setting, m))}
    wholes = {name: _whole_of(name, named, marks) for name in {m.name for m in setting.programmes}}
    for name in setting.programmes:
        whole = wholes[name.name]
        clause = setting.clause_of(name.at)
        if whole and clause and whole.ref != name.ref:
            yield state(name, "componentOf", whole, clause, "instance", 0.7)


def _whole_of(name: str, named: Mapping[str, Mention], marks: Mapping[str, Mention]) -> Mention | None:
    """The one called as the words behind a name's marks, else the one with whose words those in its marks begin."""
    parts = CLOSING.split(name.translate(OPENING))
    stem, kind = parts[0], parts[-1]
    if 3 < len(kind) < len(name) and kind in named:
        return named[kind]
    begins = (stem[:end] for end in range(3, len(stem)) if "、" not in stem)
    return next((marks[begin] for begin in begins if begin in marks), None)


def _mark(setting: Setting, name: Mention) -> str:
    """The words in marks of what others may be part of, as they begin the names of its parts; "" for none."""
    if not BRAND.match(setting.text, name.at.end - 3, name.at.end + 8):
        return ""
    stem = CLOSING.split(name.name)[0].translate(NO_MARKS)
    return stem if len(stem) > 2 else ""


def umbrellas(setting: Setting) -> Iterator[Relation]:
    """建立“乡村振兴+文明实践”品牌。组建“菜管家”“鱼管家”“菜贩子”: a list under the brand just set up."""
    grouped = {m.at: names for names in lists(setting) for m in names}
    whole: Mention | None = None
    paragraph = -1
    named = {clause.at.begin: within(setting.programmes, clause.at) for clause in setting.naming}
    for clause in setting.clauses if any(len(names) > 1 for names in grouped.values()) else ():
        if clause.paragraph != paragraph or (clause.subject and clause.subject.type == "Region"):
            whole, paragraph = None, clause.paragraph
        for name in named.get(clause.at.begin, ()):
            names = grouped[name.at]
            if whole and len(names) > 1 and whole.ref not in {m.ref for m in names}:
                yield state(name, "componentOf", whole, clause, "umbrella", 0.6, premises=(f"{whole.canonical}之下",))
            elif len(names) == 1 and _is_umbrella(setting, clause, name):
                whole = name


def _is_umbrella(setting: Setting, clause: Clause, name: Mention) -> bool:
    verbs = governors(setting, clause, name)
    runs = bool(verbs) and kind_of(verbs[-1]) == "runs"
    return runs and BRAND.match(setting.text, name.at.end - 3, clause.at.end) is not None


def policies(setting: Setting) -> Iterator[Relation]:
    """为深入开展党史学习教育,...开展观影活动; 学习运用“千万工程”,实施“百村示范”行动."""
    for clause in setting.told_naming:
        names = within(setting.programmes, clause.at)
        for policy in _followed(setting, clause):
            between_them = between(setting.programmes, policy.at.end, clause.at.begin)
            for name in names if not between_them else ():  # another programme carries it out
                verbs = governors(setting, clause, name)
                if verbs and policy.at.end <= name.at.begin:
                    yield state(name, "follows", policy, clause, "policy-before", 0.7)


def _followed(setting: Setting, clause: Clause) -> Iterator[Mention]:
    """Policies of the sentence under a verb of carrying out."""
    sentence = setting.sentence(clause)
    for policy in within(setting.policies, sentence):
        begin = max(sentence.begin, policy.at.begin - 12)
        if FOLLOWS.search(setting.text, begin, policy.at.begin):
            yield policy


def named_after(setting: Setting) -> Iterator[Relation]:
    """学习宣传贯彻党的二十届三中全会精神“上善乌审”理论宣讲团: the policy stands in or right before the name."""
    for name in setting.programmes:
        clause = setting.stating(name.at)
        if clause is None:
            continue
        ends = setting.policies.ends
        near = slice(bisect_left(ends, name.at.begin - 4), bisect_right(ends, name.at.end))
        for policy in setting.policies[near]:
            words = setting.text[policy.at.end : name.at.begin] if policy.at.end <= name.at.begin else "。"
            inside = name.at.holds(policy.at)
            if (words.strip("精神“‘ ") == "" and len(words) <= 4) or inside:
                yield state(name, "follows", policy, clause, "named-after", 0.8)


def merged(setting: Setting) -> Iterator[Relation]:
    """将村民小组“微治理”融入新时代文明实践工作; 推行“党建+合作社”模式,...助力乡村振兴."""
    for clause in setting.told_naming:
        for name in within(setting.programmes, clause.at):
            for policy in between(setting.policies, name.at.end, setting.sentence(clause).end):
                if SERVES.search(setting.text, max(name.at.end, policy.at.begin - 6), policy.at.begin):
                    yield state(name, "follows", policy, clause, "merged", 0.7)
