"""What websites print around an article: where one is, when and whence it came, who wrote it, what to read next."""

from __future__ import annotations

import re

from extractors.patterns import regex

DAY = r"\d{4}(?:年|-|/|\.)\d{1,2}(?:月|-|/|\.)\d{1,2}日? (?:\s*(?:星期.)?\s*\d{1,2}:\d{2}(?::\d{2})?)?"
LABEL = (
    r"(?:(?:发布|更新|发表|编辑|刊发)?(?:时间|日期)|(?:稿件|文章|信息)?来源|作者|撰稿|编辑|责编|责任编辑|审核|浏览(?:次数|量)?|阅读(?:次数|量)?"
    r"|点击(?:数|量|次数)?|访问量|字号|字体|分享到?|发布者|发布人|发布机构)"
)
INFO = regex(  # 发布时间:2024-10-15 09:20 来源:某某日报 作者:张三 浏览次数:231
    rf"""
    [(【]? \s*
    (?: (?: {DAY} | {LABEL} \s* [:] \s* (?: {DAY} | [^\s:|]{{1,20}}(?:[\s、]+[一-鿿]{{2,3}}(?![一-鿿:]))* )?
          | 字号变[大小] | [大中小](?=[\s|]|$) | 分享到? | 打印 | 收藏 | 星期[一二三四五六日] )
        [\s|/·]* )+
    [)】]?
    """,
    re.VERBOSE,
)
AUTHOR = regex(r"(?:作者|撰稿)\s*:\s*(?P<names>[一-鿿·]{2,8}(?:[\s、]+[一-鿿]{2,3}(?![一-鿿:]))*)(?=[\s|)】]|$)")
AROUND = regex(
    r"""
      (?:您的?)?(?:当前|现在的?|所在)位置.* | 首页\s*(?:[>»|/]|\s).* | (?:上|下)一[篇条版][:\s].*
    | 相关(?:阅读|链接|新闻):?.* | 版权(?:所有|声明).* | (?:【[打关返收分][^【】]{1,8}】\s*)+
    | [一-鿿]{2,8}(?:日报|晚报|早报|晨报|时报|都市报) | 星期[一二三四五六日]
    | [一-鿿]{2,6}(?:融媒|融媒体中心|新闻网|党建网|先锋网)
    """,
    re.VERBOSE,
)


def is_info(run: str) -> bool:
    """Whether a line is of labels and dates alone; a date that stands for itself is one too."""
    return len(run) <= 90 and INFO.fullmatch(run) is not None


def authors(run: str) -> tuple[int, int]:
    """Where in such a line the authors' names stand; (0, 0) for none."""
    found = AUTHOR.search(run)
    return found.span("names") if found else (0, 0)


def is_around(run: str) -> bool:
    """Whether a line is of the site's and not of the article's: 当前位置: 首页 > 党建要闻."""
    return len(run) <= 80 and AROUND.fullmatch(run) is not None
