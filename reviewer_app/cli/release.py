"""`release --due`: delivers what is due; for the system's scheduler."""

from pathlib import Path

import click

from reviewer_app.cli import output
from reviewer_app.cli.command import OfficeCommand, home_option, json_option
from reviewer_app.cli.status import ExitStatus
from reviewer_app.domain.errors import UsageFault
from reviewer_app.settings import default_home
from reviewer_app.text import say


@click.command("release", cls=OfficeCommand, help=say("cli.release.help"))
@click.option("--due", is_flag=True, help=say("cli.release.due.help"))
@json_option
@home_option
def command(*, due: bool, as_json: bool, home: Path | None) -> ExitStatus:
    """Deliver; status 1 where something could not be delivered."""
    if not due:
        raise UsageFault(detail=say("cli.usage.release_due"))
    from reviewer_app.bootstrap.office import open_office
    from reviewer_app.services.release_due import release_due

    with open_office(home or default_home()) as office:
        released = release_due(office.desk)
    for one in released:
        if as_json:
            output.write_json({"schema": 1, "entry": one.entry, "item": one.item, "channel": one.channel,
                               "place": one.place, "failure": one.failure})
        elif one.failure is None:
            output.write_line(say("cli.release.delivered", item=one.item, place=one.place))
        else:
            output.write_problem(say("cli.release.failed", item=one.item, reason=say(f"release.{one.failure}")))
    if not released and not as_json:
        output.write_line(say("cli.release.nothing"))
    return ExitStatus.BLOCKED if any(one.failure for one in released) else ExitStatus.CLEAN
