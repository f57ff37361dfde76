"""Which layers (optional content groups) of a PDF are off when it is opened: what stands on them, no reader sees."""

from typing import Final

import pikepdf
from pikepdf import Name, Object

Key = tuple[int, int]
_ALL: Final = frozenset({"/AllOn", "/AllOff"})
_OFF_WANTED: Final = frozenset({"/AnyOff", "/AllOff"})


class Layers:
    """Answers for one document, by its default configuration."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        properties = pdf.Root.get(Name.OCProperties)
        default = properties.get(Name.D) if properties is not None else None
        self._off: set[Key] = set()
        if properties is None or default is None:
            return
        if default.get(Name.BaseState) == Name.OFF:
            self._off = {group.objgen for group in properties.get(Name.OCGs, [])}
            self._off -= {group.objgen for group in default.get(Name.ON, [])}
        self._off |= {group.objgen for group in default.get(Name.OFF, [])}

    @property
    def any_off(self) -> bool:
        """Whether some layer is off."""
        return bool(self._off)

    def hides(self, group: Object | None) -> bool:
        """Whether content that belongs to this group, or to these groups by their policy, is not shown."""
        if not self._off or not isinstance(group, pikepdf.Dictionary):
            return False
        if group.get(Name.Type) != Name.OCMD:
            return group.objgen in self._off
        members = group.get(Name.OCGs)
        if members is None:
            return False
        groups = list(members) if isinstance(members, pikepdf.Array) else [members]
        policy = str(group.get(Name.P, Name.AnyOn))
        wanted = [(one.objgen in self._off) is (policy in _OFF_WANTED) for one in groups]
        shown = all(wanted) if policy in _ALL else any(wanted)
        return bool(groups) and not shown
