"""`audit`: verify the log of a home or an export, export it, write a receipt, cosign it, have it timestamped.

Status 1 where anything fails to hold.
"""

import sys
from pathlib import Path

import click

from reviewer_app.cli import output
from reviewer_app.cli.command import Decorated, OfficeCommand, home_option, json_option
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
    """Group them."""


def tsa_option(function: Decorated) -> Decorated:
    """`--tsa-ca PEM`, once or more."""
    return click.option("--tsa-ca", "tsa_ca", multiple=True, metavar="PEM", help=say("cli.audit.tsa_ca.help"),
                        type=click.Path(path_type=Path, exists=True, dir_okay=False))(function)


@command.command("verify", cls=OfficeCommand, help=say("cli.audit.verify.help"))
@click.argument("export", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[EXPORT]")
@click.option("--witness-key", multiple=True, metavar="KEY", help=say("cli.audit.witness_key.help"))
@tsa_option
@json_option
@home_option
def verify(
    *, export: Path | None, witness_key: tuple[str, ...], tsa_ca: tuple[Path, ...], as_json: bool, home: Path | None
) -> ExitStatus:
    """Verify an export folder, or the home itself."""
    from reviewer_app.bootstrap import proof

    trust = proof.Trust(witness_key, tsa_ca)
    verified = (
        proof.verify_folder(export, trust) if export is not None else proof.verify_home(home or default_home(), trust)
    )
    if as_json:
        output.write_json(proof.report_value(verified))
    else:
        for line in proof.report_lines(verified):
            output.write_line(line)
    return ExitStatus.CLEAN if verified.ok else ExitStatus.BLOCKED


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


@command.command("cosign", cls=OfficeCommand, help=say("cli.audit.cosign.help"))
@click.option("--user", metavar="NAME", help=say("cli.audit.cosign.user.help"))
@home_option
def cosign(*, user: str | None, home: Path | None) -> ExitStatus:
    """Cosign the log with a person's own key."""
    from reviewer_app.bootstrap import proof

    made = proof.cosign_home(home or default_home(), user, _password())
    output.write_line(say("cli.audit.cosigned", size=made.checkpoint.size))
    output.write_line(made.cosignature.key)
    return ExitStatus.CLEAN


@command.group("timestamp", cls=OfficeGroup, help=say("cli.audit.timestamp.help"))
def timestamp() -> None:
    """Group request and take."""


@timestamp.command("request", cls=OfficeCommand, help=say("cli.audit.timestamp.request.help"))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.tsq",
              help=say("cli.audit.timestamp.request.out.help"))
@home_option
def request(*, out: Path, home: Path | None) -> ExitStatus:
    """Write a request."""
    from reviewer_app.bootstrap import proof

    fixed = proof.request_home(home or default_home(), out)
    output.write_line(say("cli.audit.timestamp.requested", size=fixed.size, file=out))
    return ExitStatus.CLEAN


@timestamp.command("take", cls=OfficeCommand, help=say("cli.audit.timestamp.take.help"))
@click.argument("response", metavar="FILE.tsr", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@tsa_option
@home_option
def take(*, response: Path, tsa_ca: tuple[Path, ...], home: Path | None) -> ExitStatus:
    """Take in an answer."""
    from reviewer_app.bootstrap import proof

    stamped = proof.take_home(home or default_home(), response, proof.Trust(certificates=tsa_ca))
    output.write_line(say("cli.audit.timestamp.taken"))
    output.write_line(proof.stamp_line(stamped))
    return ExitStatus.CLEAN


def _password() -> str:
    """Typed unseen at a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        typed: str = click.prompt(say("cli.password"), hide_input=True, err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")
