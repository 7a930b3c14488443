"""Who made a piece: bylines, photo credits, reporters in a dateline. Names with role, in order, where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.document import Contributor, Page, Span
from extractors.patterns import regex
from extractors.person import name_odds
from extractors.person.person_names import SOUNDS, candidates, chinese

MARKS = "□■●○◎◇◆△▲☆★▢❏◻◼▪▶►◉⊙☉◈▌█☐•"
MISREAD_MARKS = regex(r"[口囗回日](?=\s?(?:本报|通讯员|记者|特约))")  # OCR's 口本报记者 for □本报记者

TOKEN = regex(
    r"""
    (?P<role> (?:[一-鿿]{2,6}[·+])?                                          # 新甘肃·甘肃日报记者
              (?:本报|本刊|本网|本社|本台|新华社|[一-鿿]{2,8}(?:日报|晚报|早报|时报|晨报|报业|报|社|网|新闻|在线|客户端|电视台|传媒|融媒体中心)(?:集团)?)?
              (?:[A-Za-z]{2,8})?(?:全媒体|融媒体?|首席|特约|特派|见习|实习|摄影|驻[一-鿿]{2,4}|资深|高级)*
              (?:记者|通讯员|评论员|实习生|撰稿人|观察员) | (?:作者|供稿|来稿)(?=[:\s]) | 撰文
            | 共享联盟·[一-鿿]{2,4}                                                # a county station of Zhejiang
            | (?:责任|值班|执行|美术)?编辑 | 责编 | 美编 | 校对 | 审核 | [初复终编]审 | 监制 | 统筹 | 策划 )
  | (?P<office> [一-鿿]{2,20} (?:[市县区旗盟州]委|省委|自治区党委)                    # 临河区委组织部 王建国
      (?:组织部|宣传部|统战部|办公室|党校|社会工作部) (?=\s)
    | [一-鿿]{2,12}(?:街道|社区|苏木|嘎查|党工委|[镇乡局]) (?=\s) )               # (供稿:振兴街道 李娜)
  | (?P<outlet> [一-鿿]{2,6}(?:观察|新闻|日报|晚报|晨报|融媒|发布|在线|传媒)(?=\s) )   # 自贡观察 刘亿 罗伟
  | (?P<both> /\s*文\s*[/、]?\s*图 | 文[/、]图 | 图[/、]文 | 文图 | 摄影报道 )                         # 潘佳 文/图
  | (?P<shot_ahead> 图片?\s*[/:丨|] | 摄影\s*[/:丨|] )                                # 图/李雷
  | (?P<wrote_ahead> 文\s*[/:丨|] | 文字\s*[/:丨|] )
  | (?P<shot> 摄影 | 供图 | 摄(?![一-鿿]) | /\s*[图摄] )                        # 白雪 摄; 李雷/图
  | (?P<wrote> /\s*文 )
  | (?P<gap> [\s、,;:|/]+ | (?:综合)?(?:报道|整理|采写)(?=\W*$) )
  | (?P<from> [(][^()]*(?:作者|单位|供职|系)[^()]*[)]? )                       # 李明(作者单位:县委组织部)
  | (?P<name> [一-鿿]{1,4}(?:·[一-鿿]{1,8})+
            | [一-鿿] (?=$|[\s、,;|/:()])                                              # 许 敬
            | [一-鿿]{2,9}? (?=$|[图文]\s*/|[\s、,;|/:()]|摄影|摄|文/|供图|通讯员|实习生|(?:报道|整理|采写)\W*$) )
    """,
    re.VERBOSE,
)
NOT_A_NAME = regex(
    r"""
    [的了这] | 那[个些么里种天时样] | 本报 | 记者 | 来源 | 资料 | 图片 | 报道 | 转载 | 作者 | 编辑 | 责编 | 日报
  | [完续略]$
  | (?:组织|宣传|统战|社会工作)部$ | [市县区旗盟]委$ | 党[委校群]$ | 办公室$ | 委员会$ | 政府$ | 中心$ | .{3}局$
  | ^(?=.{5}) .* [在从是与及将把被等为有就不也向对获讯]            # long: 记者 从市政府获悉
    """,
    re.VERBOSE,
)

EDITOR = regex(r"编辑|责编|美编|校对|[初复终编]审|审核|监制|统筹|策划")
DATELINE = regex(
    r"""
      [【\[]? (?: (?: 本报 | [一-鿿]{2,4} [日晚早时]报 ) (?: [一-鿿]{0,8} (?:\d{1,2}月)? \d{1,2}日 )? [讯电]   # 本报讯
              | [一-鿿]{2,4}[社网] \s? [一-鿿]{2,8} (?:\d{1,2}月)? \d{1,2}日 电 )
      [】\]]? \s* (?: [(] (?P<names>[^()]{2,60}) [)] )? \s*
    | [一-鿿·]{2,16} (?:\d{1,2}月\d{1,2}日)? 讯 \s* [(] (?P<named> [^()]{2,60}) [)] \s*      # 荆楚网讯(通讯员 邓婷)
    | [一-鿿]{2,8} 融媒体?(?:中心)? (?: (?:\d{1,2}月)? \d{1,2}日 )? 讯 \s*                       # 某县融媒体中心讯
    | (?: 本报讯 \s* )? (?P<told> (?:本报)?记者 [^。,:()“]{2,24}? ) \s* 报道 [:,\s] \s*      # 本报记者 张三报道:
    | [(【] (?P<bracketed> [一-鿿]{0,6} (?:记者|通讯员) [^()【】。]{2,40} ) [)】] \s* (?=\S)      # (记者 张三)
    | (?P<plain> (?:本报|本网)? (?:记者|通讯员) [^。,:()“]{2,30}? ) \s+ (?= [^\s。,]{2,12} , )   # 记者 张三 近日,...
    """,
    re.VERBOSE,
)
HEADED = regex(r"[一-鿿]{2,4}社\s?[一-鿿]{2,8}(?:\d{1,2}月)?\d{1,2}日电\s*题:\s*[^。]{2,40}")  # …电 题:劳动者之歌


@dataclass(frozen=True, slots=True)
class Credits:
    """Names read from a run of text; offsets into that run."""

    names: tuple[tuple[str, str, int, int], ...]  # name, role, begin, end
    said: bool  # a role word or a mark of photography stands there
    shot: bool = False  # 摄影报道: a photo's makers, or a report's that took its photos too

    @property
    def photo(self) -> bool:
        return self.shot or all(role == "photographer" for _, role, _, _ in self.names)

    def moved(self, offset: int) -> Credits:
        """The same names in a run that begins `offset` characters earlier."""
        return Credits(
            tuple((name, role, begin + offset, end + offset) for name, role, begin, end in self.names),
            self.said,
            self.shot,
        )


ENGLISH = regex(r"By\s+(?P<names>[A-Z][A-Za-z.'-]+(?:\s+(?:and\s+)?[A-Z][A-Za-z.'-]+){0,5})")


def read_names(text: str, *, otherwise: str) -> Credits | None:
    """The contributors that make up the whole of `text`; None when something else stands in it.

    `otherwise` is the role of names without a role word.
    """
    if english := ENGLISH.fullmatch(text):
        return _english(english)
    pieces: list[tuple[str, str, int, int]] = []
    end = 0
    for match in TOKEN.finditer(text):
        if match.start() != end:
            return None
        end = match.end()
        if match.lastgroup != "gap":
            pieces.append((match.lastgroup or "", match.group(), match.start(), end))
    if end != len(text):
        return None
    return _roles([part for piece in _joined(pieces) for part in _apart(*piece)], otherwise)


def _english(found: re.Match[str]) -> Credits:
    """By Li Na and Wang Jun."""
    names, at = [], found.start("names")
    for name in re.split(r"(\s+and\s+)", found["names"]):
        if name.strip() != "and":
            names.append((name, "reporter", at, at + len(name)))
        at += len(name)
    return Credits(tuple(names), True)


def _joined(pieces: list[tuple[str, str, int, int]]) -> list[tuple[str, str, int, int]]:
    """Single characters side by side are names set apart: 许 敬, 陈 思 羽; of more than three two are a name."""
    out: list[tuple[str, str, int, int]] = []
    at = 0
    while at < len(pieces):
        run = 0
        while at + run < len(pieces) and pieces[at + run][0] == "name" and len(pieces[at + run][1]) == 1:
            run += 1
        size = run if run == 3 else min(run, 2)
        if size > 1:
            letters = pieces[at : at + size]
            out.append(("name", "".join(p[1] for p in letters), letters[0][2], letters[-1][3]))
        else:
            out.append(pieces[at])
        at += max(1, size)
    return out


def _apart(kind: str, text: str, begin: int, end: int) -> list[tuple[str, str, int, int]]:
    """Names printed without a space between them: 阎晋于文哲; another piece as it is."""
    if kind != "name" or len(text) < 4 or end - begin != len(text) or "·" in text:
        return [(kind, text, begin, end)]
    if like_a_name(text) or SOUNDS.issuperset(text):
        return [(kind, text, begin, end)]
    found: list[tuple[str, str, int, int]] = []
    for name in max(_cuttings(text), key=lambda names: sum(map(name_odds.of_name, names)), default=(text,)):
        found.append((kind, name, begin, begin + len(name)))
        begin += len(name)
    return found


def _cuttings(text: str) -> list[tuple[str, ...]]:
    """The ways to cut a run into two or three names of a surname and one or two characters."""
    whole = [(text,)] if len(text) in (2, 3) and text in chinese(text, 0) else []
    cut = [(text[:at], *rest) for at in (2, 3) if text[:at] in chinese(text[:at], 0) for rest in _cuttings(text[at:])]
    return whole + cut


def _roles(pieces: list[tuple[str, str, int, int]], otherwise: str) -> Credits | None:
    names: list[tuple[str, str, int, int]] = []
    role, since, said, ahead, shot, both = otherwise, 0, False, "", False, False
    role_told = False
    for kind, text, begin, end in pieces:
        if kind == "name":
            if not 2 <= len(text) <= 9 or NOT_A_NAME.search(text):
                return None
            names.append((text, ahead or role, begin, end))
        elif kind == "role":
            role, said, ahead, role_told = _role(text), True, "", True
        elif kind == "office":
            role, said, ahead, role_told = "correspondent", True, "", True
        elif kind == "outlet":
            role, ahead, role_told = "reporter", "", True
        elif kind.endswith("_ahead"):
            said, ahead, since = True, "photographer" if kind == "shot_ahead" else "reporter", len(names)
        elif kind == "both" and not names:
            said = both = True  # 文/图 本报记者 李明
        else:
            said = True
            if kind not in ("wrote", "from"):
                shot = shot or "报道" in text
                written = names[since:] if kind == "both" and (role_told or "报道" not in text) else []
                names[since:] = written + [(n, "photographer", b, e) for n, _, b, e in names[since:]]
            since = len(names)
    if both:
        names += [(n, "photographer", b, e) for n, _, b, e in names]
    if any(kind == "from" for kind, *_ in pieces) and not role_told:
        names = [(name, "correspondent", begin, end) for name, _, begin, end in names]
    if any(kind == "office" for kind, *_ in pieces) and not all(like_a_name(name) for name, *_ in names):
        return None  # 临河区委组织部 召开会议
    made = tuple(name for name in names if name[1])  # editors make no articles
    return Credits(made, said, shot) if made else None


def _role(word: str) -> str:
    if EDITOR.search(word):
        return ""
    if "摄影" in word:
        return "photographer"
    if "评论员" in word or "观察员" in word:
        return "commentator"
    return "correspondent" if re.search("通讯员|撰稿|[供来]稿|特约(?!记者)|联盟", word) else "reporter"


def plausible(credits: Credits, mark: str) -> bool:
    """Whether names that no role word announces are names: made like names, or short behind □ or in brackets."""
    names = [name for name, _, _, _ in credits.names]
    short = mark in ("□", "(") and all(3 <= len(name) <= 5 for name in names)
    return len(names) <= 4 and (short or all("·" in name or like_a_name(name) for name in names))


def like_a_name(name: str) -> bool:
    """Surname and given name, or a name of the minorities' elements."""
    return name in candidates(name, 0)


def bare_names(text: str) -> Credits | None:
    """The names, set apart, of a line that has neither mark nor role word: 苏 晴 under a title."""
    credits = read_names(text, otherwise="reporter") if len(text) <= 16 else None
    apart = credits and len(credits.names) <= len(text.split())
    return credits if credits and apart and all(like_a_name(name) for name, _, _, _ in credits.names) else None


def contributors(credits: Credits, page: Page, offset: int) -> tuple[Contributor, ...]:
    """The names as contributors of the page; `offset` is where their run begins on it."""
    found = []
    for _, role, begin, end in credits.names:
        span = Span(offset + begin, offset + end)
        found.append(Contributor(_name(page[span]), role, span))
    return tuple(found)


def _name(printed: str) -> str:
    """A Chinese name without the space that sets it apart; another as it is."""
    return " ".join(printed.split()) if printed.isascii() else "".join(printed.split())
