"""`demo`: the whole way on the shipped samples, headless; a test of the installation that anybody can read."""

from pathlib import Path

import click

from reviewer_app.cli import output
from reviewer_app.cli.command import OfficeCommand, home_option
from reviewer_app.cli.status import ExitStatus
from reviewer_app.text import say


@click.command("demo", cls=OfficeCommand, help=say("cli.demo.help"))
@home_option
def command(*, home: Path | None) -> ExitStatus:
    """Walk it, each step a line."""
    from reviewer_app.bootstrap.demo import run_demo

    run_demo(home, output.write_line)
    return ExitStatus.CLEAN
