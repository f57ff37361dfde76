"""`restore FILE --home NEWDIR`: a home out of a backup, verified before it is called restored."""

from pathlib import Path

import click

from reviewer_app.cli import output
from reviewer_app.cli.command import OfficeCommand
from reviewer_app.cli.status import ExitStatus
from reviewer_app.text import say


@click.command("restore", cls=OfficeCommand, help=say("cli.restore.help"))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--home", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="NEWDIR",
              help=say("cli.restore.home.help"))
def command(*, file: Path, home: Path) -> ExitStatus:
    """Restore."""
    from reviewer_app.bootstrap.home import restore_home

    report = restore_home(file, home)
    key = "cli.restore.done" if report.ok else "cli.restore.not_whole"
    output.write_line(say(key, home=home, entries=report.entries))
    return ExitStatus.CLEAN if report.ok else ExitStatus.BLOCKED
