"""How a masked or generalised value is written in the public version (rulebook §3.3). Pure functions."""

import re
from typing import Final

from reviewer_app.rules.persons import Persons
from reviewer_app.rules.policy import Form, Treatment

STAR: Final = "*"
_HAN: Final = "[\u4e00-\u9fff]"
_TOWN: Final = re.compile("^.*?(?:街道办事处|街道|苏木|乡|镇)(?![市县区])", re.DOTALL)
_COUNTY: Final = re.compile(
    f"^(?:{_HAN}{{1,8}}?(?:省|自治区))?(?:{_HAN}{{1,8}}?(?:市|自治州|地区))?(?:{_HAN}{{1,8}}?(?:县|区|市|自治旗|[左右前后中]旗))?")
_YEAR: Final = re.compile("[12][0-9]{3}")
_AREA_CODE: Final = re.compile(r"^[（(]?(0[0-9]{2,3})[）)]?[\s—–-]*")
_SEPARATORS: Final = re.compile(r"[\s—–-]+")
_LAST_DIGITS: Final = re.compile(r"[0-9]+(?=[^0-9]*$)")
_HALF: Final = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


def write(value: str, treatment: Treatment, persons: Persons) -> str:
    """What stands in the public version instead of `value`; empty where nothing may stay."""
    written = ""
    match treatment.form:
        case Form.SURNAME | Form.SURNAME_EACH:
            written = persons.written(value, each=treatment.form is Form.SURNAME_EACH)
        case Form.PSEUDONYM:
            written = persons.pseudonym(value, treatment.called)
        case Form.EDGES:
            written = edges(value, treatment.head, treatment.tail, treatment.stars)
        case Form.LANDLINE:
            written = landline(value, treatment.tail, treatment.stars)
        case Form.TOWN:
            written = town(value)
        case Form.YEAR:
            found = _YEAR.search(value.translate(_HALF))
            written = f"{found.group()}年" if found else ""
        case Form.LAST_DIGITS:
            written = _LAST_DIGITS.sub(STAR * treatment.stars, value.translate(_HALF))
        case Form.BAND:
            # Only a policy's scales know bands; the pen asks them.
            pass
    return written


def edges(value: str, head: int, tail: int, stars: int) -> str:
    """The first `head` and last `tail` characters with stars between; too short a value becomes stars alone."""
    solid = _SEPARATORS.sub("", value.translate(_HALF))
    hidden = len(solid) - head - tail
    if hidden <= 0:
        return STAR * len(solid)
    return solid[:head] + STAR * (stars or hidden) + solid[len(solid) - tail:]


def landline(value: str, tail: int, stars: int) -> str:
    """0797-8123456 as 0797-****56; the area code alone tells nobody."""
    solid = value.translate(_HALF)
    code = _AREA_CODE.match(solid)
    local = _SEPARATORS.sub("", solid[code.end():] if code else solid)
    shown = local[-tail:] if len(local) > tail else ""
    return (f"{code.group(1)}-" if code else "") + STAR * stars + shown


def town(value: str) -> str:
    """An address as far as its town or street office, else its county; empty where it has neither."""
    solid = "".join(value.split())
    found = _TOWN.match(solid) or _COUNTY.match(solid)
    return found.group() if found else ""
