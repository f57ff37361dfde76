"""`explain`: the reasoning for people: attribute, articles, what is missing, what would change it."""

from pathlib import Path

import click

from reviewer_app.cli import output
from reviewer_app.cli.assessing import assessed, context_of
from reviewer_app.cli.command import OfficeCommand, home_option
from reviewer_app.cli.sources import Unreadable
from reviewer_app.cli.status import ExitStatus
from reviewer_app.domain.errors import SecrecyMarked
from reviewer_app.rules.masks import Masks
from reviewer_app.text import say


@click.command("explain", cls=OfficeCommand, help=say("cli.explain.help"))
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
@home_option
def command(path: Path, home: Path | None) -> ExitStatus:
    """Print the reasoning, personal data masked; a file with a secrecy mark is refused."""
    from reviewer_app.cli.path_masks import shown_error
    from reviewer_app.rules.explain import explain

    with assessed([path], context_of(home)) as outcomes:
        outcome = next(outcomes)
    if isinstance(outcome, Unreadable):
        raise shown_error(outcome, reveal=False)
    _, report = outcome
    if report.secrecy_level is not None:
        raise SecrecyMarked(level=report.secrecy_level)
    output.write_line(Masks(report.findings, reveal=False).text(explain(report)))
    return ExitStatus.BLOCKED if report.blocks else ExitStatus.CLEAN
