"""How a text introduces a person: by a post before the name, a post after it, speech, a place; each with its weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from extractors import words
from extractors.body import bases
from extractors.patterns import regex
from extractors.person.bare_names import SENTENCE_END, bare_names
from extractors.person.name_edges import STOPS, against, everydayness, fit, opens_as_word
from extractors.person.name_scores import THRESHOLD, Introduction, reads_better, scored
from extractors.person.offices import after_name, chosen_as
from extractors.person.person_names import (
    MAY_START,
    SURNAMES,
    composed,
    is_composed,
    is_given,
)
from extractors.person.posts import POSTS, Ends, phrase

SENTENCE_STOP = regex(rf"[。！？!?”\n]{MAY_START}")
CLAUSE_STOP = regex(rf"[。！？!?”\n,，;；]{MAY_START}")
TITLES = regex(
    r"(?=[同总烈先女主书所局校院站队教老医大奶爷师阿])(?:(?P<short>同志|总书记|烈士|先生|女士)"
    r"|(?:主任|书记|所长|局长|校长|院长|站长|队长|教授|老师|院士|医生|老人|老汉|大姐|大妈|大娘|大爷|大叔|大伯|大哥|大嫂|阿姨|奶奶|爷爷|师傅)(?![一-龥]{1,3}[,，、]?说))"
)
DATA = regex(  # 王小丫|今年52岁; 马占山|,男,汉族
    r"(?:今年|现年|时年)\d{1,3}岁|[,，、](?:男|女|[一-龥]{1,3}族|中共党员|(?:今年|现年)?\d{1,3}岁)[,，、]"
)
HONOUR = regex(rf"“[一-龥]{{3,8}}”{MAY_START}")
AGED = regex(r"岁的(?<=\d岁的)|出生的|名叫|名为|叫做|叫(?<=[位个名年的人孩户儿]叫)")  # 65岁的|王桂兰, 名叫|白志刚
LIVES = r"(?:家住|现住|住在|居住在|居住于|定居在|定居于|定居)"
HOMES = regex(  # 家住|新惠镇|的; 在|北京|务工的
    rf"(?:{LIVES}[^，。,；;：:“”\n的]{{2,20}}|在[^，。,；;：:“”\n的在]{{2,16}}(?:务工|打工|经商|工作|生活|居住|上学|创业))的(?=[一-龥])"
)
RESIDES = regex(  # 李国华|2015年定居|新惠镇; 张桂兰|,家住
    rf"(?:[,，]?(?:今年|现年)?\d{{1,3}}岁)?[,，]?(?:\d{{2,4}}年)?(?:一直|长期|全家|现|后来)?{LIVES}"
)
APPOINTS = regex(  # 由|王建军|任书记, 选派|李志明|到新房身村任第一书记
    r"(?:由|推选|推举|选举|选派|委派|派出|下派|抽调|聘请|聘任|任命|提拔|推荐)(?:了|出)?(?=[一-龥])"
)
SAYS = regex(r"(?:介绍|表示|告诉|坦言|说(?![好明服是道]))")
SPOKEN = regex(f".{{2,3}}{SAYS.pattern}")  # 永宏|介绍
NO_NAME = frozenset(
    "笑忙又都也就还再正急边连先后便只更常已曾刚一不没很最却而则且会能可要想应须必总每各多大小上下里中内外前来去代们纷"
)
CUES = regex(rf"[据让令对在像]{MAY_START}")
COUNTED = regex(r"(?:\d{2}|[余多百千万])[名位户]\Z")
LOCAL = ("village", "township")
STRENGTH = {"post": 2, "resident": 2, "description": 1}


def introductions(ends: Ends) -> Iterator[Introduction]:
    """Every name that may be introduced in the text, good or bad: the score says."""
    yield from after_posts(ends)
    yield from after_places(ends)
    yield from at_clause_starts(ends)
    yield from described(ends)
    yield from after_cues(ends)
    yield from after_homes(ends)
    yield from appointed(ends)
    yield from after_quotes(ends)
    yield from after_ages(ends)
    yield from before_titles(ends)
    yield from spoken(ends)
    yield from bare_names(ends)


def spoken(ends: Ends) -> Iterator[Introduction]:
    """党委书记|永宏|介绍: two or three characters, no common words, between a certain post and a verb of saying."""
    text = ends.text
    for end in sorted(ends.posts):
        if not SPOKEN.match(text, end) or any(at - len(ends.posts.get(at, "")) < end for at in (end + 1, end + 2)):
            continue  # nobody speaks, or 理事|长李明
        for name in (text[end : end + 2], text[end : end + 3]):
            said = SAYS.match(text, end + len(name))
            if not said or not is_given(name) or not NO_NAME.isdisjoint(name):
                continue
            before = phrase(ends, end)
            certain = before.organisations or before.regions
            if certain and not (holds_word(name) and any(common(word, flag) for word, flag in words.tagged(name))):
                yield Introduction(end, name, THRESHOLD, "spoken", before)


def holds_word(name: str) -> bool:
    """Whether the dictionary has two or more characters of a name as a word: of most it has none, told without tags."""
    return any(words.frequency(name[at:end]) for at in range(len(name) - 1) for end in range(at + 2, len(name) + 1))


def common(word: str, flag: str) -> bool:
    """A word of the dictionary that is no name: 首先|介绍; not 宝山, nor 永亮, which jieba only guesses."""
    return len(word) > 1 and words.frequency(word) > 0 and flag not in ("nr", "ns", "nz")


def after_posts(ends: Ends) -> Iterator[Introduction]:
    """书记|王金柱, 村民|赵永; not 老师|傅手 inside 老师傅."""
    for end, word in sorted(ends.posts.items()):
        after = ends.text[end : end + 1]
        at = end + (after in ("”", "的"))  # “党员中心户”布仁孟克, 任公安局局长的邵兵
        found = list(scored(ends, at, 0 if after == "的" else STRENGTH[POSTS[word].kind], "after-post"))
        if found and is_whole(ends, end, word):
            yield from (one for one in found if not of_many(ends, end - len(word), one))


def of_many(ends: Ends, at: int, one: Introduction) -> bool:
    """Whether many are meant: 干部|村民齐上阵, 18名|党员; not 退役军人|党员宝音图, which no verb begins with."""
    if COUNTED.search(ends.text, max(0, at - 3), at):
        return True
    before = ends.posts.get(at)
    sure = is_composed(one.name) or (len(one.name) == 3 and one.score > THRESHOLD)
    return bool(before and POSTS[before].kind != "post") and not sure


def is_whole(ends: Ends, end: int, word: str) -> bool:
    """Whether the post stands as a word there, or a shorter one does: 总工会|主席, 党群服务中心|主任."""
    shorter = (word[at:] for at in range(1, len(word)) if word[at:] in POSTS)
    return any(breaks(ends.text, end, one) for one in (word, *shorter)) or bool(composed(ends.text, end))


def breaks(text: str, end: int, word: str) -> bool:
    """Whether a word of the text ends where the post does, and none takes its first characters: no 治理|事|关."""
    begin = end - len(word)
    at = max(0, begin - 2)
    ends_there = False
    for part in words.cut(text[at : end + 3]):
        if at < begin < at + len(part) < end:
            return False
        at += len(part)
        ends_there = ends_there or at == end
    return ends_there


def after_places(ends: Ends) -> Iterator[Introduction]:
    """前召嘎查|额尔敦朝鲁|感动地说: only with speech after it."""
    for end, place in sorted(ends.places.items()):
        if place.level in ("village", "township"):
            yield from scored(ends, end, 0, "after-place", only=partial(speaks, ends.text, end))


def at_clause_starts(ends: Ends) -> Iterator[Introduction]:
    """”徐书婷|说; 张三,男,汉族; 李国华|2015年定居."""
    text = ends.text
    for at in (0, *(match.end() for match in SENTENCE_STOP.finditer(text))):
        for one in scored(ends, at, 0, "speaker", only=partial(opens_clause, text, at)):
            yield Introduction(at, one.name, max(one.score, 4 - against(text, at, one.name)), one.rule, one.phrase)


def opens_clause(text: str, at: int, name: str) -> bool:
    """Whether speech, a home or data of a person follow the name."""
    end = at + len(name)
    return bool(RESIDES.match(text, end) or DATA.match(text, end)) or speaks(text, at, name)


def speaks(text: str, at: int, name: str) -> bool:
    return fit(text, at + len(name)) == 4


def described(ends: Ends) -> Iterator[Introduction]:
    """李爽|是...的流动党员; behind a comma only a full name: 2021年,|张志强|被选派到新房身村任第一书记."""
    text = ends.text
    for at in (0, *(match.end() for match in CLAUSE_STOP.finditer(text))):
        inside = at > 0 and text[at - 1] not in SENTENCE_END
        for name in ends.names[at]:
            if inside and (len(name) < 3 or SURNAMES.get(name[:1]) == "weak"):
                continue
            said = after_name(ends, at + len(name))
            if said:
                yield Introduction(at, name, 4 - against(text, at, name), "described", said)


def after_cues(ends: Ends) -> Iterator[Introduction]:
    """据|张二平|介绍, 在|张晓燕|看来: a full name between a preposition and speech."""
    for cue in CUES.finditer(ends.text):
        for one in scored(ends, cue.end(), 0, "cue", only=partial(full_speaker, ends.text, cue.end())):
            if len(words.cut(ends.text[cue.start() : cue.end() + 2])[0]) == 1:  # not 对方|听完
                yield one


def full_speaker(text: str, at: int, name: str) -> bool:
    return len(name) > 2 and SURNAMES.get(name[:1]) != "weak" and speaks(text, at, name)


def after_homes(ends: Ends) -> Iterator[Introduction]:
    """家住新惠镇的|李玉兰|说, and 新房身村人|赵志刚: a full name."""
    starts = [home.end() for home in HOMES.finditer(ends.text)]
    starts += [at + 1 for at, m in ends.places.items() if m.level in LOCAL and ends.text[at : at + 1] in ("人", "的")]
    for at in sorted(starts):
        for one in scored(ends, at, 2, "home"):
            if len(one.name) > 2 and SURNAMES.get(one.name[:1]) == "strong" and fit(ends.text, one.end) > 1:
                plain = ends.text[at - 1] != "的" or reads_better(ends.text, at, one.name)
                yield from [one] if plain else []


def appointed(ends: Ends) -> Iterator[Introduction]:
    """由|王建军|任书记, 推选|李秀英|担任会长."""
    for cue in APPOINTS.finditer(ends.text):
        for one in scored(ends, cue.end(), 2, "appointed"):
            said = after_name(ends, one.end) or chosen_as(ends, one.end)
            if said and SURNAMES.get(one.name[:1]) != "weak":
                yield one if one.phrase.held else replace(one, phrase=said)


def after_quotes(ends: Ends) -> Iterator[Introduction]:
    """“北疆楷模”|关慧明|说: an honour in quotation marks before a full name."""
    for quote in HONOUR.finditer(ends.text):
        for one in scored(ends, quote.end(), 1, "after-quote"):
            full = len(one.name) > 2 and (SURNAMES.get(one.name[:1]) == "strong" or is_composed(one.name))
            if full and fit(ends.text, one.end) > 2:
                yield one


def after_ages(ends: Ends) -> Iterator[Introduction]:
    """65岁的|王桂兰|拉着记者的手; what she is may stand behind the name."""
    for cue in AGED.finditer(ends.text):
        for one in scored(ends, cue.end(), 2, "aged"):
            yield replace(one, phrase=after_name(ends, one.end) or one.phrase)


def before_titles(ends: Ends) -> Iterator[Introduction]:
    """雷锋|同志, 习近平|总书记; a full name of three characters before other titles: 吴维珍|主任."""
    for match in TITLES.finditer(ends.text):
        lengths = (3, 2) if match["short"] else (3,)
        begins = sorted((match.start() - length for length in lengths), key=lambda at: (at not in ends.posts, at))
        begin = next((at for at in begins if at >= 0 and titled(ends, at, match.start())), -1)
        if begin >= 0:
            yield Introduction(begin, ends.text[begin : match.start()], 4, "before-title", phrase(ends, begin))


def titled(ends: Ends, begin: int, end: int) -> bool:
    """Whether a full name fills the space between two places."""
    name = ends.text[begin:end]
    if SURNAMES.get(name[:1]) != "strong" or not is_given(name[1:]) or name not in ends.names[begin]:
        return False
    opens = begin == 0 or ends.text[begin - 1] in STOPS or begin in ends.posts or begin in ends.places
    opens = opens or bases.free_before(ends.text, begin) or len(words.cut(ends.text[max(0, begin - 4) : begin])[-1]) > 1
    return opens and not (everydayness(name) or opens_as_word(name))
