"""What part of an address may stay (rulebook M5: to 乡镇/街道, 永安市府办 2023-01-04)."""

from typing import Final

from reviewer_app.rules.patterns import pattern

_HAN: Final = "[\u4e00-\u9fff]"
_TOWN: Final = pattern(rf"^{_HAN}{{1,30}}?(?:街道办事处|街道|办事处|镇|乡)(?!{_HAN}?(?:路|街|道|巷))")
_COUNTY: Final = pattern(
    rf"^(?:{_HAN}{{2,8}}(?:省|自治区))?(?:{_HAN}{{2,8}}?(?:市|自治州|州|盟))?{_HAN}{{1,8}}?[县区旗](?!{_HAN}?(?:路|街|大道))"
)
_CITY: Final = pattern(rf"^(?:{_HAN}{{2,8}}(?:省|自治区))?{_HAN}{{2,8}}?市")


def to_town(address: str) -> str:
    """The beginning of `address` that may stay; empty where it names no town, county or city."""
    for level in (_TOWN, _COUNTY, _CITY):
        found = level.match(address)
        if found:
            return found.group()
    return ""
