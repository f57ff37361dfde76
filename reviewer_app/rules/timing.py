"""时机: the lawful window of one document, each date with its reason (rulebook §6.5, §8)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.report import DocumentType, Proposal, TimingProposal
from reviewer_app.rules.dates import year_number
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.law import cite_text
from reviewer_app.rules.periods import last_day
from reviewer_app.rules.timing_events import event_day
from reviewer_app.rules.timing_rules import Term, load_timing_rules
from reviewer_app.rules.workdays import Due, WorkCalendar, tell
from reviewer_app.text import say

GENERAL_DAYS: Final = 20
OPEN: Final = frozenset({Proposal.PROACTIVE, Proposal.UNDETERMINED})
_REPORT_YEAR: Final = re.compile(r"(20\d\d)\s*年?度?|([一二][〇○零ОO0一二三四五六七八九]{3})\s*年")


class _Limit(NamedTuple):
    due: Due
    basis: LegalBasis
    told: str


def propose_timing(draft: Draft, proposal: Proposal, calendar: WorkCalendar) -> TimingProposal:
    """Earliest and latest lawful day; the earliest binding deadline wins and the others are told beside it.

    Nothing is due for what is not to be published on one's own initiative.
    """
    if proposal not in OPEN:
        return TimingProposal(explanation=say("law.timing_none"))
    limits = sorted(_limits(draft, calendar), key=lambda limit: limit.due.date)
    first = limits[0]
    return TimingProposal(
        earliest=draft.day if _is_dated(draft) else None,
        latest=first.due.date,
        basis=tuple(dict.fromkeys(limit.basis for limit in limits)),
        certain=first.due.certain,
        explanation=_explain(draft, limits, proposal),
        display_until=last_day(draft),
    )


def shortest_notice(draft: Draft) -> Term | None:
    """The shortest period that a notice of this kind must stay up, under the law of that day."""
    rules = load_timing_rules().notices
    return next((term for term in rules if term.applies(draft.type, draft.subject, draft.day)), None)


def _limits(draft: Draft, calendar: WorkCalendar) -> Iterator[_Limit]:
    rules = load_timing_rules()
    year = _due_year(draft)
    for term in rules.yearly:
        if term.applies(draft.type, draft.subject, date(year, 1, 1)):
            day = term.in_year(year)
            yield _Limit(Due(day, certain=True, explanation=""), term.basis.basis(), term.told)
    if draft.type is DocumentType.ANNUAL_REPORT:
        return  # a day of the year stands in place of the general term
    for term in rules.deadlines:
        if term.applies(draft.type, draft.subject, draft.day):
            event = event_day(draft, term.event_words.pattern) if term.event_words else None
            due = _due(calendar, event.day if event else draft.day, term)
            if event:
                words = " ".join(draft.document.text[event.start : event.end].split())
                due = due._replace(explanation=due.explanation + say("law.timing_event", words=words))
            yield _Limit(due, term.basis.basis(), term.told)
    own = draft.column.due.working_days if draft.column else None
    if own is not None:
        due = calendar.add_working_days(draft.day, own)
        yield _Limit(due, draft.pack.on_duty("deadline"), say("law.timing_column", count=own))
    general = calendar.add_working_days(draft.day, GENERAL_DAYS)
    yield _Limit(general, draft.pack.on_duty("deadline"), say("law.timing_general", count=GENERAL_DAYS))


def _due(calendar: WorkCalendar, start: date, term: Term) -> Due:
    if term.working_days is not None:
        return calendar.add_working_days(start, term.working_days)
    return calendar.add_days(start, term.days or GENERAL_DAYS)


def _due_year(draft: Draft) -> int:
    """A report on 2018 is due in 2019; without a year in its title, in the year of its date."""
    year = report_year(draft)
    return draft.day.year if year is None else year + 1


def report_year(draft: Draft) -> int | None:
    """The year that a yearly report is on, by its title; None where the title names none."""
    named = _REPORT_YEAR.search(draft.subject)
    if named is None:
        return None
    return int(named[1]) if named[1] else year_number(named[2])


def _is_dated(draft: Draft) -> bool:
    return draft.context.act_date is not None or draft.header.date is not None


def _explain(draft: Draft, limits: Sequence[_Limit], proposal: Proposal) -> str:
    first, *others = limits
    parts = [] if _is_dated(draft) else [say("law.timing_undated", day=tell(draft.day))]
    if proposal is Proposal.UNDETERMINED:
        parts.append(say("law.timing_if"))
    latest = say("law.timing_latest", day=tell(first.due.date), told=first.told, basis=cite_text(first.basis))
    parts += [latest, first.due.explanation]
    parts += [
        say("law.timing_other", day=tell(other.due.date), told=other.told, basis=cite_text(other.basis))
        + other.due.explanation
        for other in others
    ]
    notice = shortest_notice(draft)
    if notice:
        parts.append(say("law.timing_notice", told=notice.told, basis=cite_text(notice.basis.basis())))
    until = last_day(draft)
    if until:
        parts.append(say("law.timing_display", day=tell(until)))
    return "".join(parts)
