"""What speaks for and against a quoted phrase being the name of a programme: a list of small weighted comparisons.

Each cue looks at one thing - the verb before, the noun after, the form of the phrase - and returns a weight with its
reason in words, or nothing. The sum decides; the strongest cue names the rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from extractors import words
from extractors.patterns import ending, regex
from extractors.programme import forms, frames
from extractors.programme.candidates import Candidate, Reason, close_noun, cue_words, name_ending, phrases
from extractors.programme.forms import FORMULA, NUMERAL

THRESHOLD = 2.6
DOUBTFUL = 1.75  # from here on a person should look


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


CALLED = ("牌子", "招牌", "名字", "名称")  # before a dash


@cache
def _apposed(dash: bool) -> Callable[[str, int], str]:
    """Tells the noun that a clause, or what stands before its dash, ends with."""
    heads = [form for form, (weight, kind) in cue_words("after").items() if kind in APPOSED and weight >= 4]
    forms = [form for form in heads if form[-1] not in "选访讲训习学兵演播武"]  # 评选“最美家庭” is a verb
    return ending(sorted((*forms, *(CALLED if dash else ())), key=lambda form: (-len(form), form)))


def noun_before(c: Candidate) -> Reason | None:
    """特色警务模式——“草原110”, 党建品牌“红帆领航”: the noun stands in apposition."""
    bare = c.before.removesuffix("—").removesuffix("—")
    if noun := _apposed(bare != c.before)(bare, len(bare)):
        return 3.0, f"in apposition to {noun}{c.before[len(bare) :]}"
    found = ANSWER.search(c.before)
    return (3.0, f"in apposition to {found[0]}") if found else None


ANSWER = regex(r"(?:办法|做法|法子|秘诀|答案|名字|名称|品牌|模式|机制|课表)(?:就|便)?(?:是|叫)$")
"""赛罕区的办法是“一站一长”."""


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


DEFINED = regex(
    r"""
    是什么 | 这个名[字号] | 里的一[环员]
    | (?:已|早已|正|逐渐|逐步|如今)?(?:成为|成了|是)(?:该|这|本|全)?[^的]{0,14}的?[^的]{0,6}
    (?:金字招牌|招牌|名片|品牌|抓手|载体|做法|活动|平台|阵地|项目|机制|举措|缩影|探索|实践|[小实好]事|[一妙新]招)$
    | 是[^“”]{2,26}(?:办|建|搞|组织|创建|设立|成立)(?:起来)?的$  # “约茶会”是镇党委牵头办起来的
    """,
    re.VERBOSE,
)


def defined(c: Candidate) -> Reason | None:
    """“红色信用分”是什么? “一课一红印”成了这所学校的招牌: the phrase is what the sentence explains."""
    found = DEFINED.match(c.after)
    return (3.0 if found[0] == "是什么" else 2.75, f"defined by {found[0]}") if found else None


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


HONOUR = regex(
    r"(?:全[国省区市盟]|国家级|自治区级?|[省市盟旗县]级|中国|内蒙古).{0,12}"
    r"(?:示范|先进|模范|文明|优秀|最美|标兵|百佳|十佳|十强|百强|五星).{0,6}"
)


def honour(c: Candidate) -> Reason | None:
    """获得“全国青年文明号”: a title that others award."""
    return (-3.0, "a title of honour") if HONOUR.fullmatch(c.name) and not close_noun(c) else None


def dictionary_word(c: Candidate) -> Reason | None:
    """“润滑剂”: a word of the dictionary in quotation marks is mostly a metaphor."""
    if not 2 <= len(c.name) <= 4 or c.name in phrases() or not words.frequency(c.name):
        return None
    weight = -2.0 if len(c.name) > 2 else -3.0
    return (weight / 2 if close_noun(c) else weight), "a word of the dictionary"


SPEECH = regex(r"[。!！?？;；…]|[,，].*[,，]|[我你咱您]|什么|怎么|[吗呢啊啦呀]$|(?<![聊书话茶氧网])吧$|了$")


def speech(c: Candidate) -> Reason | None:
    """“快来看!”: sentence punctuation, persons of talk; less so a slogan: “医心向党 卫您健康”党建品牌."""
    found = SPEECH.search(c.name)
    if not found:
        return None
    event = c.head is not None and c.head.kind in GATHERED and c.head.weight >= 4
    named = found[0] in "我你您" and (close_noun(c) or event or (found[0] == "我" and len(c.name) <= 10))
    return (-0.5, f"speaks of {found[0]}") if named else (-6.0, f"talks: {found[0]}")


def length(c: Candidate) -> Reason | None:
    """A name of one character, or of a sentence, is none."""
    if len(c.name) == 1:
        return -4.0, "one character"
    if len(c.name) == 2 and not NUMERAL.fullmatch(c.name) and (dictionary_word(c) or not close_noun(c)):
        return -1.0, "two characters"
    if len(c.name) > 16 and not FORMULA.fullmatch(c.name):
        return -1.0 if re.search("、|——", c.name) else -2.0, "long"
    return None


OWNED = regex(r"(?:党[委组]|党工委|党?总支|党?支部|工会|[^大]局|法院|检察院|医院|街道|社区|嘎查|[旗县镇乡村]|中心)的$")
"""旗人民法院机关党委的“天平先锋”,一年里...: whose it is."""


def attributive(c: Candidate) -> Reason | None:
    """成为乡村振兴的“领头羊”: 的 before, no noun after."""
    if c.after.startswith("的") and c.head is None and not forms.noun_inside(c):  # 打造‘沉得住、干得好’的铁军
        return -2.0, "before 的, without a noun of programmes"
    if c.after.startswith("的") and c.head is not None and c.head.kind in ("team", "place", "spot"):
        return -2.5, "before 的 and a place or body"  # 打造“宜居宜业”的美丽家园
    if c.head is None and c.listed == 1 and OWNED.search(c.before):
        return 0.3, "after whose it is"
    if c.head is not None or not c.before.endswith("的") or c.listed > 1 or forms.noun_inside(c):
        return None
    if c.verb is not None and c.verb.kind not in AGAINST and c.verb.gap == "的":  # 打造的“红纽带”
        return None
    return -1.5, "after 的, without a noun"


GATHERED = {"event", "contest"}
STEPS = ("流程", "工作法", "闭环")  # “群众点单、支部派单”的流程 is one thing


def slogan(c: Candidate) -> Reason | None:
    """形成“支部搭台、能人唱戏”的格局: members set side by side name something only with a noun of names behind."""
    if len(forms.members(c.name)) < 2 or (c.head is not None and c.head.form.endswith(STEPS)):
        return None
    if c.head is None and not c.after.startswith("的"):
        begun = c.verb is not None and c.verb.kind in ("launch", "bring", "naming") and len(c.verb.gap) <= 3
        return None if begun else (-1.5, "members side by side, without a noun")
    if c.head is None:
        return -4.0, "members side by side, before 的"
    if c.head.gap.startswith("的") and not (c.head.weight >= 4 and c.head.kind in GATHERED):
        return -4.0, "members side by side, before 的"
    return (-1.5, "measures counted up") if SUMMED.match(c.head.gap) and c.head.weight < 4 else None


SUMMED = regex(r"等|[一二两三四五六七八九十\d]+[大项个条]")  # “建阵地、育人才”两大举措, “走基层、听心声”等方式


def listed(c: Candidate) -> Reason | None:
    """“幸福环”“家计划”...: names come in lists."""
    if c.fellow:
        return 2.0, "in a list with the name of a programme"
    return (0.5, f"one of {c.listed} in a list") if c.listed > 2 else None


def recurring(c: Candidate) -> Reason | None:
    """A phrase quoted again and again in an article is what the article is about, more so one that its headline has."""
    headline = 0.75 * (c.titled and c.times > 2)
    return (min(3.0, 0.9 * (c.times - 1) + headline), f"quoted {c.times} times") if c.times > 1 else None


CUES: tuple[tuple[str, str, Cue], ...] = (
    ("noun-after", "head", noun_after),
    ("noun-before", "before", noun_before),
    ("verb-before", "verb", verb_before),
    ("defined", "after", defined),
    ("formula", "", forms.formula),
    ("noun-inside", "", forms.noun_inside),
    ("numeral", "", forms.numeral),
    ("slogan", "", slogan),
    ("coined", "", forms.coined),
    ("brand-word", "", forms.brand_word),
    ("began", "after", frames.began),
    ("aim", "after", frames.aim),
    ("means", "verb", frames.means),
    ("spread", "after", frames.spread),
    ("effect", "after", frames.effect),
    ("dated", "", frames.dated),
    ("appointed", "before", frames.appointed),
    ("listed", "", listed),
    ("recurring", "", recurring),
    ("metaphor-verb", "verb", metaphor_verb),
    ("contrast", "near", frames.contrast),
    ("turned", "", frames.turned),
    ("described", "", frames.described),
    ("deed", "", forms.deed),
    ("rhetoric-noun", "head", rhetoric_noun),
    ("other-inside", "", forms.other_inside),
    ("phrase-list", "", phrase_list),
    ("honour", "", honour),
    ("dictionary-word", "", dictionary_word),
    ("speech", "", speech),
    ("length", "", length),
    ("attributive", "", attributive),
    ("adjectival", "", forms.adjectival),
    ("organ", "", forms.organ),
)
"""The name of each, which word around the phrase it asks about ("" for none, or for several), and the cue itself."""


def verdicts(candidates: Sequence[Candidate]) -> list[Verdict]:
    """For each the sum of all cues, with their reasons; cue after cue, so that what one looks up is at hand for all."""
    reasons: list[list[tuple[str, float, str]]] = [[] for _ in candidates]
    told = list(zip(candidates, reasons, strict=True))
    beside = {about: [one for one in told if not about or getattr(one[0], about)] for about in {cue[1] for cue in CUES}}
    for name, about, cue in CUES:
        for candidate, given in beside[about]:
            if reason := cue(candidate):
                given.append((name, *reason))
    return [_verdict(given) for given in reasons]


def _verdict(reasons: list[tuple[str, float, str]]) -> Verdict:
    heaviest_first = tuple(sorted(reasons, key=lambda reason: -reason[1]))
    return Verdict(sum(weight for _, weight, _ in heaviest_first), heaviest_first)
