"""Makes searchable what an older release left, a few items at a time in the write lane, so that nobody waits for it."""

from typing import Final

from PySide6.QtCore import QObject, Slot

from reviewer_app.ports.log import Vault
from ui.actions.front import Front
from ui.jobs import JobControl, Lane

BATCH: Final = 20


class SearchCatchUp(QObject):
    """Runs until nothing is left; whatever people do meanwhile comes between two batches."""

    def __init__(self, front: Front, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.under_way = False
        self.left = 0

    @Slot()
    def start(self) -> None:
        """Begin, or go on."""
        vault = self._front.vault
        if vault is not None and not self.under_way:
            self.under_way = True
            self._next(vault)

    def leave(self) -> None:
        """The window closes."""
        self._front.jobs.cancel_owned(self)

    def _next(self, vault: Vault) -> None:
        def work(_control: JobControl) -> int:
            return vault.catch_up(BATCH)

        self._front.jobs.run(self, work, self._on_batch, self._front.complain, lane=Lane.WRITE)

    def _on_batch(self, left: int) -> None:
        self.left = left
        if left and self._front.vault is not None:
            self._next(self._front.vault)
        else:
            self.under_way = False
