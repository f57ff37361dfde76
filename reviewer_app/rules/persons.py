"""The same person is written the same way throughout a package (design §5).

The register lives in memory for one package and is thrown away: it holds names in clear.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

MARK: Final = "某"
_FOREIGN_POINTS: Final = "·•‧・."


def plain(name: str) -> str:
    """A name without the blanks that offices put into names of two characters."""
    return "".join(name.split())


@dataclass(frozen=True, slots=True)
class Persons:
    """Whose names are masked, in the order in which they were enrolled.

    Enrol the names of all parts before the first part is written: a second 张 turns 张某某 into 张某某1.
    """

    compound_surnames: frozenset[str] = frozenset()
    numbers: dict[str, int] = field(default_factory=dict)  # name → its number among those of its surname
    totals: dict[str, int] = field(default_factory=dict)  # surname → how many
    places: dict[str, int] = field(default_factory=dict)  # name → its place among all, which a pseudonym shows

    def enrol(self, names: Iterable[str]) -> "Persons":
        """A register that also knows `names`; known ones keep their numbers."""
        numbers, totals, places = dict(self.numbers), dict(self.totals), dict(self.places)
        for raw in names:
            name = plain(raw)
            if name and name not in numbers:
                surname = self.surname(name)
                totals[surname] = totals.get(surname, 0) + 1
                numbers[name] = totals[surname]
                places[name] = len(places) + 1
        return Persons(self.compound_surnames, numbers, totals, places)

    def surname(self, name: str) -> str:
        """What stays of a name: a compound surname whole, else the first character (法释〔2016〕19号 Art 9)."""
        if name[:2] in self.compound_surnames and len(name) > len(name[:2]) and name[2] not in _FOREIGN_POINTS:
            return name[:2]
        return name[:1]

    def written(self, name: str, *, each: bool = False) -> str:
        """张某某, with a number where several masked persons share a surname; `each`: one 某 a character."""
        name = plain(name)
        surname = self.surname(name)
        given = MARK * max(1, len(name) - len(surname)) if each else MARK * 2
        number = self.numbers.get(name, 0) if self.totals.get(surname, 0) > 1 else 0
        return f"{surname}{given}{number or ''}"

    def pseudonym(self, name: str, called: str) -> str:
        """当事人1: the person's place in the register. Empty for a name that is not enrolled."""
        place = self.places.get(plain(name))
        return f"{called}{place}" if place else ""


NOBODY: Final = Persons()
"""The register a package begins with."""
