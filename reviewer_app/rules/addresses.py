"""What part of an address may stay (rulebook M5: to 乡镇/街道, 永安市府办 2023-01-04), and what must go."""

from functools import lru_cache
from typing import Final

from reviewer_app.rules.divisions import divisions
from reviewer_app.rules.patterns import at_places, pattern

_HAN: Final = "[\u4e00-\u9fff]"
_TOWN: Final = pattern(
    rf"{_HAN}{{1,12}}?(?:街道办事处|街道办|街道|办事处|镇|乡)(?!{_HAN}?(?:路|街|道|巷|大道|村|社区|小区)|政府|卫生)"
    rf"|{_HAN}{{1,12}}?(?:镇|乡)(?={_HAN}{{1,8}}(?:村|社区|居委会))"
)
_COUNTY: Final = pattern(
    rf"^(?:{_HAN}{{2,8}}(?:省|自治区))?(?:{_HAN}{{2,8}}?(?:市|自治州|州|盟))?{_HAN}{{1,8}}?[县区旗](?!{_HAN}?(?:路|街|大道))"
)
_NAMES: Final = at_places("[^0-9A-Za-z]*")
"""What an address begins with up to the first number or letter: no pattern and no division's name looks further."""
_CITY: Final = pattern(rf"^(?:{_HAN}{{2,8}}(?:省|自治区))?{_HAN}{{2,8}}?市")
_ESTATE: Final = pattern(rf"{_HAN}{{0,6}}(?:小|社|园|城|新|[A-Z东西南北一二三四五])区$")
"""What ends in 区 and is no county: 阳光小区, 水岸A区."""


def to_town(address: str) -> str:
    """The beginning of `address` that may stay; empty where it names no town, county or city."""
    return address[: stay_end(address)]


def stay_end(address: str) -> int:
    """Where the part that may stay ends, and what must go begins."""
    found = _NAMES.match(address)
    return _stay_end(found.group()) if found else 0


@lru_cache(maxsize=1024)
def _stay_end(address: str) -> int:
    """As `stay_end`; a list of villagers says the same village thousands of times, with another door behind it."""
    known = divisions()
    end, city, county = known.prefix(address)
    if end == 0:
        end = _by_grammar(address)
    town = known.town(address, end, city, county)
    if town > end:
        return town
    found = _TOWN.match(address, end)
    return found.end() if found else end


def _by_grammar(address: str) -> int:
    """Where county or city end that the dictionary does not know: abolished ones, short ones."""
    for level in (_COUNTY, _CITY):
        found = level.match(address)
        if found and not _ESTATE.search(found.group()):
            return found.end()
    return 0
