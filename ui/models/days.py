"""Days to a last lawful day, counted as the law counts them: in working days (rulebook §8), the same on every page."""

from collections.abc import Callable
from datetime import date

from reviewer_app.rules.workdays import WorkCalendar
from ui.text import Words

RED_DAYS, AMBER_DAYS = 2, 5


class Days:
    """Counts from the day and by the calendar in force, and says it in words."""

    def __init__(self, words: Words, today: Callable[[], date], calendar: Callable[[], WorkCalendar]) -> None:
        self._words = words
        self._today = today
        self._calendar = calendar
        self._stood: tuple[date, WorkCalendar] | None = None
        self._counted: dict[date, int] = {}  # a list that is painted asks for the same days over and over

    def left(self, due: date) -> int:
        """Working days after today up to `due`, 0 on the day itself; once it is over, calendar days, negative."""
        today, calendar = self._today(), self._calendar()
        if self._stood is None or self._stood[0] != today or self._stood[1] is not calendar:
            self._stood = (today, calendar)
            self._counted.clear()
        if due not in self._counted:
            over = due < today
            self._counted[due] = (due - today).days if over else calendar.working_days_between(today, due)
        return self._counted[due]

    def text(self, due: date) -> str:
        """19 个工作日, 今天到期, 逾期 3 天."""
        days = self.left(due)
        if days < 0:
            return self._words("inbox.overdue", days=-days)
        return self._words("inbox.due_today") if due == self._today() else self._words("inbox.days", days=days)

    def level(self, due: date) -> str | None:
        """Red at two days or less (window.md, 待办), amber within the week."""
        days = self.left(due)
        if days <= RED_DAYS:
            return "red"
        return "amber" if days <= AMBER_DAYS else None
