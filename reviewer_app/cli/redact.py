"""`redact`: a public version of each file, written only when its second scan left nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reviewer_app.cli import output, redact_report
from reviewer_app.cli.assessing import assessor, context_of, open_desk, with_context
from reviewer_app.cli.command import OfficeCommand, home_option, json_option, keeps_option
from reviewer_app.cli.sources import expand, name_of, read_bytes
from reviewer_app.cli.status import ExitStatus, worst
from reviewer_app.cli.targets import Outputs
from reviewer_app.domain.errors import PublicVersionNotClean, ReviewerError, UnreadableFile, UsageFault
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.public_version import ResultProof
from reviewer_app.rules.context import Context
from reviewer_app.rules.masks import Masks
from reviewer_app.text import say

if TYPE_CHECKING:
    from reviewer_app.services.redact import RedactResult

AUDIENCES = (Audience.ALL, Audience.GROUP)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file: `result` and `out` where a public version was written, else `error`."""

    path: str
    result: "RedactResult | None" = None
    out: Path | None = None
    error: ReviewerError | None = None

    @property
    def status(self) -> ExitStatus:
        """Unread pieces of the public version (pictures) block: no scan vouches for them."""
        if isinstance(self.error, UnreadableFile):
            return ExitStatus.UNREADABLE
        unread = self.result is not None and bool(self.result.unread)
        return ExitStatus.BLOCKED if self.error is not None or unread else ExitStatus.CLEAN


def _context(*, home: Path | None, keeps: bool) -> Context:
    """What the options say that the checks may know."""
    return context_of(home, keeps=keeps)


@click.command("redact", cls=OfficeCommand, help=say("cli.redact.help"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("-o", "out", required=True, type=click.Path(path_type=Path), metavar="OUT|DIR", help=say("cli.out.help"))
@click.option(
    "--audience", type=click.Choice([audience.value for audience in AUDIENCES]), default=Audience.ALL.value,
    help=say("cli.audience.help"),
)
@click.option("--policy", metavar="NAME", help=say("cli.policy.help"))
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="REPORT.json|xlsx", help=say("cli.redact.report.help"),
)
@json_option
@keeps_option
@home_option
@with_context(_context)
def command(
    paths: tuple[Path, ...],
    *,
    out: Path,
    report: Path | None,
    audience: str,
    policy: str | None,
    as_json: bool,
    context: Context,
) -> ExitStatus:
    """Write what can be written; the worst of the files decides the status."""
    files = expand(paths)
    outputs = Outputs(out, files)
    if report is not None:
        redact_report.require_usable(report)
        outputs.reserve(report)
    show = _show_json if as_json else _show_text
    statuses, values = [], []
    for done in _redacted(files, outputs, Audience(audience), policy, context):
        show(done, Audience(audience))
        statuses.append(done.status)
        values.append(_value(done, Audience(audience)))
    if report is not None:
        redact_report.write(report, values)
    return worst(statuses)


def _redacted(
    files: Sequence[Path], outputs: Outputs, audience: Audience, policy: str | None, context: Context
) -> Iterator[Done]:
    from reviewer_app.cli.path_masks import PathMasks, masked_error
    from reviewer_app.rules.assess import load_toolbox
    from reviewer_app.services.redact import Redaction, examine, rewrite

    redaction = Redaction(audience, context, policy)
    with open_desk() as desk:
        toolbox = load_toolbox()
        paths_say = PathMasks(assessor(context))
        for file in files:
            masks = Masks(paths_say.findings(file), reveal=False)
            path = masks.text(output.printable(file))
            try:
                examined = examine(desk, toolbox, read_bytes(file), name_of(file), redaction)
                path = Masks(examined.report.findings, reveal=False).text(path)  # what the model found too
                result = rewrite(desk, toolbox, examined, redaction)
                result.require_clean()
                yield Done(path, result, outputs.write(result.name, result.data))
            except UsageFault:
                raise
            except ReviewerError as error:
                yield Done(path, error=masked_error(error, masks))


def _show_text(done: Done, audience: Audience) -> None:
    del audience
    if done.error is not None:
        output.write_problem(output.error_value(done.error)["message"])
    if done.result is None or done.out is None:
        return
    where = output.printable(done.out)
    output.write_line(say("cli.redact.written", path=done.path, out=where, edits=done.result.edited))
    if done.result.unread:
        output.write_problem(say("cli.redact.unread", path=done.path, count=len(done.result.unread)))


def _show_json(done: Done, audience: Audience) -> None:
    output.write_json(_value(done, audience))


def _value(done: Done, audience: Audience) -> dict[str, Any]:
    """The shape of `resources/schemas/redact.schema.json`."""
    result, error = done.result, done.error
    return {
        "schema": 1,
        "path": done.path,
        "out": output.printable(done.out) if done.out else None,
        "audience": audience.value,
        "policy": result.policy.name if result else None,
        "edited": result.edited if result else 0,
        "columns": result.columns if result else 0,
        "tables": result.tables if result else 0,
        "kept": result.kept if result else 0,
        "unread": len(result.unread) if result else 0,
        "uncovered": error.values["count"] if isinstance(error, PublicVersionNotClean) else 0,
        "sha256": sha256(result.data).hexdigest() if result else None,
        "proof": _proof(result.evidence) if result else None,
        "error": output.error_value(error) if error else None,
    }


def _proof(proof: ResultProof) -> dict[str, Any]:
    return {**asdict(proof), "readers": list(proof.readers)}
