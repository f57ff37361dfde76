"""An item signed with amendments, revised by its drafter, decided again and waiting for the reviewer to confirm."""

import io
import zipfile

from reviewer_app.bootstrap.demo_steps import Walk, samples
from reviewer_app.domain.items import Change, Item
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.revise import Revise, revise
from reviewer_app.services.sign_amended import SignWithAmendments, sign_with_amendments
from window_office import WindowOffice

CHANGES = (Change(1, "界址清楚", "界址清晰"), Change(1, "面积准确", "面积核实无误"))
FURTHER = ("权属来源合法", "权属来源清楚")
"""A change that nobody listed."""
SAMPLE = "service_guide.docx"


def signed_with_amendments(office: WindowOffice, *, further: bool = False) -> Item:
    """The item `awaiting`, back under review as its second revision; `further`: with one change too many."""
    walk = Walk(office.desk, office.people, lambda _line: None)
    before = office.item("awaiting")
    people = office.people
    sign_with_amendments(
        office.desk,
        SignWithAmendments(people.signatory.id, before.id, before.version, people.signatory.key, CHANGES),
    )
    data = samples(SAMPLE)[0].data
    for old, new in [(one.before, one.after) for one in CHANGES] + ([FURTHER] if further else []):
        data = reworded(data, old, new)
    item = office.item("awaiting")
    files = (IncomingFile(SAMPLE, data),)
    item = revise(office.desk, Revise(people.drafter.id, item.id, item.version, people.drafter.id, files))
    item = walk.secrecy(walk.take_up(walk.submit(item)), note="已与起草科室核实，可以公开")
    item, _, _ = walk.dispose_as_proposed(item)
    item = walk.determine(item, DisclosureAttribute.PROACTIVE)
    item = walk.judge(item, audiences=(Audience.ALL,), channels=("government_site",))
    return walk.publish_for(item, Audience.ALL)


def reworded(docx: bytes, old: str, new: str) -> bytes:
    """A Word file with one wording for another in its text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                text = data.decode()
                assert text.count(old) == 1
                data = text.replace(old, new).encode()
            target.writestr(entry, data)
    return made.getvalue()
