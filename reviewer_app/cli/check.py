"""`check`: what the program has to say about files, for people or as JSON Lines. Needs neither home nor login."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from reviewer_app.cli import output
from reviewer_app.cli.assessing import assessed, context_of, open_desk, with_context
from reviewer_app.cli.command import OfficeCommand, home_option, json_option, keeps_option
from reviewer_app.cli.sources import Source, Unreadable, expand, name_of, read_bytes
from reviewer_app.cli.status import ExitStatus, worst
from reviewer_app.domain.errors import UsageFault
from reviewer_app.domain.lexicon import LexiconEntry
from reviewer_app.domain.report import CheckReport, NamesMode
from reviewer_app.rules.context import Context
from reviewer_app.rules.dates import LAST_YEAR
from reviewer_app.text import say


def _context(
    *, act_date: datetime | None, column: str | None, lexicon: Path | None, names: bool, keeps: bool, home: Path | None
) -> Context:
    """What the options say that the checks may know."""
    _require_column(column)
    mode = NamesMode.RULES if names else NamesMode.OFF
    day = act_date.date() if act_date else None
    if day is not None and day.year > LAST_YEAR:
        raise UsageFault(detail=say("cli.usage.bad_value", name="--date"))
    context = context_of(home, act_date=day, column=column, names=mode, keeps=keeps)
    return replace(context, lexicon=_listed_words(lexicon) if lexicon is not None else context.lexicon)


@click.command("check", cls=OfficeCommand, help=say("cli.check.help"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@json_option
@click.option("--date", "act_date", type=click.DateTime(["%Y-%m-%d"]), metavar="D", help=say("cli.date.help"))
@click.option("--column", metavar="A13", help=say("cli.column.help"))
@click.option("--lexicon", type=click.Path(path_type=Path), metavar="FILE", help=say("cli.lexicon.help"))
@click.option("--names/--no-names", default=True, help=say("cli.names.help"))
@click.option("--reveal", is_flag=True, help=say("cli.reveal.help"))
@keeps_option
@home_option
@with_context(_context)
def command(paths: tuple[Path, ...], *, as_json: bool, reveal: bool, context: Context) -> ExitStatus:
    """Check every file; the worst of them decides the status."""
    show = _show_json if as_json else _show_text
    with assessed(expand(paths), context) as outcomes:
        return worst([show(outcome, reveal=reveal) for outcome in outcomes])


def _listed_words(path: Path) -> tuple[LexiconEntry, ...]:
    """The office's own words from its list (xlsx, csv); rows that are none are named, the others count."""
    from reviewer_app.services.lexicon_file import read_lexicon

    with open_desk(names=False) as desk:
        reading = read_lexicon(desk.read(read_bytes(path), name_of(path)).document)
    for row in reading.bad:
        why = say(f"lexicon.bad.{row.why}")
        output.write_problem(say("cli.lexicon.bad_row", sheet=row.sheet, row=row.row, why=why))
    if not reading.entries:
        raise UsageFault(detail=say("cli.usage.no_words"))
    return reading.entries


def _require_column(column: str | None) -> None:
    """Raise `UsageFault` for a column that the catalogue does not have."""
    from reviewer_app.rules.catalogue import load_catalogue

    if column is not None and load_catalogue().column(column) is None:
        raise UsageFault(detail=say("cli.usage.no_such_column", column=column))


def _show_json(outcome: tuple[Source, CheckReport] | Unreadable, *, reveal: bool) -> ExitStatus:
    from reviewer_app.cli import report_json  # brings the rules along: by now the worker is reading

    if isinstance(outcome, Unreadable):
        output.write_json(report_json.failure(outcome, reveal=reveal))
        return ExitStatus.UNREADABLE
    source, report = outcome
    output.write_json(report_json.describe(source, report, reveal=reveal))
    return _status(report)


def _show_text(outcome: tuple[Source, CheckReport] | Unreadable, *, reveal: bool) -> ExitStatus:
    from reviewer_app.cli import report_text  # as above

    if isinstance(outcome, Unreadable):
        output.write_problem(report_text.failure(outcome, reveal=reveal))
        return ExitStatus.UNREADABLE
    source, report = outcome
    _write_lines((*report_text.describe(source, report, reveal=reveal), *_hint(report)))
    return _status(report)


def _hint(report: CheckReport) -> Iterator[str]:
    """What would read the pictures, where it is missing."""
    from reviewer_app.adapters import ocr_model
    from reviewer_app.services.ocr_pass import SEEABLE

    if any(piece.reason in SEEABLE for piece in report.unread) and not ocr_model.installed():
        yield say("cli.check.no_ocr")


def _write_lines(lines: Iterable[str]) -> None:
    output.write_line("\n".join(lines) + "\n")


def _status(report: CheckReport) -> ExitStatus:
    return ExitStatus.BLOCKED if report.blocks else ExitStatus.CLEAN
