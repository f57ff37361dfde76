"""`audit`: verify the log of a home or an export, export it, write a receipt. Status 1 where anything fails to hold."""

from pathlib import Path

import click

from reviewer_app.cli import output
from reviewer_app.cli.command import OfficeCommand, home_option, json_option
from reviewer_app.cli.status import ExitStatus
from reviewer_app.settings import default_home
from reviewer_app.text import say


class OfficeGroup(OfficeCommand, click.Group):
    """A group of commands whose help page is in Chinese."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands."""
        super().format_options(ctx, formatter)
        with formatter.section(say("cli.commands_heading")):
            formatter.write_dl([(name, one.help or "") for name, one in sorted(self.commands.items())])


@click.group("audit", cls=OfficeGroup, help=say("cli.audit.help"))
def command() -> None:
    """Group the three."""


@command.command("verify", cls=OfficeCommand, help=say("cli.audit.verify.help"))
@click.argument("export", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[EXPORT]")
@json_option
@home_option
def verify(*, export: Path | None, as_json: bool, home: Path | None) -> ExitStatus:
    """Verify an export folder, or the home itself."""
    from reviewer_app.bootstrap import proof

    report = proof.verify_folder(export) if export is not None else proof.verify_home(home or default_home())
    if as_json:
        output.write_json(proof.report_value(report))
    else:
        for line in proof.report_lines(report):
            output.write_line(line)
    return ExitStatus.CLEAN if report.ok else ExitStatus.BLOCKED


@command.command("export", cls=OfficeCommand, help=say("cli.audit.export.help"))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="DIR",
              help=say("cli.audit.out.help"))
@home_option
def export(*, out: Path, home: Path | None) -> ExitStatus:
    """Write the export folder."""
    from reviewer_app.bootstrap import proof

    made = proof.export_home(home or default_home(), out)
    output.write_line(say("cli.audit.exported", entries=made.entries, signoffs=made.signoffs, packages=made.packages,
                          folder=out))
    return ExitStatus.CLEAN


@command.command("prove", cls=OfficeCommand, help=say("cli.audit.prove.help"))
@click.argument("what", metavar="ENTRY|ITEM")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.tlog-proof",
              help=say("cli.audit.receipt.help"))
@home_option
def prove(*, what: str, out: Path, home: Path | None) -> ExitStatus:
    """Write a receipt."""
    from reviewer_app.bootstrap import proof

    entry = proof.prove_home(home or default_home(), what, out)
    output.write_line(say("cli.audit.proved", seq=entry.seq, file=out))
    return ExitStatus.CLEAN
