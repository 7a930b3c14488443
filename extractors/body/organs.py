"""Where a text names an organ: the words that end an organisation's name (组织部, 党支部, 检察院, 有限公司)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractors import words
from extractors.patterns import regex
from ontology.lexicon import Endings
from ontology.tables import check, read


class Organ(NamedTuple):
    """A row of `organs.tsv`, which says what the columns mean."""

    name: str
    type: str
    base: str
    rank: str
    full: str
    parent: str


class Edge(NamedTuple):
    word: str


BASES = ("central", "firm", "seat", "village", "committee", "region", "youth", "body", "named")
RANKS = (
    "national", "province", "prefecture", "county", "township", "village", "region",
    "committee", "department", "general", "branch", "group", "unit",
)  # fmt: skip
ORGANS = read("organs", Organ)
EDGES = frozenset(row.word for row in read("name_edges", Edge))
check("organs", ORGANS, 1, ("PartyOrganisation", "Organisation"))
check("organs", ORGANS, 2, BASES)
check("organs", ORGANS, 3, RANKS)
check("organs", ORGANS, 5, ("committee", "base", ""))

STAFFED = regex(  # 党群服务中心|主任
    r"(?<=中心)(?:原|常务)?副?(?:主任|负责人|工作人员|干部|职工|党支部|党总支|讲解员)"
)
VISITED = ("党群服务中心", "便民服务中心", "党群活动中心", "党群中心")  # places, unless their staff is named
ENDINGS = ("政府", "中心", "站", "所", "局", "会", "委", "办", "校", "院")
GOES_ON = regex(  # at the end of an organ's words: they are part of another word
    r"""
    (?<= 部 ) (?: 署|门|分|队|位|件|落|长会议|长座谈会 )              # 宣传部署, 教育部门, 组织部长会议
    | (?<= [大中小]学|高中 ) (?: 生|阶段|学段 )                       # 包头市中学生
    | (?<= [一二三]中 ) [队心]                                        # 执勤一中队, 一办一中心
    | (?<= 银行 ) (?: 业|卡|账|系 )
    | (?<= [农牧林]场 ) 主
    | (?<= 厂 ) (?: 房|区|化 )
    | (?<= 海关 ) [史法]
    | (?<= 协会 ) 会 (?!长|员|费)                                       # 协会|会长
    | (?<= 法院|医院|学院|学校 ) 系
    | (?<= 人大 ) (?: 代表(?!团) | [一二三四五六七八九十]次会议 )     # 人大代表: people
    | (?<= 政协 ) 委员
    | (?<= 党组织 ) (?! 副?书记|负责人|建立|结成|结对|签订 )    # 社区党组织: any; 北辰社区党组织书记: one
    | (?<= 总支 ) [出持付撑援]                                       # 总支出
    | (?<= 党组 ) 织                                                # 党组织
    | (?<= [旗县市区盟省州镇乡]委 ) (?: 托|派(?![出驻专])|员(?!会)|婉|屈|任状|以重任 )  # 该旗委托
    | (?<= 政法委 ) 员 (?!会)                                          # 政法委员: a post
    | (?<= 政府 ) (?: 采购|购买|引导|补贴|投入|主导 )                # 政府采购
    | (?<= 公司 ) (?: 化|制|\+ )
    | (?<= 石化|钢铁|重工|[乳药酒煤铝种]业 )
      (?: 行业|产业|企业|领域|振兴|基地|园|意志|长城|大王|龙头|集团|有限|股份|公司|科技|控股|投资|发展|合作|[(（厂] )
    | (?<= 集团 ) (?: 化|军 )
    | (?<= 学校 ) 长
    | (?<= 合作社 ) (?: \+ )
    """,
    re.VERBOSE,
)


LEVEL = "旗县市区盟"
CENTRE = regex(  # 镇|社会治理综合服务中心, 县|茶叶技术推广中心, 苏木|综合保障和技术推广中心
    rf"[{LEVEL}州省镇乡道木]((?:(?!苏木|街道)[^\W\d_{LEVEL}镇乡的了是在]){{2,16}}?"
    r"(?:服务|推广|治理|管理|指导|保障|调解|培训|监测|控制|研究|发展|事务|指挥"
    r"|利用|保护|促进|救助|检测|检验|救援|信息|考试|储备|征收|执法|援助|运行|养护|托育|质检|测绘|传播|调处|仲裁|康复|教育|托养|检查|审评|评估|鉴定|化验)中心)(?!户)"
)
GROUP = regex(r"(?<=委)([^\W\d_委的了是在]{2,14}领导小组(?:办公室)?)")  # 市委|城乡社区治理工作领导小组
PARTY_GROUP = regex(  # 旗|乡村振兴工作领导小组
    rf"[{LEVEL}]([^\W\d_{LEVEL}的了是在]{{2,14}}领导小组(?:办公室)?)"
)
TASK_FORCE = regex(  # 凉城县|退灌还水工作专班, 旗|防汛抗旱指挥部办公室, 市|禁毒委员会
    rf"[{LEVEL}镇乡道木](“?[^\W\d_{LEVEL}的了是在]{{2,14}}”?(?:(?:专班|指挥部|联席会议)(?:办公室)?|委员会(?!委员)))"
)
BUREAU = regex(rf"[{LEVEL}]([^\W\d_{LEVEL}局的了是在]{{1,8}}局)(?![部势面限域地促])")
OFFICE = regex(  # 县委|办|主任
    r"(?<=[旗县市区盟省州]委)(办)(?=[、，。；,;和与及主副党机联]|负责|工作人员|牵头|印发|\Z)"
)
OFFICE_OF = regex(  # 市委|主题教育办公室
    r"(?<=[旗县市区盟省州]委)((?!书记|常委|领导)[^\W\d_部委局的了是在和与到]{3,10}办公室)"
)
BRANCH_OFFICE = regex(  # 县|接待办, 旗|双拥办
    rf"(?<=[{LEVEL}省州镇乡])([^\W\d_{LEVEL}镇委办的了是在]{{0,4}}(?:振兴|[^\W\d_的举承主协创开督经兴试代申筹领联包查交帮快通])办)(?=[、，,。；;与和]|副?主任|等|会同|联合|牵头|负责|组织)"
)
CENTRAL_OFFICE = regex(r"(中央(?:层面)?[^\W\d_的了是在]{4,24}(?:工作机制|领导小组|委员会)办公室)")
STATE_OFFICE = regex(  # 国家边海防委员会办公室
    r"((?:国家|国务院|全国)[^\W\d_的了是在和]{2,14}(?:委员会|领导小组)(?:办公室)?)"
)
ASSEMBLY = regex(  # 中共敖汉旗|第十五届委员会, 政协赤峰市|第九届委员会
    rf"(?<=[{LEVEL}省州])(第[一二三四五六七八九十]{{1,4}}届委员会)(?!委员)"
)
OTHERS = (
    (ASSEMBLY, ("届委员会",), Organ("", "PartyOrganisation", "seat", "region", "", "")),
    (BUREAU, ("局",), Organ("", "Organisation", "region", "region", "", "")),
    (CENTRE, ("中心",), Organ("", "Organisation", "region", "region", "", "")),
    (BRANCH_OFFICE, ("办",), Organ("", "Organisation", "region", "region", "", "")),
    (TASK_FORCE, ("专班", "指挥部", "联席会议", "委员会"), Organ("", "Organisation", "region", "region", "", "")),
    (PARTY_GROUP, ("领导小组",), Organ("", "PartyOrganisation", "region", "department", "", "committee")),
    (GROUP, ("领导小组",), Organ("", "PartyOrganisation", "committee", "department", "", "committee")),
    (OFFICE_OF, ("办公室",), Organ("", "PartyOrganisation", "committee", "department", "", "committee")),
    (OFFICE, ("委办",), Organ("", "PartyOrganisation", "committee", "department", "办公室", "committee")),
    (CENTRAL_OFFICE, ("中央",), Organ("", "PartyOrganisation", "central", "national", "", "")),
    (STATE_OFFICE, ("国家", "国务院", "全国"), Organ("", "Organisation", "central", "national", "", "")),
)
"""Organs by their pattern, each with the words of which any of its kind has one."""
KIND = regex(r"[“”]|(?:工作)?(?:领导小组|专班|指挥部|联席会议|委员会)(?:办公室)?\Z")
CHAIN = ("—", "－", "→")
LOOSE = frozenset("还进出回可能会内中里时各") | {"利用", "促进", "推进", "协调", "联系"}
"""Edges that are also pieces of a task: 退灌还水."""
WHOLE = (ASSEMBLY, GROUP, OFFICE_OF, OFFICE, CENTRAL_OFFICE, STATE_OFFICE)  # what they begin with leaves no doubt


@dataclass(frozen=True, slots=True)
class Anchor:
    """An organ's words in the text."""

    begin: int
    end: int
    organ: Organ

    @property
    def full(self) -> str:
        return self.organ.full or self.organ.name


@cache
def _lexicon() -> Endings[Organ]:
    return Endings(
        (name, organ)
        for organ in ORGANS
        for name in (organ.name, organ.name.replace("“", "‘").replace("”", "’"))
    )


def anchors(text: str) -> tuple[Anchor, ...]:
    """The organs of a text from left to right, the longest at each place, and bureaus of other names."""
    known = tuple(_known(text))
    ends = {anchor.end: anchor for anchor in known}
    for anchor, whole in bureaus(text):
        if whole or anchor.end not in ends or anchor.organ.name.endswith("中心"):  # 州|公路建设养护中心
            ends[anchor.end] = anchor
    return tuple(sorted(ends.values(), key=lambda a: (a.end, a.begin)))


def _known(text: str) -> Iterator[Anchor]:
    for begin, name, organ in _lexicon().longest(text):
        end = begin + len(name)
        formula = "+" in (text[begin - 1 : begin], text[end : end + 1])  # 党支部+合作社+农户
        formula = formula or (text[end : end + 1] in CHAIN and text[end + 1 : end + 2] != "—")  # 党工委—社区党委—网格
        visited = name in VISITED and not STAFFED.match(text, end)
        if not formula and not visited and not GOES_ON.match(text, end):
            yield Anchor(begin, end, organ)


def bureaus(text: str) -> Iterator[tuple[Anchor, bool]]:
    """Organs that no table knows behind a level word or a committee: 杭锦旗|旗|监局, 县|茶叶技术推广中心.

    With each, whether it is more than a shorter organ that ends there.
    """
    for pattern, cues, organ in OTHERS:
        for match in pattern.finditer(text) if any(cue in text for cue in cues) else ():
            if pattern in WHOLE or is_plain(KIND.sub("", match[1])):
                yield Anchor(match.start(1), match.end(1), organ._replace(name=match[1])), pattern in WHOLE


def is_plain(name: str) -> bool:
    """Whether no word inside ends another name: 茶叶技术推广中心, 综合保障和技术推广中心; not 政府和服务中心."""
    first, *others = name.split("和")
    joined = bool(others) and (len(first) < 2 or first.endswith(ENDINGS))
    parts = [word for half in (first, *others) for word in words.cut(half)]
    return not joined and "党群" not in name and not any(word in EDGES and word not in LOOSE for word in parts)
