"""Where a personal name ends: how well the words after it follow a name, and what speaks against the name itself."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractors import words
from extractors.body.organs import ORGANS
from extractors.patterns import regex
from extractors.person.person_names import (
    DOT_MARKS,
    NO_PARTNER,
    SURNAMES,
    Address,
    composed,
    cuts_element,
    ends_in_he,
    is_composed,
    is_transcribed,
    is_weak,
)
from ontology.tables import read


class Known(NamedTuple):
    name: str


NOT_NAMES = frozenset(row.word for row in read("not_names", Address))
ORGAN_NAMES = frozenset(organ.name for organ in ORGANS)  # 关工委 begins like a name
KNOWN_PEOPLE = frozenset(row.name for row in read("known_people", Known))
SPEECH = regex(
    r"""
    (?: 说|道|表示|介绍|坦言|感慨|感叹|告诉|回忆|笑|直言|谈起|谈到|谈及|激动|高兴|认为|指出|强调|解释|补充|称赞|透露
      | 深有感触|满怀|乐呵呵|竖起|接受 (?= .{0,4}采访 ) | 如是说 | 信心满满 | 感激 | 兴奋 | 自豪 | 欣慰 | 开心 | 喜上
      | 看来 | 来说 | 而言 | 没想到
    )
    """,
    re.VERBOSE,
)
LATER = regex(r"(?:地|着|得)?[一-龥]{0,3}(?:说|道|表示)")  # 感动|地说, 笑|着介绍说
TITLE = regex(  # what follows a full name: 董琦一行, 刘文同志
    r"(?:[二两三四五六七八九十几]+(?:人|位|名|户)|同志|先生|女士|老师|一行|夫妇|夫妻|兄弟|姐妹|父子|母女|老人(?!们)|院士|烈士|等人|本人|一家|家里|家中|家的|老两口"
    r"|以及|及其|等\d|的?(?:妻子|丈夫|爱人|儿子|女儿|长子|次子|母亲|父亲|父母|老伴|儿媳|女婿|孙子|孙女))"
)
DEED = regex(  # verbs that jieba's dictionary calls nouns, or cuts: 于永泉|总结, 周发|作了表态发言
    r"作(?:了|出|为|表态|交流|报告|发言)|道(?:出|着|完)|总结|利用|联系|讲话|主持|领导|建议|希望|决定|计划|回答|体会|盼望|赠送|打算|创业|设计|投资"
    r"|申请|考察|检查|研究|报告|记录|汇报|宣布|安排|部署|教育|管理|服务|生活|居住|劳动|学习|工作|介绍|自豪|惊喜|得知|听说|获悉|手把手|手拉手"
)
AFTER = frozenset(  # what may follow a name as a word of one character
    "刚再均仍往亲只的之和与一时后在是为将等也都又便就正还对从向到给把被让用以因已曾来去率带做作当有家及同则却再才任自领由边称获"
)
ACTS = frozenset(  # what somebody does, in one character: 杨昌林|学|唱侗歌
    "学走跑看听坐站拿抱牵拉唱喊问想爱住开写教种养卖买吃喝干打收搬修送指接受请找忙挨顶背扛拎捧举擦摸摇点望盯瞧捡挑选替陪签管守巡"
    "进出回返登骑夸赞谢拍握递摆提抓推放剪挤绣编织烤炒煮喂播浇割挖砌盖办创投贷借租逢遇见数记讲聊谈劝帮等蹲赶翻掏撒泡沏端倒烧敲"
)
RESULTS = frozenset("着了起过住出到完给成上下回来满好开")  # what makes any character before it an act: 掰|着, 合|上
MODAL = frozenset("能会要可该应得来去上下没无")
VERBAL = ("v", "a", "d", "p", "c", "r", "u", "l", "i", "z", "t", "m", "f", "q", "y", "b", "s")
STOPS = frozenset("，。；：、！？,.;:!?\n\r\t “”‘’\"'()（）…—-·《》〈〉◆★◎□\u3000")
GRASPS = ACTS - frozenset("学进开望爱养种守签坐走")  # acts that end no given name
COUNTING = frozenset("汪张方段席项管支包幅卷门房家户尊匹桩番双")  # surnames that count things too
NUMERALS = tuple("一两二三四五六七八九十几数半这那每")
UNITS_LED = frozenset("户村组片联保干企园基")
ASKING = frozenset("哪谁啥")
HEADS = ("嘎查达", "苏木达", "楼栋长", "楼门长")  # posts that begin like a name
OFTEN = 100
COMMON = 20  # a word that jieba counted oftener is an everyday one


@lru_cache(maxsize=4096)  # several names may end at one place, and each rule asks again
def fit(text: str, end: int) -> int:
    """How well what stands at `end` follows a name: 4 speech, 3 punctuation, 2 a verb or particle, less for others."""
    rest = text[end : end + 8]
    if (rest and rest[0] in DOT_MARKS) or text[end - 1 : end + 1] == "嘎查":  # 阿依古丽|·买买提, 吉日嘎朗图嘎|查
        return -3
    if not rest or rest[0] in STOPS or TITLE.match(rest):
        return 3
    if rest[0].isdigit():
        return 2
    if rest[0] == "和" and rest[1:2] in NO_PARTNER:
        return -3
    first = words.cut(rest)[0]
    if first == "道" and text[end - 1] == "报":  # 记者王建国报|道
        return -3
    if DEED.match(rest):
        return 2
    if len(first) == 1:
        if first in "说笑" or (first in "道讲" and (len(rest) == 1 or rest[1] in STOPS)):
            return 4
        verb = first in ACTS or (words.flag(first) == "v" and first not in MODAL)
        feels = words.flag(first) in ("v", "a") and rest[1:2] in ("在", "得", "坏")  # 沙仁图雅|急在心里
        return 2 if first in AFTER or feels or (verb and rest[1:2] in RESULTS) else 1 if verb else -3
    if SPEECH.match(rest) or (LATER.match(text, end + len(first)) and words.flag(first).startswith(VERBAL)):
        return 4
    return 2 if words.flag(first).startswith(VERBAL) else 0


@lru_cache(maxsize=4096)  # several rules may find one name
def against(text: str, at: int, name: str) -> int:
    """What speaks against a name at a place: an everyday word, an uncommon surname, a longer word or name."""
    first = words.cut(text[at : at + 6])[0]
    longer = 3 * (len(first) > len(name))  # 张灯|结彩
    odd = len(name) > 2 and name[-1] in AFTER and not ends_in_he(text, at, name)
    ends_odd = odd and not is_composed(name) and not _given_known(text, at, name)
    grasps = len(name) == 3 and name[-1] in GRASPS and text[at + 3 : at + 4] in RESULTS  # 王亚|捡到
    over_verb = 2 * (grasps or DEED.match(text, at + len(name) - 1) is not None)  # 阿尔斯楞|道出
    goes_on = 2 * bool(composed(text, at + len(name)))  # 米吉格|道尔吉
    goes_on += 3 * (name[0] in COUNTING and text[max(0, at - 1) : at] in NUMERALS)  # 一|汪碧水
    goes_on += 3 * (text[at + 2 : at + 3] == name[0])  # 代买|代办
    goes_on += 6 * (name[1] in ASKING or name.startswith(HEADS))  # 哪名党员|包哪|几户, 嘎查达|苏和
    goes_on += 6 * (name[0] == "包" and bool(set(name[1:]) & UNITS_LED))  # 组长|包农户
    over = straddled(text, at, name) + cuts_element(text, at + len(name))
    common = max(everydayness(name), 3 * (len(first) > 1 and opens_as_word(name)))
    weak = is_weak(name) * (3 if len(name) == 2 else 2)  # 牧户|管点
    return common + weak + longer + over + goes_on + ends_odd + over_verb + is_transcribed(name)


def _given_known(text: str, at: int, name: str) -> bool:
    """Whether the words of the text keep the given name together: 郑|春来|拿到; but 陆芬|以."""
    return words.cut(text[at : at + len(name) + 2])[1:2] == (name[1:],)


@cache
def everydayness(name: str) -> int:
    """What speaks against a name: 3 a common word (高兴), 2 or 3 an act (齐|上阵, 来|坐诊)."""
    if name in KNOWN_PEOPLE or is_composed(name) or name[:2] in SURNAMES:
        return 0
    if is_word(name) or name[1:] in ORGAN_NAMES:  # 晋|剧团
        return 3
    weak, given = is_weak(name), name[1:]
    act = (
        len(name) == 3
        and (words.frequency(given) > 0 if weak else is_common(given))
        and words.flag(given).startswith("v")
    )
    return 2 * act + (act and weak)


@cache
def opens_as_word(name: str) -> bool:
    """Whether a name of three characters begins with an everyday word: 常态|化."""
    if len(name) < 3 or name in KNOWN_PEOPLE or is_composed(name) or name[:2] in SURNAMES:
        return False
    start = name[:2]
    rare = words.frequency(start) < OFTEN and words.flag(start) == "ns"  # 江天
    return start in NOT_NAMES or (is_word(start) and not rare)


def is_word(name: str) -> bool:
    """Whether a name is an everyday word that jieba does not take for a name, or wrongly does."""
    return name in NOT_NAMES or name in ORGAN_NAMES or (is_common(name) and not words.flag(name).startswith("nr"))


def straddled(text: str, at: int, name: str) -> bool:
    """Whether a word of the text goes over the name's end: 孙女|上学 over 孙女上."""
    end = 0
    for word in words.cut(text[at : at + len(name) + 3]):
        if end < len(name) < end + len(word):
            return is_common(word)
        end += len(word)
    return False


def is_common(word: str) -> bool:
    return words.frequency(word) > COMMON
