"""Commands on one item, in order: each takes the version the one before left, so that quick keys never race."""

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.errors import ReviewerError
from reviewer_app.domain.items import Item
from reviewer_app.services.desk import Desk
from ui.actions.front import Front
from ui.jobs import JobControl, Lane

Make = Callable[[str, str, int], Any]
"""(actor, item id, version) to the frozen command."""

Step = tuple[Callable[[Desk, Any], Any], Make, Callable[[Any], None] | None]


class ItemCommands(QObject):
    """Runs use cases on one item one after the other; a failure drops what waited behind it."""

    settled = Signal()
    """Nothing waits any more: time to read the item again."""

    def __init__(self, front: Front, owner: QObject) -> None:
        super().__init__(owner)
        self._front = front
        self._owner = owner
        self._item: Item | None = None
        self._waiting: deque[Step] = deque()
        self._running: Step | None = None

    def set_item(self, item: Item) -> None:
        """The item as it was read; ignored while commands run, for their result is newer."""
        if self._running is None:
            self._item = item

    @property
    def busy(self) -> bool:
        """Whether a command runs or waits."""
        return self._running is not None

    def run(self, handler: Callable[[Desk, Any], Any], make: Make, done: Callable[[Any], None] | None = None) -> None:
        """Run a use case when those before it are done; `done` gets its result."""
        self._waiting.append((handler, make, done))
        self._next()

    def _next(self) -> None:
        if self._running is not None or self._item is None:
            return
        if not self._waiting:
            self.settled.emit()
            return
        step = self._waiting.popleft()
        self._running = step
        handler, make, _ = step
        command = make(self._front.actor, self._item.id, self._item.version)

        def work(_control: JobControl) -> Any:  # noqa: ANN401 - whatever the use case returns
            return handler(self._front.desk, command)

        self._front.jobs.run(self._owner, work, self._on_done, self._on_error, lane=Lane.WRITE)

    @Slot(object)
    def _on_done(self, result: Any) -> None:  # noqa: ANN401 - whatever the use case returns
        step, self._running = self._running, None
        item = result if isinstance(result, Item) else getattr(result, "item", None)
        if isinstance(item, Item):
            self._item = item
        if step is not None and step[2] is not None:
            step[2](result)
        self._next()

    @Slot(object)
    def _on_error(self, error: ReviewerError) -> None:
        self._running = None
        self._waiting.clear()
        self._front.complain(error)
        self.settled.emit()
