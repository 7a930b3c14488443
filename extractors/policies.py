"""Policies: national meetings, documents, doctrines, campaigns and institutions, from a table and by pattern."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.cover import Cover
from extractors.document import Article, Found, Mention, Span
from extractors.patterns import regex
from extractors.programme.quotes import curly
from ontology.lexicon import Lexicon
from ontology.tables import read

MARKS = "“”‘’"
NO_MARKS = str.maketrans("", "", f"{MARKS}《》")
MARK = regex(f"[{MARKS}]")
FULL = "="
ORDINAL = "一二三四五六七八九十"


class Policy(NamedTuple):
    """A row of the table."""

    canonical: str
    aliases: str  # other printed forms, | between; “两高” is one in quotation marks only, =乡村振兴 a full name as well
    year: str  # when it began
    level: str  # national or province
    kind: str  # doctrine, spirit, campaign, strategy, reform, model, institution, document, meeting


@cache
def known() -> dict[str, Policy]:
    """Printed form, without quotation marks -> policy."""
    forms: dict[str, Policy] = {}
    for policy in read("policies", Policy):
        for form in filter(None, (policy.canonical, *policy.aliases.split("|"))):
            form = form.strip(MARKS + FULL)
            if forms.setdefault(form, policy) is not policy:
                raise ValueError(f"policies.tsv: {form} stands for {forms[form].canonical} and for {policy.canonical}")
    return forms


@cache
def _only_quoted() -> frozenset[str]:
    """Forms that are everyday words or other things without quotation marks: “两高”, “六保”."""
    aliases = (alias for policy in read("policies", Policy) for alias in policy.aliases.split("|"))
    return frozenset(alias.strip(MARKS) for alias in aliases if alias.startswith("“"))


@cache
def _full_names() -> dict[str, frozenset[str]]:
    """Policy -> its other full names: 乡村振兴 of 乡村振兴战略."""
    return {
        policy.canonical: frozenset(form.strip(FULL) for form in policy.aliases.split("|") if form.startswith(FULL))
        for policy in read("policies", Policy)
        if FULL in policy.aliases
    }


@cache
def _lexicon() -> Lexicon[str]:
    return Lexicon((form, policy.canonical) for form, policy in known().items())


@lru_cache(maxsize=4096)
def is_policy(name: str) -> bool:
    """Whether a phrase is the name of a policy and not of a local programme."""
    bare = name.translate(NO_MARKS)
    return bare in known() or any(words in bare and pattern.fullmatch(bare) for _, pattern, _, words in PATTERNS)


PLENUM = regex(
    rf"""
    (?:党的|中共|中国共产党)?(?P<term>[{ORDINAL}]{{1,3}})届
    (?P<sessions>[{ORDINAL}](?:中?[、和][{ORDINAL}])*)中全会   # 党的二十届三中全会, 二十届二中、三中全会
    """,
    re.VERBOSE,
)
CONGRESS = regex(rf"(?:党的|中共)(?P<term>[{ORDINAL}]{{1,3}})大(?!队|行|以来)")  # 党的二十大
CONGRESS_BARE = regex(  # 学习二十大精神
    r"(?=[十二])(?<![第届\d一二三四五六七八九十的共])(?P<term>十[八九]|二十)大(?=精神|报告|召开|闭幕)"
)
CONGRESS_FULL = regex(rf"(?:党的|中国共产党)第(?P<term>[{ORDINAL}]{{1,3}})次全国代表大会")
ASSEMBLY = regex(rf"第?(?P<term>[{ORDINAL}]{{1,3}})届全国(?:人大|人民代表大会|政协)第?[{ORDINAL}]{{1,2}}次会议")
LOCAL_PLENUM = regex(
    rf"""
    (?:自治区|[\u4e00-\u9fff]{{2}}省|[\u4e00-\u9fff]{{2}}市|省|市|盟|旗|县|区)党?委
    [{ORDINAL}]{{1,3}}届[{ORDINAL}]{{1,3}}次全(?:会|体会议)   # 自治区党委十一届八次全会
    """,
    re.VERBOSE,
)
MEETING = regex(
    r"""
    (?:全国|中央)(?:(?!会议|工作|召开|关于|在|由|驻|委员会|自治区|政治局|书记处)[\u4e00-\u9fff、]){2,14}(?:工作)?
    (?:会议|座谈会|推进会|现场会|(?<!代表)大会)(?![室堂])   # 全国组织工作会议, 全国教育大会
    | 中央[\u4e00-\u9fff]{4,12}委员会第[一二三四五六七八九十]{1,3}次(?:全体)?会议  # 中央全面深化改革委员会第六次会议
    | 中央关于[^,，。;；“”]{4,24}?(?:座谈会|会议)
    (?=会议|精神|[,，。;；]|$|上|要求|部署|强调)  # 中央关于新业态、新就业群体党建工作座谈会
    """,
    re.VERBOSE,
)
SPEECH = regex(
    r"""
    习近平总书记(?:(?:在|参加|考察|视察|对|关于|致|给|出席|主持)[^。；;!！?？\n]{2,40}?)?
    (?:重要(?:讲话|指示|批示|论述)(?:和?(?:重要)?(?:指示|批示|讲话))?(?:精神)?
    |回信精神|贺信精神)  # 参加…审议时的重要讲话精神
    """,
    re.VERBOSE,
)
DOCUMENT = regex(
    r"""
    《(?P<name>[^《》\n]{4,60}?
    (?:条例|规定|办法|意见|决定|决议|纲要|规划|方案|通知|制度|准则|细则|章程|法|计划|标准|规范|规则|建议|报告)
    (?:[（(][^）)]{1,10}[）)])?)》   # 《中国共产党支部工作条例(试行)》, 《黑木耳品控管理办法》
    """,
    re.VERBOSE,
)
LAW = regex(  # 学习中国共产党纪律处分条例, without 《》
    r"(?<!《)(?:中国共产党|中华人民共和国)[^\W的是在了和与]{2,20}?(?:条例|准则|规定|法典|法(?![院官律规治制定]))"
)
NATIONAL = regex(r"中国共产党|中共中央|中华人民共和国|国务院|全国|国家|习近平")
ISSUER = regex(
    r"""
    (?:中央|国务院|中办|国办|中组部|中宣部|国家[\u4e00-\u9fff]{2,8}局
    |(?:教育|民政|公安|司法|财政|农业农村|水利|商务|交通运输|文化和旅游|人力资源社会保障|住房城乡建设|自然资源|生态环境|应急管理)部)
    [^。；;，,]{0,14}$   # 中央组织部办公厅印发《...》
    """,
    re.VERBOSE,
)
STUDY = regex(
    r"""
    (?:开展|推进|推动|深化|抓好|巩固)(?:好)?
    (?P<name>主题教育)(?!基地|馆|活动|展|实践|课|片|园|公园)   # 扎实开展主题教育
    """,
    re.VERBOSE,
)
PATTERNS: tuple[tuple[str, re.Pattern[str], str, str], ...] = (  # rule, pattern, how to read it, words it always has
    ("party-plenum", PLENUM, "party", "中全会"),
    ("party-congress", CONGRESS, "party", "大"),
    ("party-congress", CONGRESS_FULL, "party", "次全国代表大会"),
    ("party-congress", CONGRESS_BARE, "party", "大"),
    ("leader-speech", SPEECH, "text", "习近平总书记"),
    ("assembly", ASSEMBLY, "text", "届全国"),
    ("local-plenum", LOCAL_PLENUM, "text", "次全"),
    ("national-meeting", MEETING, "text", "会"),
    ("document", DOCUMENT, "text", "《"),
    ("national-document", LAW, "text", "中"),
    ("campaign", STUDY, "text", "主题教育"),
)
NOT_AFTER = regex(  # 旗乡村振兴|局, “两高”|报告, 新时代文明实践|站
    r"(?:站|所(?![有在需谓])|服务中心|报告|司法解释|局|办公室|厅|部(?!署|分)|处|科|股|基金会|研究院|学院|公司|有限)"
)


@dataclass(frozen=True, slots=True)
class Hit:
    at: Span  # in the text without marks
    key: str  # the table's name, or what a pattern reads
    rule: str


def policies(article: Article, found: Found) -> Found:
    """Every mention of a policy in the article, the longest at each place.

    A policy with two full names is called by the one the article prints; the key is that of the table.
    """
    marked = curly(article.text)
    text, marks = _unmarked(marked)
    offices = [mention.at for mention in found.of("PartyOrganisation", "Organisation")]
    covered = Cover(offices)
    mentions = []
    for hit in _longest([*_table_hits(text), *_pattern_hits(text)]):
        at = _with_marks(marked, Span(_place(marks, hit.at.begin), _place(marks, hit.at.end - 1) + 1))
        inside = covered.holds(at) and any(office.holds(at) and at != office for office in offices)
        inside = inside or (hit.rule == "table" and _word_of_name(marked, at))
        if inside or (text[hit.at.begin : hit.at.end] in _only_quoted() and marked[at.begin] not in MARKS):
            continue
        printed = "".join(article[at].split())
        mentions.append(Mention("Policy", hit.key, at, printed, hit.key, hit.rule))
    return Found(mentions=tuple(_called(mentions)))


SHORT = 5  # a longer form is the policy wherever it stands
NAME = regex(r"[^“”‘’。！!？?；;…\n]{1,24}")


def _word_of_name(text: str, at: Span) -> bool:
    """Whether a short form is only a word of a quoted name: “全民健身嘉年华”, but “乡村振兴+数字乡村”."""
    begin, end = text.rfind("“", max(0, at.begin - 24), at.begin), text.find("”", at.end, at.end + 24)
    if at.end - at.begin > SHORT or begin < 0 or end < 0 or not NAME.fullmatch(text, begin + 1, end):
        return False
    return any("\u4e00" <= text[place] <= "\u9fff" for place in (at.begin - 1, at.end))


def _called(mentions: list[Mention]) -> Iterator[Mention]:
    """Each with the full name that the article gives its policy, the table's own before another."""
    printed: dict[str, set[str]] = {}
    for mention in mentions:
        printed.setdefault(mention.key, set()).add(mention.name.strip(MARKS))
    for mention in mentions:
        others = printed[mention.key] & _full_names().get(mention.key, frozenset())
        own = mention.key in printed[mention.key] or not others
        yield mention if own else replace(mention, canonical=min(others, key=lambda name: (-len(name), name)))


def _unmarked(text: str) -> tuple[str, list[int]]:
    """The text without quotation marks, and for each mark how many of its characters stand before that."""
    marks = [match.start() - number for number, match in enumerate(MARK.finditer(text))]
    return MARK.sub("", text), marks


def _place(marks: list[int], at: int) -> int:
    """Where a character of the text without marks stands in the text that has them."""
    return at + bisect_right(marks, at)


def _with_marks(text: str, at: Span) -> Span:
    """Takes in the marks around a name: “三会一课”."""
    begin, end = at.begin, at.end
    if begin and text[begin - 1] in "“‘《" and text[end : end + 1] and text[end] in "”’》":
        return Span(begin - 1, end + 1)
    held = text[begin:end]
    for opening, closing in ("“”", "‘’"):
        if held.count(opening) < held.count(closing) and begin and text[begin - 1] == opening:
            begin -= 1
        elif held.count(opening) > held.count(closing) and text[end : end + 1] == closing:
            end += 1
    return Span(begin, end)


def _table_hits(text: str) -> Iterator[Hit]:
    for begin, form, canonical in _lexicon().longest(text):
        end = begin + len(form)
        if not NOT_AFTER.match(text, end):
            yield Hit(Span(begin, end), canonical, "table")


def _pattern_hits(text: str) -> Iterator[Hit]:
    for rule, pattern, how, words in PATTERNS:
        for match in pattern.finditer(text) if words in text else ():
            if how == "text":
                name = match.groupdict().get("name")
                at = Span(*match.span("name" if name else 0))
                yield Hit(at, name or _meeting(match[0]), _maker(text, at) if rule == "document" else rule)
            else:
                yield from _party(match, rule)


def _maker(text: str, at: Span) -> str:
    """Whether a document is the centre's, by its name or by who is said to have issued it, or a local body's."""
    national = NATIONAL.match(text, at.begin) or ISSUER.search(text, max(0, at.begin - 24), at.begin)
    return "national-document" if national else "local-document"


def _party(match: re.Match[str], rule: str) -> Iterator[Hit]:
    """党的二十大; 党的二十届二中、三中全会 is two meetings."""
    at = Span(*match.span())
    sessions = match.groupdict().get("sessions")
    if not sessions:
        yield Hit(at, f"党的{match['term']}大", rule)
        return
    for session in re.findall(f"[{ORDINAL}]", sessions):
        yield Hit(at, f"党的{match['term']}届{session}中全会", rule)


def _meeting(text: str) -> str:
    return re.sub(r"^(?:全国、全区|全国全区)", "全国", text)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Without what lies inside a longer hit; several readings of one place stay."""
    hits.sort(key=lambda hit: (hit.at.begin, -hit.at.end, hit.key))
    kept: list[Hit] = []
    end = -1
    for hit in hits:
        if hit.at.begin >= end or (kept and hit.at == kept[-1].at):
            if not kept or hit.at != kept[-1].at or hit.rule == kept[-1].rule:
                kept.append(hit)
            end = max(end, hit.at.end)
    return kept
