"""Where public versions go."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OutletFile:
    """One file of a release package; `name` is relative, with forward slashes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an outlet says after taking a package: where it lies and the hash of its manifest."""

    place: str
    manifest_sha256: str


class Outlet(Protocol):
    """Takes a package whole or not at all; the same package twice is once. Raises `OutletFailed`."""

    def deliver(self, package_id: str, files: tuple[OutletFile, ...]) -> Delivery:
        """Deliver; returns the same delivery again when the package already lies there unchanged."""
        ...

    def remove(self, package_id: str) -> bool:
        """Take a package out of the folder (撤下), half written or half removed too; false where there was none."""
        ...

    def held(self) -> frozenset[str]:
        """Ids of all packages of which anything lies there, what a killed run left half done included."""
        ...
