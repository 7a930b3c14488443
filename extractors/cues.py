"""What speaks for and against a quoted phrase being the name of a programme: a list of small weighted comparisons.

Each cue looks at one thing - the verb before, the noun after, the form of the phrase - and returns a weight with its
reason in words, or nothing. The sum decides; the strongest cue names the rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import NamedTuple

from extractors import frames, words
from extractors.candidates import Candidate, alternatives, cue_words, name_ending, other_ending
from extractors.frames import Reason
from ontology.tables import read

THRESHOLD = 2.6
DOUBTFUL = 1.75  # from here on a person should look


class PhraseRow(NamedTuple):
    form: str
    kind: str


Cue = Callable[[Candidate], "Reason | None"]


@dataclass(frozen=True, slots=True)
class Verdict:
    score: float
    reasons: tuple[tuple[str, float, str], ...]  # (cue, weight, words), heaviest first

    @property
    def accepted(self) -> bool:
        return self.score >= THRESHOLD

    @property
    def doubtful(self) -> bool:
        known = any(cue == "phrase-list" for cue, _, _ in self.reasons)
        return DOUBTFUL <= self.score < THRESHOLD and not known

    @property
    def rule(self) -> str:
        return self.reasons[0][0] if self.reasons else "none"

    @property
    def confidence(self) -> float:
        return round(1 / (1 + exp(-(self.score - THRESHOLD + 1) / 1.5)), 2)


@cache
def phrases() -> dict[str, str]:
    return {row.form: row.kind for row in read("phrases", PhraseRow)}


# --- the cues ---------------------------------------------------------------------------------------------------------


LOOSE = {"team", "place", "spot", "platform", "weak"}  # kinds that 的 before them makes a mere description


def noun_after(c: Candidate) -> Reason | None:
    """“头雁”能力提升工程: a head noun closes the name."""
    if c.head is None or c.head.weight <= 0:
        return None
    weight = c.head.weight * (1 if len(c.head.gap) <= 6 else 0.75)
    if c.head.gap.startswith("的") and c.head.kind in LOOSE:  # “家门口”的党校, “整体推进、全面提升”的思路
        weight *= 0.5
    return weight, f"followed by {c.head.gap}{c.head.form}"


APPOSED = {"model", "scheme", "brand", "event", "contest"}


@cache
def _apposition() -> re.Pattern[str]:
    heads = [form for form, (weight, kind) in cue_words("after").items() if kind in APPOSED and weight >= 4]
    forms = [form for form in heads if form[-1] not in "选访讲训习学兵演播武"]  # 评选“最美家庭” is a verb
    return re.compile(rf"(?:{alternatives(forms)})(?:——|—)?$|(?:牌子|招牌|名字|名称)(?:——|—)$")


def noun_before(c: Candidate) -> Reason | None:
    """特色警务模式——“草原110”, 党建品牌“红帆领航”: the noun stands in apposition."""
    found = _apposition().search(c.before)
    return (3.0, f"in apposition to {found[0]}") if found else None


def verb_before(c: Candidate) -> Reason | None:
    """打造“四治聚力平安巷”; less from afar."""
    if c.verb is None or c.verb.kind in AGAINST:
        return None
    gap = c.verb.gap.strip("了着起出过")
    near = 1.0 if len(gap) <= 3 else 0.6 if len(gap) <= 12 else 0.3
    if c.verb.kind in ("use", "means") and c.head is None:
        near *= 0.5
    return c.verb.weight * near, f"preceded by {c.verb.form}"


AGAINST = {"metaphor", "copula", "honour"}


def metaphor_verb(c: Candidate) -> Reason | None:
    """打通“最后一公里”, 化身“宣传员”; that it is “三提三敢”活动 says little against."""
    if c.verb is None or c.verb.kind not in AGAINST or len(c.verb.gap) > 8 or frames.appointed(c):
        return None
    ending = name_ending(c.name)
    named = close_noun(c) or (c.verb.kind == "copula" and ending is not None and ending[1] > 2.5)
    return c.verb.weight * (0.3 if named else 1), f"preceded by {c.verb.form}, a verb of metaphors"


def rhetoric_noun(c: Candidate) -> Reason | None:
    """“守护一江碧水”流动党支部, “规上”企业: the noun after says that it is no programme."""
    if c.head is None or c.head.weight >= 0:
        return None
    far = 6 if c.head.gap.startswith("的") else 1 if c.head.kind == "rhetoric" else 3  # 的生动局面
    if len(c.head.gap) > far:
        return None
    return c.head.weight, f"followed by {c.head.form}"


DEFINED = re.compile(
    r"""
    是什么 | (?:已|早已|正|逐渐|逐步|如今)?(?:成为|成了|是)(?:该|这|本|全)?[^的]{0,8}的?[^的]{0,6}
    (?:金字招牌|招牌|名片|品牌|抓手|载体|做法|活动|平台|阵地|项目|机制|举措|缩影|探索|实践)$
    """,
    re.VERBOSE,
)


def defined(c: Candidate) -> Reason | None:
    """“红色信用分”是什么? “一课一红印”成了这所学校的招牌: the phrase is what the sentence explains."""
    found = DEFINED.match(c.after)
    return (3.0 if found[0] == "是什么" else 2.75, f"defined by {found[0]}") if found else None


FORMULA = re.compile(r".+[+＋].+|.+[+＋]$")
NUMERAL = re.compile(
    r"""
    [一二三四五六七八九十百千万两双\d]{1,3}(?:个|大|项)?[\u4e00-\u9fff]{1,2}  # 六个一, 四评
    (?:[一二三四五六七八九十百千万两双\d][\u4e00-\u9fff]{1,3})*  # 三单三员
    | [\d一二三四五六七八九十]+(?:[+＋\-—][\dNnXx一二三四五六七八九十]+)*  # 12345, 1447, 1+3+N
    | \d[\dNX+＋]*[\u4e00-\u9fff]{2}  # 123路径, 1+3+N结对
    """,
    re.VERBOSE,
)


def formula(c: Candidate) -> Reason | None:
    """“党支部+合作社”."""
    if not FORMULA.fullmatch(c.name):
        return None
    return (0.75, "an open formula") if c.name[-1] in "+＋" else (3.0, "a formula with +")


LONE = re.compile(
    r"""
    [二两双三四五六七八九十百千万\d]{1,2}[\u4e00-\u9fff]{3}     # 五社联动
    | \d{1,3}(?:分钟|公里|小时)[\u4e00-\u9fff]{2,4}           # 15分钟暖心圈
    """,
    re.VERBOSE,
)
EACH = re.compile(r"([一百千万])[\u4e00-\u9fff]{1,3}\1[\u4e00-\u9fff]{1,3}")
TWIN = re.compile(r"(?:[一二两双三四五六七八九十百千万多\d]{1,2}[\u4e00-\u9fff]{1,3}){2,5}")


def numeral(c: Candidate) -> Reason | None:
    """“六个一”, “12345”; “八有八建” and “百企联百村” more so."""
    if EACH.fullmatch(c.name):
        return 2.75, "a number said twice"
    if TWIN.fullmatch(c.name) and len(c.name) > 3:
        return 2.0, "a formula with two numbers"
    if NUMERAL.fullmatch(c.name):
        return 1.0, "a numbered formula"
    return (0.75, "a number before") if LONE.fullmatch(c.name) else None


MIXED = re.compile(r"[\u4e00-\u9fff][A-Za-z]|[A-Za-z][\u4e00-\u9fff]")
NUMBER_BEHIND = re.compile(r"[\u4e00-\u9fff]{2,6}\d{2,5}")


def coined(c: Candidate) -> Reason | None:
    """“驼乡e站”, “青城骑士·驿家”: made up as a name is."""
    if "·" in c.name[1:-1]:
        return 1.0, "a name in two parts"
    if NUMBER_BEHIND.fullmatch(c.name):  # “草原110”, “服务365”
        return 1.5, "a number behind"
    return (1.0, "letters among the characters") if MIXED.search(c.name) else None


@cache
def _beginnings() -> re.Pattern[str]:
    return re.compile(alternatives(cue_words("begin")))


def brand_word(c: Candidate) -> Reason | None:
    """“红石榴网格”: brands like to begin with it."""
    found = _beginnings().match(c.name)
    return (cue_words("begin")[found[0]][0], f"begins with {found[0]}") if found and found[0] != c.name else None


def parallel(c: Candidate) -> Reason | None:
    """“走边关、担使命、筑忠诚”: two or more members of one length."""
    members = re.split(r"[、,，·\s]", c.name)
    if len(members) < 2 or len(members[0]) < 3:
        return None
    if max(map(len, members)) - min(map(len, members)) > 1:
        return None
    return 1.0, f"{len(members)} members of one length"


def noun_inside(c: Candidate) -> Reason | None:
    """“红色驿站”: the phrase itself ends with what programmes are called."""
    ending = None if "——" in c.name or c.name.count("、") > 2 else name_ending(c.name)
    weight, kind = cue_words("inside").get(c.name, (0.0, ""))
    if len(c.name) > 2 and kind == "name":  # “云课堂”
        return weight / 2, "what programmes are called"
    return (ending[1], f"ends with {ending[0]}") if ending else None


VARIETY = re.compile(r".+?[\d一二三四五六七八九十]+号")  # “中草16号”燕麦


def other_inside(c: Candidate) -> Reason | None:
    """“敖汉小米”, “夜经济”, “新村民”, “加速键”: goods, trades, kinds of people, images."""
    if VARIETY.fullmatch(c.name):
        return -2.5, "a thing by its number"
    ending = other_ending(c.name)
    if ending is None or (close_noun(c) and cue_words("inside")[ending[0]][1] == "image"):  # “税月如歌”党建品牌
        return None
    return ending[1], f"ends with {ending[0]}"


def phrase_list(c: Candidate) -> Reason | None:
    """“最后一公里”, “领头羊”, “两新”."""
    kind = phrases().get(c.name)
    if kind == "programme":
        return 3.5, "known as a programme of many places"
    scheme = close_noun(c) and c.head is not None and c.head.form.endswith(("行动", "工程", "计划"))  # “心连心”行动
    weights = {"term": (-3.0, -6.0), "metaphor": (-1.0, -3.0 if close_noun(c) else -4.0)}
    return (weights[kind][0 if scheme or borne(c) else 1], f"a known {kind}") if kind else None


def borne(c: Candidate) -> bool:
    """The phrase is the name that a team, room or contest bears: “红石榴”议事厅, “五老”宣讲团."""
    return close_noun(c) and c.head is not None and c.head.kind in ("team", "place", "contest")


def close_noun(c: Candidate) -> bool:
    """A strong head noun right behind, without 的: “头雁”能力提升工程."""
    return c.head is not None and c.head.weight >= 4 and c.head.gap[:1] not in ("的", "等")


def dictionary_word(c: Candidate) -> Reason | None:
    """“润滑剂”: a word of the dictionary in quotation marks is mostly a metaphor."""
    if not 2 <= len(c.name) <= 4 or c.name in phrases() or not words.frequency(c.name):
        return None
    weight = -2.0 if len(c.name) > 2 else -3.0
    return (weight / 2 if close_noun(c) else weight), "a word of the dictionary"


SPEECH = re.compile(r"[。!！?？;；…]|[,，].*[,，]|[我你咱您]|什么|怎么|[吗呢吧啊啦呀]$|了$")


def speech(c: Candidate) -> Reason | None:
    """“快来看!”: sentence punctuation, persons of talk; less so a slogan: “医心向党 卫您健康”党建品牌."""
    found = SPEECH.search(c.name)
    if not found:
        return None
    slogan = found[0] in "我你您" and (close_noun(c) or (found[0] == "我" and len(c.name) <= 10))
    return (-0.5, f"speaks of {found[0]}") if slogan else (-6.0, f"talks: {found[0]}")


def length(c: Candidate) -> Reason | None:
    """A name of one character, or of a sentence, is none."""
    if len(c.name) == 1:
        return -4.0, "one character"
    if len(c.name) == 2 and not NUMERAL.fullmatch(c.name) and (dictionary_word(c) or not close_noun(c)):
        return -1.0, "two characters"
    if len(c.name) > 16 and not FORMULA.fullmatch(c.name):
        return -1.0 if re.search("、|——", c.name) else -2.0, "long"
    return None


def attributive(c: Candidate) -> Reason | None:
    """成为乡村振兴的“领头羊”: 的 before, no noun after."""
    if c.after.startswith("的") and c.head is None and not noun_inside(c):  # 打造‘沉得住、干得好’的铁军
        return -2.0, "before 的, without a noun of programmes"
    if c.after.startswith("的") and c.head is not None and c.head.kind in ("team", "place", "spot"):
        return -2.5, "before 的 and a place or body"  # 打造“宜居宜业”的美丽家园
    if c.head is not None or not c.before.endswith("的") or c.listed > 1 or noun_inside(c):
        return None
    if c.verb is not None and c.verb.kind not in AGAINST and c.verb.gap == "的":  # 打造的“红纽带”
        return None
    return -1.5, "after 的, without a noun"


ADJECTIVAL = re.compile(r".{1,3}[式型化]$")


def adjectival(c: Candidate) -> Reason | None:
    """“菜单式”点学, “沉浸式”教育: says how, not what."""
    adjective = ADJECTIVAL.fullmatch(c.name) and not noun_inside(c)  # not “芒来模式”
    return (-2.0, "an adjective by its ending") if adjective else None


ORGAN = re.compile(r"(?!最强|先进|先锋|示范|标杆|模范|五星).*(?:党委|工委|党总支|支部|党小组|党组)")


def organ(c: Candidate) -> Reason | None:
    """成立“大工委”: an organ of the Party, however it is called."""
    return (-3.5, "ends like an organ of the Party") if ORGAN.fullmatch(c.name) and c.head is None else None


def listed(c: Candidate) -> Reason | None:
    """“幸福环”“家计划”...: names come in lists."""
    if c.fellow:
        return 2.0, "in a list with the name of a programme"
    return (0.5, f"one of {c.listed} in a list") if c.listed > 2 else None


def recurring(c: Candidate) -> Reason | None:
    """A phrase quoted again and again in an article is what the article is about."""
    return (min(2.25, 0.75 * (c.times - 1)), f"quoted {c.times} times") if c.times > 1 else None


CUES: tuple[tuple[str, Cue], ...] = (
    ("noun-after", noun_after),
    ("noun-before", noun_before),
    ("verb-before", verb_before),
    ("defined", defined),
    ("formula", formula),
    ("noun-inside", noun_inside),
    ("numeral", numeral),
    ("parallel", parallel),
    ("coined", coined),
    ("brand-word", brand_word),
    ("began", frames.began),
    ("aim", frames.aim),
    ("means", frames.means),
    ("effect", frames.effect),
    ("brought", frames.brought),
    ("achieved", frames.achieved),
    ("counted", frames.counted),
    ("dated", frames.dated),
    ("appointed", frames.appointed),
    ("entered", frames.entered),
    ("listed", listed),
    ("recurring", recurring),
    ("metaphor-verb", metaphor_verb),
    ("transformed", frames.transformed),
    ("contrast", frames.contrast),
    ("rhetoric-noun", rhetoric_noun),
    ("other-inside", other_inside),
    ("phrase-list", phrase_list),
    ("dictionary-word", dictionary_word),
    ("speech", speech),
    ("length", length),
    ("attributive", attributive),
    ("adjectival", adjectival),
    ("organ", organ),
)


def weigh(candidate: Candidate) -> Verdict:
    """The sum of all cues, with their reasons."""
    reasons = []
    for name, cue in CUES:
        reason = cue(candidate)
        if reason is not None:
            reasons.append((name, *reason))
    reasons.sort(key=lambda reason: -reason[1])
    return Verdict(sum(weight for _, weight, _ in reasons), tuple(reasons))
