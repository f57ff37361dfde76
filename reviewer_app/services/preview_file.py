"""拖入即读: one file read and checked before anything is entered: the drafter sees at once what the program sees.

Nothing is kept: the bytes and what was read of them go back to the caller. A secrecy mark is refused here already.
"""

from dataclasses import dataclass, replace

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.errors import SecrecyMarked
from reviewer_app.domain.items import Carrier
from reviewer_app.domain.report import CheckReport
from reviewer_app.rules.assess import assess
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.intake_form import IntakeForm, read_intake_form
from reviewer_app.services.name_pass import read_with_names
from reviewer_app.services.packaging import UNWATCHED, Ask, Watch, check_context, known_to, record_blocked
from reviewer_app.services.part_names import IncomingFile


@dataclass(frozen=True, slots=True)
class PreviewFile:
    """Read `file` as it would be read in a package with that carrier; `body` is the body's report once known."""

    actor: str
    file: IncomingFile
    carrier: Carrier = Carrier.DRAFT_DOCUMENT
    body: CheckReport | None = None


@dataclass(frozen=True, slots=True)
class FilePreview:
    """The file with what was read of it, what was found in it, and its fields where it is a 送审单."""

    file: IncomingFile
    report: CheckReport
    form: IntakeForm | None


def preview_file(desk: Desk, command: PreviewFile, watch: Watch = UNWATCHED) -> FilePreview:
    """Read and check; raises `UnreadableFile`, `ReadingCancelled`, or `SecrecyMarked`, logged by its level's word."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.ITEM_DRAFT)
        known = known_to(uow, desk)
    file = command.file
    read = file.read or read_with_names(desk.documents, file.data, file.name, cancelled=watch.cancelled)
    context = check_context(desk, Ask(command.carrier), file.role, command.body, known)
    report = assess(read.document, desk.toolbox, context)
    if report.secrecy_level:
        marked = SecrecyMarked(level=report.secrecy_level)
        record_blocked(desk, command.actor, marked)
        raise marked
    return FilePreview(replace(file, read=read), report, read_intake_form(read.document, desk.toolbox.catalogue))
