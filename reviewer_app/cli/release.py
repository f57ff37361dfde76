"""`release --due`: delivers what is due and clears what a crash left; for the system's scheduler."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer_app.cli import output
from reviewer_app.cli.command import OfficeCommand, home_option, json_option
from reviewer_app.cli.status import ExitStatus
from reviewer_app.domain.errors import UsageFault
from reviewer_app.settings import default_home
from reviewer_app.text import say

if TYPE_CHECKING:
    from reviewer_app.services.release_due import Released


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
    from reviewer_app.services.sweeping import sweep_outlets

    with open_office(home or default_home()) as office:
        released = release_due(office.desk)
        _tell(released, as_json=as_json)
        swept = sweep_outlets(office.desk)
    if swept and not as_json:
        output.write_line(say("cli.release.swept", count=len(swept)))
    return ExitStatus.BLOCKED if any(one.failure for one in released) else ExitStatus.CLEAN


def _tell(released: "tuple[Released, ...]", *, as_json: bool) -> None:
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
