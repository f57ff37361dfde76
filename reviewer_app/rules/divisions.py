"""Provinces, cities, counties and their townships (resources/divisions), looked up where an address names one.

Counties of the whole country are known at once; the townships of a province only when an address lies in it. Names
that were given up since 2023 are missing: the grammar of `addresses` reads those.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

_SUFFIXES: Final = ("特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市")
LONGEST: Final = 15
_STREET: Final = "街道"
_OFFICES: Final = ("街道办事处", "办事处", "街道办", _STREET)
"""How a street's name may end in writing: 解放街道办事处, 解放街道."""


@dataclass(frozen=True, slots=True)
class Divisions:
    """What may begin an address. `counties` and `cities` say in which provinces' files a name stands."""

    provinces: frozenset[str]
    cities: dict[str, frozenset[str]]
    counties: dict[str, frozenset[str]]

    def prefix(self, address: str) -> tuple[int, str, str]:
        """Where 省, 市 and 县 that begin `address` end, and the city and county named; 0 where there is none."""
        at = _longest(address, 0, self.provinces)
        city_end = _longest(address, at, self.cities)
        city, at = address[at:city_end], city_end
        county_end = _longest(address, at, self.counties)
        return county_end, city, address[at:county_end]

    def town(self, address: str, at: int, city: str, county: str) -> int:
        """Where the township that stands at `at` ends, by the list of `county`; `at` where it names none."""
        for code in sorted(self.counties.get(county, frozenset())):
            for named, towns in _towns(code).get(county, ()):
                if city in {"", named}:
                    found = _longest(address, at, towns)
                    if found > at:
                        return _with_office(address, at, found)
        return at


def _longest(text: str, at: int, names: "frozenset[str] | dict[str, frozenset[str]]") -> int:
    """Where the longest of `names` that stands at `at` ends, `at` for none."""
    return next((at + n for n in range(min(LONGEST, len(text) - at), 1, -1) if text[at : at + n] in names), at)


def _with_office(address: str, start: int, end: int) -> int:
    """The end with 街道办事处 where the street's name is followed by it."""
    bare = end - len(_STREET) if address[start:end].endswith(_STREET) else end
    return next((bare + len(word) for word in _OFFICES if address.startswith(word, bare)), end)


def _files() -> list[Traversable]:
    folder = files("resources") / "divisions"
    return sorted((one for one in folder.iterdir() if one.name.endswith(".txt")), key=lambda one: one.name)


def _lines(file: Traversable) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """The country's provinces, cities and counties; read once."""
    provinces: set[str] = set()
    cities: defaultdict[str, set[str]] = defaultdict(set)
    counties: defaultdict[str, set[str]] = defaultdict(set)
    for file in _files():
        code = file.name[:2]
        province, *rows = _lines(file)
        short = next((province.removesuffix(end) for end in _SUFFIXES if province.endswith(end)), province)
        provinces |= {province, short}
        for row in rows:
            city, county = row.split(" ", 2)[:2]  # the townships behind them wait until they are asked for
            cities[city].add(code)
            counties[county].add(code)
    frozen = ({name: frozenset(codes) for name, codes in table.items()} for table in (cities, counties))
    return Divisions(frozenset(provinces), *frozen)


@lru_cache(maxsize=40)
def _towns(code: str) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """County → (its city, its townships and streets, streets with and without 街道) of one province."""
    found: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for row in _lines(files("resources") / "divisions" / f"{code}.txt")[1:]:
        city, county, *towns = row.split(" ")
        found[county].append((city, frozenset(towns)))
    return found
