"""Write resources/calendar/exceptions.csv: every day 2004-2026 that the State Council's notices changed.

Source: the `chinesecalendar` package (MIT), which transcribes those yearly notices. It is needed to make and to
check the data, never at run time. Usage: python scripts/make_calendar.py > resources/calendar/exceptions.csv
"""

from chinese_calendar import constants


def lines() -> list[str]:
    """Header and one line a day: `date,kind,name`; kind is rest (a day off) or work (a weekend worked).

    Weekend days inside a feast are listed as rest too, so that an explanation can count the feast whole.
    """
    chinese = {holiday.value: holiday.chinese for holiday in constants.Holiday}
    rows = [(day.isoformat(), "rest", chinese[name]) for day, name in constants.holidays.items()]
    rows.extend((day.isoformat(), "work", chinese[name]) for day, name in constants.workdays.items())
    return ["date,kind,name", *(",".join(row) for row in sorted(rows))]


def main() -> None:
    """Print the file."""
    print("\n".join(lines()))


if __name__ == "__main__":
    main()
