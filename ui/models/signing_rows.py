"""Columns of the signing page's lists: what waits for a signature, written authorisations, listed changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.actors import Authorisation
from reviewer_app.domain.items import Change
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.read_models import ItemRow
from ui.models.days import Days
from ui.models.item_rows import days_state, days_text, light, state_text, title_text
from ui.models.rows import Column
from ui.text import Words


def waiting_columns(words: Words, days: Days) -> tuple[Column[ItemRow], ...]:
    """Title with its number, and the days left."""
    return (
        Column(words("inbox.column.title"), title_text, lambda row: light(row, days),
               tip=lambda row: f"{state_text(words, row)}　{row.title}", width=138),
        Column(words("inbox.column.days"), lambda row: days_text(words, row, days),
               lambda row: days_state(row, days), width=112),
    )


@dataclass(frozen=True, slots=True)
class AuthorisationLine:
    """A written authorisation with the names of those concerned."""

    authorisation: Authorisation
    grantee: str
    grantor: str

    def standing(self, today: date) -> str:
        """in_force, future, ended or revoked."""
        one = self.authorisation
        if one.revoked_at is not None:
            return "revoked"
        if today < one.valid_from:
            return "future"
        return "in_force" if today <= one.valid_until else "ended"


STANDING = {"in_force": "green", "future": "amber", "ended": "grey", "revoked": "grey"}
"""The state that a standing is drawn in."""


def authorisation_columns(
    words: Words, today: Callable[[], date], column_title: Callable[[str], str]
) -> tuple[Column[AuthorisationLine], ...]:
    """Who may sign what, from when to when, on which paper."""

    def named(line: AuthorisationLine) -> str:
        return words("missing.join").join(column_title(one) for one in sorted(line.authorisation.columns))

    def standing(line: AuthorisationLine) -> str:
        text = words(f"authorise.{line.standing(today())}")
        revoked = line.authorisation.revoked_at
        return f"{text} {local_day(revoked).isoformat()}" if revoked is not None else text

    return (
        Column(words("authorise.state"), standing, lambda line: STANDING[line.standing(today())], width=150),
        Column(words("authorise.grantee"), lambda line: line.grantee, width=110),
        Column(words("authorise.columns"), named, tip=named, width=300),
        Column(words("authorise.from"), lambda line: line.authorisation.valid_from.isoformat(), width=100),
        Column(words("authorise.until"), lambda line: line.authorisation.valid_until.isoformat(), width=100),
        Column(words("authorise.document"), lambda line: line.authorisation.document, width=220),
        Column(words("authorise.grantor"), lambda line: line.grantor, width=110),
    )


def change_columns(words: Words, part_name: Callable[[int], str]) -> tuple[Column[Change], ...]:
    """The listed changes of a signature with amendments."""
    return (
        Column(words("amend_sign.part"), lambda one: part_name(one.ordinal), width=130),
        Column(words("amend_sign.before"), lambda one: one.before, tip=lambda one: one.before, width=220),
        Column(words("amend_sign.after"), lambda one: one.after or words("amend_sign.deleted"),
               tip=lambda one: one.after, width=220),
    )


@dataclass(frozen=True, slots=True)
class ListedChange:
    """A listed change, and whether the new revision reads as it says."""

    change: Change
    made: bool


def listed_columns(words: Words, part_name: Callable[[int], str]) -> tuple[Column[ListedChange], ...]:
    """The listed changes with what became of each."""

    def state(one: ListedChange) -> str:
        return words("confirm_amended.made" if one.made else "confirm_amended.not_made")

    return (
        Column(words("confirm_amended.state"), state, lambda one: "green" if one.made else "red", width=150),
        *(_of_change(one) for one in change_columns(words, part_name)),
    )


def _of_change(column: Column[Change]) -> Column[ListedChange]:
    return Column(column.title, lambda line: column.text(line.change), width=column.width)
