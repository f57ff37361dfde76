"""The two families of errors (house style 35): the world's fault, which a user can act on, and our own."""

from typing import ClassVar


class ReviewerError(Exception):
    """The world's fault: shown to the user with what happened, what was kept and what to do."""

    key: ClassVar[str] = "error.unknown"

    def __init__(self, **values: str | int) -> None:
        super().__init__(self.key)
        self.values: dict[str, str | int] = values

    @property
    def code(self) -> str:
        """The stable name other programs see in `--json` mode: the key without its first word."""
        return self.key.partition(".")[2]


class Fault(Exception):
    """Our own fault (exit status 70): a state that correct code never reaches. Holds ids and counts only."""
