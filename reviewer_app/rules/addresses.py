"""What part of an address may stay (rulebook M5: to 乡镇/街道, 永安市府办 2023-01-04)."""

from functools import lru_cache
from typing import Final

from reviewer_app.rules.patterns import pattern

_HAN: Final = "[\u4e00-\u9fff]"
_TOWN: Final = pattern(rf"^{_HAN}{{1,30}}?(?:街道办事处|街道|办事处|镇|乡)(?!{_HAN}?(?:路|街|道|巷))")
_COUNTY: Final = pattern(
    rf"^(?:{_HAN}{{2,8}}(?:省|自治区))?(?:{_HAN}{{2,8}}?(?:市|自治州|州|盟))?{_HAN}{{1,8}}?[县区旗](?!{_HAN}?(?:路|街|大道))"
)
_NAMES: Final = pattern(rf"{_HAN}*")
"""The Chinese characters an address begins with: no pattern looks further than their end."""
_CITY: Final = pattern(rf"^(?:{_HAN}{{2,8}}(?:省|自治区))?{_HAN}{{2,8}}?市")


def to_town(address: str) -> str:
    """The beginning of `address` that may stay; empty where it names no town, county or city."""
    return _to_town(_NAMES.match(address).group())  # type: ignore[union-attr]  # it matches nothing at all too


@lru_cache(maxsize=1024)
def _to_town(names: str) -> str:
    """As `to_town`; a list of villagers says the same village thousands of times, with another door behind it."""
    for level in (_TOWN, _COUNTY, _CITY):
        found = level.match(names)
        if found:
            return found.group()
    return ""
