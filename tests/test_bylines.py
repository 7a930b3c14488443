"""Lines of names read as contributors, and lines that are none."""

import pytest

from extractors.page.bylines import read_names

ROWS = """
本报记者 许敬 通讯员 王筱瑜	许敬 reporter, 王筱瑜 correspondent
本报记者许敬 通讯员王筱瑜	许敬 reporter, 王筱瑜 correspondent
本报记者 潘佳 通讯员 刘宏杰 陈思羽	潘佳 reporter, 刘宏杰 correspondent, 陈思羽 correspondent
通讯员 王志军李晓梅	王志军 correspondent, 李晓梅 correspondent
本报记者 张丽陈建国 通讯员 额尔敦朝鲁	张丽 reporter, 陈建国 reporter, 额尔敦朝鲁 correspondent
记者 许 敬 王筱瑜	许敬 reporter, 王筱瑜 reporter
记者 陈 思 羽	陈思羽 reporter
记者 许 敬 王 芳	许敬 reporter, 王芳 reporter
记者 张三、李四 报道	张三 reporter, 李四 reporter
内蒙古日报记者 张三	张三 reporter
某省报业全媒体记者 高金 龚庆	高金 reporter, 龚庆 reporter
某市报业传媒集团记者 张三	张三 reporter
某江观察 刘亿 罗伟 某江新闻记者 王晓艺	刘亿 reporter, 罗伟 reporter, 王晓艺 reporter
某江日报 李明 通讯员 王芳	李明 reporter, 王芳 correspondent
全媒体记者 罗三 见习记者 何四	罗三 reporter, 何四 reporter
YMG全媒体记者 赖明 通讯员 王玉	赖明 reporter, 王玉 correspondent
湖南日报全媒体记者 周小雷 摄影报道	周小雷 reporter, 周小雷 photographer
文/图 本报记者 李明	李明 reporter, 李明 photographer
文字:李明 摄影:王芳	李明 reporter, 王芳 photographer
李明 王芳(作者单位:县委组织部)	李明 correspondent, 王芳 correspondent
本报特约通讯员 孟和	孟和 correspondent
特约记者孟和 通讯员王芳	孟和 reporter, 王芳 correspondent
内蒙古赤峰市敖汉旗委组织部 王建国 李明	王建国 correspondent, 李明 correspondent
本报评论员 江河	江河 commentator
李永建 摄	李永建 photographer
白雪摄	白雪 photographer
韩志祺 宋军宝 摄	韩志祺 photographer, 宋军宝 photographer
本报记者 郝璐 通讯员 黄建飞 摄	郝璐 photographer, 黄建飞 photographer
本报记者 张三/文 李四/图	张三 reporter, 李四 photographer
文/张三 图/李四	张三 reporter, 李四 photographer
本报记者 白雪 文/图	白雪 reporter, 白雪 photographer
摄影:李雷	李雷 photographer
郝明 摄影报道	郝明 photographer
供稿:振兴街道 李娜	李娜 correspondent
融媒记者:李明	李明 reporter
斯琴高娃	斯琴高娃 correspondent
本报记者 魏那 通讯员 那日苏	魏那 reporter, 那日苏 correspondent
阿·巴雅尔	阿·巴雅尔 correspondent
张楠(作者系自治区党委党校讲师)	张楠 correspondent
By Li Na and Wang Jun	Li Na reporter, Wang Jun reporter
""".strip().split("\n")

NONE = [
    "来源:共产党员网",
    "记者 那些年 那天",
    "本报记者",
    "记者从市政府获悉",
    "近日,旗委组织部举办培训班",
    "敖汉旗委组织部 召开会议",
    "本报综合报道",
    "供稿:振兴街道 开展活动",
    "",
]


@pytest.mark.parametrize("row", ROWS)
def test_names_and_roles_in_order(row: str) -> None:
    line, wanted = row.split("\t")
    credits = read_names(line, otherwise="correspondent")
    assert credits is not None
    assert ", ".join(f"{name} {role}" for name, role, _, _ in credits.names) == wanted
    places = ["".join(line[begin:end].split()) for _, _, begin, end in credits.names]
    assert places == ["".join(name.split()) for name, _, _, _ in credits.names]


@pytest.mark.parametrize("line", NONE)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert read_names(line, otherwise="correspondent") is None


def test_rows_are_there() -> None:
    assert len(ROWS) > 20


def test_editors_are_no_contributors() -> None:
    credits = read_names("记者:金文 通讯员:胡志 编辑:王丹", otherwise="correspondent")
    assert credits is not None
    assert [name for name, _, _, _ in credits.names] == ["金文", "胡志"]
    assert read_names("责任编辑:王丹", otherwise="correspondent") is None
