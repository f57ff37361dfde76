"""click in the office's language: headings, help texts and usage faults come from our text catalogue."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from reviewer_app.domain.errors import UsageFault
from reviewer_app.text import say

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class OfficeCommand(click.Command):
    """A command whose help page is in Chinese; its result is the `ExitStatus`."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.usage_prefix"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under our heading."""
        records = [record for record in (p.get_help_record(ctx) for p in self.get_params(ctx)) if record]
        with formatter.section(say("cli.options_heading")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Describe --help in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("cli.help.help")
        return option


def home_option(function: Decorated) -> Decorated:
    """`--home DIR`, which every command takes."""
    option = click.option(
        "--home",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help=say("cli.home.help"),
    )
    return option(function)


def keeps_option(function: Decorated) -> Decorated:
    """`--keeps`: go by the office's keep list in its home."""
    return click.option("--keeps", is_flag=True, help=say("cli.keeps.help"))(function)


def json_option(function: Decorated) -> Decorated:
    """`--json`: one object a file on standard output, errors included."""
    return click.option("--json", "as_json", is_flag=True, help=say("cli.json.help"))(function)


def usage_fault(error: click.ClickException) -> UsageFault:
    """What click objects to, in our words."""
    return UsageFault(detail=_usage_detail(error))


def _usage_detail(error: click.ClickException) -> str:
    if isinstance(error, click.exceptions.NoSuchCommand):
        return say("cli.usage.no_such_command", name=error.command_name)
    if isinstance(error, click.NoSuchOption):
        return say("cli.usage.no_such_option", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say("cli.usage.missing", name=_parameter(error))
    if isinstance(error, click.BadParameter):
        return say("cli.usage.bad_value", name=_parameter(error))
    if isinstance(error, click.BadOptionUsage):
        return say("cli.usage.bad_option", name=error.option_name)
    return say("cli.usage.unexpected")


def _parameter(error: click.BadParameter) -> str:
    """How the user writes the parameter: the option's name or the argument's place holder."""
    parameter = error.param
    if parameter is None:
        return "?"
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
