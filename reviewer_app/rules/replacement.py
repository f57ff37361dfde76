"""What a public version would put in a finding's place; the policy (rules/deidentify) may decide otherwise."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from reviewer_app.domain.findings import Action, FindingType, PersonRole
from reviewer_app.rules.addresses import to_town
from reviewer_app.rules.fold import fold
from reviewer_app.rules.masking import mask_name, masker
from reviewer_app.rules.patterns import pattern

_MONTH = pattern(r"((?:18|19|20)[0-9]{2})[ ]?(?:年|[.\-/])[ ]?([0-9]{1,2})")
_YEAR = pattern(r"(?:18|19|20)[0-9]{2}")


class Replacer:
    """Knows all names of one document, so that namesakes get numbers: 张某某1, 张某某2 (rulebook M1)."""

    def __init__(self, names: Iterable[str], office_phones: tuple[str, ...]) -> None:
        self._office_phone = office_phones[0] if office_phones else None
        alike: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(_plain(name) for name in names):
            alike[mask_name(name)].append(name)
        self._names = {
            name: f"{mask}{number}" if len(group) > 1 else mask
            for mask, group in alike.items()
            for number, name in enumerate(group, 1)
        }

    def replacement(self, kind: FindingType, value: str, action: Action, role: PersonRole | None) -> str | None:
        """The text for `value`'s place: empty to delete it, None where nothing is replaced or nothing is known."""
        return self.way(kind, action, role)(value)

    def way(self, kind: FindingType, action: Action, role: PersonRole | None) -> Callable[[str], str | None]:
        """How values of one kind, action and role are replaced: asked once for thousands of values."""
        if action is Action.KEEP or kind is FindingType.LIST:
            return _always(None)
        if action is Action.REMOVE:
            return _always("")
        if action is Action.REPLACE:
            return _always(self._office_phone)
        if action is Action.GENERALISE:
            return lambda value: _coarser(kind, value, role)
        return self._name if kind is FindingType.PERSON_NAME else masker(kind)

    def _name(self, value: str) -> str:
        return self._names.get(_plain(value)) or mask_name(value)


def _always(text: str | None) -> Callable[[str], str | None]:
    return lambda _value: text


def _plain(name: str) -> str:
    return name.replace(" ", "").replace("\n", "").replace("\u3000", "")


def _coarser(kind: FindingType, value: str, role: PersonRole | None) -> str:
    """An address to its town; a birth date to its year, a candidate's to year and month (rulebook M5, M8)."""
    if kind is FindingType.ADDRESS:
        return to_town(fold(value).replace("\n", ""))
    month, year = _MONTH.search(fold(value)), _YEAR.search(fold(value))
    if role is PersonRole.CANDIDATE and month:
        return f"{month.group(1)}年{int(month.group(2))}月"
    return f"{year.group()}年" if year else ""
