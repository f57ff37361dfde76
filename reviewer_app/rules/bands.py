"""Ages, amounts and areas written as bands (GB/T 37964 泛化: 取整、顶层与底层编码). Pure functions.

A scale is data of `resources/rules/deidentify.yaml`. Below its first edge and from its last one on everything is one
band, so that the oldest person or the largest sum of a list cannot be told (bottom and top coding).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

import msgspec

_HALF: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")
_NUMBER: Final = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_NO_DATE: Final = r"(?!\s*[年月日号时分])"
_PLACES: Final = 4
"""Decimals of an edge in another unit; one that needs more (a third of a hectare) is written in the first unit."""


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of number: `units` tell how many of the first unit each is, `edges` (in the first unit) part the bands.

    `headers` are words of the columns that hold such numbers; `whole`: bands are written 40—49 instead of 40—50.
    """

    headers: tuple[str, ...]
    units: dict[str, Decimal]
    edges: tuple[Decimal, ...]
    source: str
    whole: bool = False

    @property
    def unit(self) -> str:
        """The first unit."""
        return next(iter(self.units))


def write(value: str, scales: Iterable[Scale], header: str = "") -> str:
    """Every number of `value` as its band; a number without a unit takes the one its column's header names.

    Empty where a digit would be left that no scale knows. Bands are left as they are, so writing twice changes nothing.
    """
    text = value.translate(_HALF)
    known = tuple(scales)
    units = {unit: scale for scale in reversed(known) for unit in scale.units}
    column = of_header(header, known)
    column_unit = (_named("".join(header.split()), column) or column.unit) if column else ""
    tokens = _tokens(units)
    left = False

    def written(found: re.Match[str]) -> str:
        nonlocal left
        unit = found["unit"] or ""
        scale = units.get(unit) if unit else column
        if scale is None:
            left = True
            return ""
        low, high = found["low"], found["high"]
        if found["number"] is None and _is_ours((low, high, found["edge"]), scale.units[unit or column_unit], scale):
            return found[0]
        return _band(found["number"] or low or found["edge"], unit, column_unit, scale)

    result = tokens.sub(written, text)
    return "" if left or re.search("[0-9]", tokens.sub("", text)) else result


def of_header(header: str, scales: Iterable[Scale]) -> Scale | None:
    """The scale of a column by its header; where several have its word, the one whose unit the header names."""
    solid = "".join(header.split())
    named = [scale for scale in scales if any(word in solid for word in scale.headers)]
    return next((scale for scale in named if _named(solid, scale)), named[0] if named else None)


def _tokens(units: Mapping[str, Scale]) -> re.Pattern[str]:
    """A band as this module writes it, or a number that is no part of a date; with its unit."""
    unit = f"(?P<unit>{'|'.join(re.escape(one) for one in sorted(units, key=len, reverse=True))})?"
    return re.compile(
        rf"(?:(?:(?<=不足)|(?=[0-9.,]+(?:{unit.replace('?P<unit>', '?:')})及以上))(?P<edge>{_NUMBER})"
        rf"|(?P<low>{_NUMBER})—(?P<high>{_NUMBER})|(?P<number>{_NUMBER})(?![0-9.,]))"
        rf"{_NO_DATE}\s*{unit}")


def _is_ours(numbers: Iterable[str | None], factor: Decimal, scale: Scale) -> bool:
    """Whether a band parts where the scale does: 23399—23401 would be none."""
    edges = {*scale.edges, *(edge - 1 for edge in scale.edges if scale.whole)}
    return all(Decimal(one.replace(",", "")) * factor in edges for one in numbers if one)


def _named(text: str, scale: Scale) -> str:
    return next((unit for unit in sorted(scale.units, key=len, reverse=True) if unit in text), "")


def _band(number: str, unit: str, column_unit: str, scale: Scale) -> str:
    factor = scale.units[unit or column_unit]
    at = bisect_right(scale.edges, Decimal(number.replace(",", "")) * factor)
    ends = scale.edges[max(at - 1, 0) : at + 1]
    if any(round(end / factor, _PLACES) != end / factor for end in ends):
        factor, unit = Decimal(1), scale.unit
    shown = [_plain(end / factor) for end in ends]
    if at == 0:
        return f"不足{shown[0]}{unit}"
    if at == len(scale.edges):
        return f"{shown[0]}{unit}及以上"
    return f"{shown[0]}—{_plain(ends[1] / factor - 1) if scale.whole else shown[1]}{unit}"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
