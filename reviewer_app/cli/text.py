"""`text`: the text that every check looks at, exactly, so that offsets can be followed from outside."""

from pathlib import Path

import click

from reviewer_app.cli import output
from reviewer_app.cli.assessing import open_desk
from reviewer_app.cli.command import OfficeCommand, home_option
from reviewer_app.cli.sources import name_of, read_bytes
from reviewer_app.cli.status import ExitStatus
from reviewer_app.domain.errors import SecrecyMarked
from reviewer_app.text import say


@click.command("text", cls=OfficeCommand, help=say("cli.text.help"))
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
@home_option
def command(path: Path, home: Path | None) -> ExitStatus:
    """Print `Document.text` as UTF-8 bytes; a file with a secrecy mark is refused."""
    from reviewer_app.rules.secrecy import secrecy_level

    del home  # taken by every command; the text of a file depends on no office
    with open_desk(names=False) as desk:
        document = desk.read(read_bytes(path), name_of(path)).document
    level = secrecy_level(document)
    if level is not None:
        raise SecrecyMarked(level=level)
    output.write_text(document.text)
    return ExitStatus.CLEAN
