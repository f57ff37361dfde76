"""`backup -o FILE`: the whole home in one checked file, for the system's scheduler or by hand."""

from pathlib import Path

import click

from reviewer_app.cli import output
from reviewer_app.cli.command import OfficeCommand, home_option
from reviewer_app.cli.status import ExitStatus
from reviewer_app.settings import default_home
from reviewer_app.text import say


@click.command("backup", cls=OfficeCommand, help=say("cli.backup.help"))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help=say("cli.backup.out.help"))
@home_option
def command(*, out: Path, home: Path | None) -> ExitStatus:
    """Write the backup."""
    from reviewer_app.bootstrap.office import open_office
    from reviewer_app.domain.actors import SYSTEM_ACTOR
    from reviewer_app.services.keeping import BackUp, back_up

    with open_office(home or default_home()) as office:
        digest = back_up(office.desk, office.store.vault, BackUp(SYSTEM_ACTOR, out))
    output.write_line(say("cli.backup.done", file=out, sha256=digest))
    return ExitStatus.CLEAN
