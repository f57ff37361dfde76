"""Time is passed in, never read from globals (house style 11)."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Protocol

SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Asia/Shanghai has had no daylight saving since 1991, so a fixed offset needs no time-zone data at run time."""


class Clock(Protocol):
    """Tells the instant."""

    def now(self) -> datetime:
        """The instant, aware, UTC, whole microseconds."""
        ...


def local_day(instant: datetime) -> date:
    """The day an instant falls on in the office's time zone."""
    return instant.astimezone(SHANGHAI).date()


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The instant in UTC."""
        return datetime.now(UTC)


class ShiftedClock:
    """The machine's clock, shifted so that it reads `start` now: a sample office stays in its own days."""

    def __init__(self, start: datetime) -> None:
        self._shift = start.astimezone(UTC) - datetime.now(UTC)

    def now(self) -> datetime:
        """The shifted instant in UTC."""
        return datetime.now(UTC) + self._shift


class SetClock:
    """A clock that starts at a given instant and goes on by `step` at each look: demo and tests."""

    def __init__(self, start: datetime, step: timedelta = timedelta(seconds=1)) -> None:
        self._now = start.astimezone(UTC)
        self._step = step

    def now(self) -> datetime:
        """The next instant."""
        self._now += self._step
        return self._now

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by
