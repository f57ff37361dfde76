"""The command line: picks the command, imports only that one, and turns what happens into an exit status."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from reviewer_app.cli import output
from reviewer_app.cli.command import OfficeCommand, home_option, usage_fault
from reviewer_app.cli.status import ExitStatus
from reviewer_app.domain.errors import HomeExists, HomeMissing, NothingToScan, ReviewerError, UnreadableFile, UsageFault
from reviewer_app.settings import log_file
from reviewer_app.text import say

PROGRAM: Final = "reviewer-app"
COMMANDS: Final = (
    "check", "text", "explain", "redact", "scan", "evaluate", "demo", "release", "audit", "backup", "restore",
)
"""In the order of the help page. Command `x` is `command` in the module `reviewer_app.cli.x`, imported when it
is asked for; `cli.x.help` is its line on the help page."""


class LazyCommands(OfficeCommand, click.Group):
    """A group that imports a command's module only when that command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None for a name that is not one."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"reviewer_app.cli.{cmd_name}").command
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options, then the commands, without importing any."""
        super().format_options(ctx, formatter)
        with formatter.section(say("cli.commands_heading")):
            formatter.write_dl([(name, say(f"cli.{name}.help")) for name in COMMANDS])


@click.group(PROGRAM, cls=LazyCommands, invoke_without_command=True, help=say("cli.program.help"))
@home_option
@click.pass_context
def program(ctx: click.Context, home: Path | None) -> ExitStatus | None:
    """Open the window where no command is given."""
    if ctx.invoked_subcommand is not None:
        return None
    if not _has_display():
        raise UsageFault(detail=say("cli.usage.no_display"))
    from reviewer_app.bootstrap import window

    return ExitStatus(window.run(home))


def _has_display() -> bool:
    """Whether a window can open; on Linux Qt would end the process with a signal where it cannot."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return named or sys.platform != "linux"


def run(argv: Sequence[str]) -> int:
    """Run one command line (without the program's name) and return its exit status; never raises."""
    output.prepare_streams()
    as_json = "--json" in argv
    try:
        with program.make_context(PROGRAM, list(argv)) as context:
            status: ExitStatus = program.invoke(context)
    except click.exceptions.Exit as done:  # --help
        return done.exit_code
    except (click.ClickException, ReviewerError) as error:
        return _failed(usage_fault(error) if isinstance(error, click.ClickException) else error, as_json=as_json)
    except (KeyboardInterrupt, click.Abort):
        output.write_problem(say("cli.interrupted"))
        return ExitStatus.INTERRUPTED
    except output.ReaderGone:
        return ExitStatus.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the command line's border: our own fault becomes 70, never a traceback
        return _our_fault(error, as_json=as_json)
    return int(status)


def status_of(error: ReviewerError) -> ExitStatus:
    """The exit status that an error of the world stands for."""
    match error:
        case UsageFault() | HomeMissing() | HomeExists() | NothingToScan():
            return ExitStatus.USAGE
        case UnreadableFile():
            return ExitStatus.UNREADABLE
        case _:
            return ExitStatus.BLOCKED


def _failed(error: ReviewerError, *, as_json: bool) -> int:
    if as_json:
        output.write_json({"schema": 1, "error": output.error_value(error)})
    else:
        output.write_problem(output.error_value(error)["message"])
    return status_of(error)


def _our_fault(error: Exception, *, as_json: bool) -> int:
    """Say that it was us and where the log is; the log holds places in our code, never values."""
    log = log_file()
    written = _log_fault(error, log)
    message = say("cli.fault.logged", log=log) if written else say("cli.fault.unlogged")
    if as_json:
        output.write_json({"schema": 1, "error": {"code": "fault", "message": message}})
    else:
        output.write_problem(message)
    return ExitStatus.FAULT


def _log_fault(error: Exception, log: Path) -> bool:
    import traceback

    places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write("\n".join([type(error).__name__, *places, ""]))
    except OSError:
        return False
    return True
