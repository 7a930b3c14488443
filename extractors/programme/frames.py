"""Frames that say a quoted phrase is a thing somebody set up: it opens, acts, comes round, is taken for something;
and those that say it is a state, or only described.

Each looks at the clause around the phrase and returns a weight with its reason in words, or nothing;
`extractors.programme.cues` adds them to what the phrase itself says.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.patterns import choice, regex
from extractors.programme.candidates import GREAT, SMALL, Candidate, Reason, cue_words, name_ending

DATED = regex(
    r"""
    每(?:[年月周天日季晚]|个[月周]|逢|到) [^的]{0,12}
    (?:是|为|定为|设为|作为|开展|举办|举行|[评办开讲晒搞摆演]一[次场堂期回])$  # 每月25日是“暖蜂日”, 每年评一次“堡垒户”
    """,
    re.VERBOSE,
)
APPOINTED = regex(
    r"""
    (?:请|聘|邀|选|招募|组织|动员|发动|吸纳|推举|鼓励|任命) [^当任]{2,30}
    (?:担?任|当|做|成为|为|作为|组成)[起了]?$   # 请退休教师当“社区合伙人”
    """,
    re.VERBOSE,
)
HEADS = regex(r"\d[余多]?[名位人]")  # how many people


@cache
def _began() -> re.Pattern[str]:
    """(近日|在...|正式 ...)* verb."""
    return re.compile(
        rf"""
        (?: 近日|日前|昨日|今日|当天|今年以来|目前|如今|现在|也|又|就|已经|已|正在|正
        | 准时|正式|同时|全面|陆续|先后|相继|同步|率先|再次|首次|一处处|一个个|一批批
        | \d+月\d*日? | [在于][^的把将让]{{2,10}}? | [首第][^的]{{1,4}}[场期次站课] ){{0,4}}
        (?P<verb> {choice(cue_words("began"))})
        """,
        re.VERBOSE,
    )


TALLIED = regex(
    r"(?:已|已经|一共|先后|累计|今年)*(?:[开办跑讲走播摆演]了|举办了?|开展了?|举行了?|累计)\d+(?:\.\d+)?[余多万]*(?:[次场期回件堂]|公里)"
)


def began(c: Candidate) -> Reason | None:
    """“暖新讲堂”又开讲了, “友好城区”日前启动建设, “晒账会”开了3次: the phrase is the subject of what goes on."""
    if tallied := TALLIED.match(c.after):
        return 2.7, f"it {tallied[0]}"
    found = _began().match(c.after)
    return (cue_words("began")[found["verb"]][0], f"it {found['verb']}") if found else None


@cache
def _effects() -> re.Pattern[str]:
    return re.compile(choice(cue_words("effect")))


@cache
def _aims() -> re.Pattern[str]:
    return re.compile(rf"(?:作?为|当作)(?:总|主|重要|有力|有效|主要)?(?P<aim>{choice(cue_words('aim'))})")


def aim(c: Candidate) -> Reason | None:
    """以“支部建在项目上”为突破口: what the work is hung on."""
    found = _aims().match(c.after)
    if not found or not c.before.endswith(("以", "把", "将", "用")):
        return None
    return cue_words("aim")[found["aim"]][0], f"taken {found[0]}"


SPREAD = regex(r"(?:延伸|推广|复制|拓展|推向|覆盖|普及)(?:到|至|全|更|各|了)|[送搬办带演讲](?:进|到)了?")


def spread(c: Candidate) -> Reason | None:
    """把“换位走流程”延伸到诉前: what is carried on elsewhere is a way of working with a name."""
    found = SPREAD.match(c.after)
    return (2.0, f"carried on: {found[0]}") if found and c.before.endswith(("把", "将")) else None


def means(c: Candidate) -> Reason | None:
    """用“四个推动”抓党支部建设, 靠“红黑榜”激发动力: the means of what is done next."""
    if c.verb is None or c.verb.kind != "means" or c.verb.gap:
        return None
    found = _effects().match(c.after)
    return (1.25, f"the means to {found[0]}") if found else None


SUBJECT = regex(r"(?:[\u4e00-\u9fff]{0,12}(?:[省市盟旗县区州镇乡村局委院会所]|社区|街道))?(?:的)?")


def effect(c: Candidate) -> Reason | None:
    """“党员包联探亲”架起连心桥, “新新相融”聚合力: it opens the clause and does something."""
    found = _effects().match(c.after.removeprefix("已"))
    return (1.25, f"it {found[0]}") if found and _opens(c) else None


def _opens(c: Candidate) -> bool:
    """The phrase, or a place and it, opens the clause."""
    return c.verb is None and SUBJECT.fullmatch(c.before.rsplit("”", 1)[-1]) is not None


ROUND = regex(r"每(?:[年月周天日季晚]|逢)[^,，。;；]{0,6}?(?:开|办|举行|举办|营业|值班|坐诊|巡|上门)")


def dated(c: Candidate) -> Reason | None:
    """每月25日前后是“暖蜂日”, “清廉课堂”每周四开门: it comes round."""
    found = DATED.search(c.before) or ROUND.match(c.after)
    return (2.75, f"held {found[0]}") if found else None


def appointed(c: Candidate) -> Reason | None:
    """请优秀党员当“庭院管家”, 选派9名干部担任“链上指导员”: people are asked to be it, so many of them."""
    found = APPOINTED.search(c.before)
    return (2.0 if HEADS.search(found[0]) else 1.0, "a role people are asked to take") if found else None


FROM = regex(r"(?:从|由)(?:过去的|以往的|原来的|传统的|单纯的)?$")
INTO = regex(r"(?:变|转|换成|改成|升级成|升级为|向|迈)(?!更)")
TO = regex(r"”(?:向|要?变成|变为|转为|转向|转变为|转化为|走向|迈向|升级为|升级成)(?:如今的|现在的)?$")


def turned(c: Candidate) -> Reason | None:
    """把“固定餐”变成“定制餐”, 从“坐等上门”向“主动问需”转变: one state and the other are rhetoric."""
    before = c.after.startswith("到") and FROM.search(c.before) and not name_ending(c.name)
    changing = INTO.match(c.after) and c.name[-1:] not in "+＋" and (FROM.search(c.before) or not name_ending(c.name))
    return (-4.0, "one of two states") if before or changing or TO.search(c.before) else None


def contrast(c: Candidate) -> Reason | None:
    """“小网格”撬动“大治理”: small and great in one sentence."""
    for one, other in ((SMALL, GREAT), (GREAT, SMALL)):
        if c.name[0] in one and any(near[0] in other for near in c.near):
            return -2.5, "small against great"
    return None


DESCRIBED = regex(r"(?:(?:一[个支张把座条道股种群份套]|名副其实|真正)[^,，]{0,10}的)$")
OLD = regex(r"的?(?:传统|以往|过去|原有|老)")


def described(c: Candidate) -> Reason | None:
    """建成一座温暖的“城市港湾”, 改变“等客上门”的传统模式: pointed at, or what things used to be."""
    if OLD.match(c.after):
        return -4.0, "what was done before"
    told = DESCRIBED.search(c.before) and (c.head is None or c.head.weight < 4)
    return (-2.5, "described, not named") if told else None
