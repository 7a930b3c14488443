"""Names of several divisions where nothing in the article decides: 鼓楼区 of 南京, 徐州, 福州 or 开封.

Such a name is read as the division of a far greater city (朝阳区: 北京, not 长春), with a doubt; else it is a region
of its own that is not identified, in each article another, so that nothing is said of the wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.place.namings import Naming, Scene
from extractors.place.parts import TOWN_KINDS, is_name, unknown
from extractors.place.readings import Reading
from extractors.place.slips import split
from extractors.place.toponyms import BREAK, wordlike
from extractors.words import frequency
from ontology.gazetteer import LEVELS, Gazetteer

GREATER = 4  # times the people of the next city
COMMON = 5  # villages of a province with one name, from which on the name alone says little


def homonym(scene: Scene, reading: Reading) -> Naming | None:
    """The naming of an undecided name and its doubt; None for names that are words besides (新城区) and short forms."""
    toponym = reading.toponym
    if toponym.strength not in ("strong", "low") or wordlike(toponym.name):
        return None
    if toponym.strength == "low" and not is_lone_town(scene, reading):
        return None
    begin, end, name = toponym.begin, toponym.end, toponym.name
    message = f"{name}可能是：{'、'.join(scene.full(code) for code in reading.rivals[:6])}"
    code = "" if scene.served else greatest(scene.gazetteer, reading.rivals)  # a local paper means none far away
    if code:
        premise = f"{name} = {scene.full(code)}（所在城市人口多出数倍）"
        scene.doubt("homonym", begin, end, f"{message}；按城市人口取{scene.full(code)}")
        return replace(scene.known(begin, end, scene.gazetteer.get(code), "population", None, 0.6), premises=(premise,))
    scene.doubt("homonym", begin, end, message)
    level = LEVELS[min(map(len, reading.rivals))]
    return Naming(begin, end, name, f"{name}@?", name, "", level, (), "homonym", confidence=0.5)


def is_lone_town(scene: Scene, reading: Reading) -> bool:
    """Whether a town's name, which is no word, stands at the beginning of a clause: 珠山镇|的党员."""
    toponym = reading.toponym
    codes = (*reading.rivals, *toponym.codes)
    edged = toponym.begin == 0 or bool(BREAK.match(scene.text, toponym.begin - 1))
    name = toponym.name.endswith(TOWN_KINDS) and not wordlike(split(toponym.name)[0]) and is_name(scene, toponym.name)
    return edged and name and all(len(code) == 9 for code in codes) and not frequency(toponym.name)


def greatest(gazetteer: Gazetteer, codes: tuple[str, ...]) -> str:
    """The one whose city has far more people than the others'; "" where none has or not all are known."""
    ranked = sorted(((gazetteer.population(code), code) for code in codes), reverse=True)
    (most, code), (next_most, _), *_ = ranked
    return code if ranked[-1][0] and most >= GREATER * next_most else ""


def strays(scene: Scene, namings: Sequence[Naming]) -> list[Naming]:
    """The namings; a village of a common name whose township the article does not name is one of the township that
    it does: 郑庄村 in a piece on 七级镇, though the table has one only in another township of the county."""
    towns = [naming for naming in namings if naming.level == "township" and naming.code]
    counties, named = {town.code[:6] for town in towns}, {town.code for town in towns}
    moved: dict[str, Naming] = {}  # code of a village -> the township it is taken for
    for naming in namings:
        code = naming.code
        if len(code) < 12 or naming.rule != "gazetteer" or code[:6] not in counties or code[:9] in named:
            continue
        if code not in moved and is_common(scene, naming):
            inside = [town for town in towns if town.code[:6] == code[:6]]
            moved[code] = next((town for town in reversed(inside) if town.begin < naming.begin), inside[0])
            message = f"{moved[code].canonical}没有{naming.name}，同名的是{scene.full(code)}"
            scene.doubt("parent", naming.begin, naming.end, message)
    return [as_stray(scene, naming, moved[naming.code]) if naming.code in moved else naming for naming in namings]


def is_common(scene: Scene, village: Naming) -> bool:
    """Whether many villages of the province bear the name."""
    return sum(code[:2] == village.code[:2] for code in scene.gazetteer.codes(village.name)) >= COMMON


def as_stray(scene: Scene, village: Naming, town: Naming) -> Naming:
    return replace(unknown(scene, town, village.end, village.begin), rule="stray", confidence=0.6)
