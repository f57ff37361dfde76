"""The clocks of an alarm in words: 权威信息还剩3小时20分 (12:00 前)."""

from datetime import datetime

from reviewer_app.domain.urgent import Alarm, clocks
from reviewer_app.services.reviewing import minute
from ui.text import Words

AMBER_HOURS = 2
MINUTES = 60


def clock_text(words: Words, alarm: Alarm, now: datetime) -> tuple[str, str]:
    """(text, level) of the clock that runs out next; red once all have, for then only the last is told."""
    running = [clock for clock in clocks(alarm) if clock.until > now]
    clock = running[0] if running else clocks(alarm)[-1]
    what, until = words(f"clock.{clock.kind.value}"), minute(clock.until)
    if not running:
        return words("clock.over", what=what, until=until), "red"
    left = int((clock.until - now).total_seconds()) // MINUTES
    level = "red" if left < AMBER_HOURS * MINUTES else "amber"
    return words("clock.left", what=what, hours=left // MINUTES, minutes=left % MINUTES, until=until), level
