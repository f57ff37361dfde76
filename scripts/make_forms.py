"""Makes the blank 《信息公开送审单》 in resources/forms/ from its labels: a two-column table with drop-down choices.

The same labels tell the program what was filled in (reviewer_app/services/intake_form.py). Run it after changing them.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from reviewer_app.domain.items import Carrier, Urgency
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.services.intake_form import FORM
from reviewer_app.text import say

FORMS = Path(__file__).resolve().parents[1] / "resources" / "forms"
TARGET = FORMS / "intake_form.docx"
FIXED = (2018, 1, 1, 0, 0, 0)
LONG = {"reason": Cm(4)}


def choices() -> dict[str, list[str]]:
    """What can be chosen, field by field."""
    decided = [one for one in DisclosureAttribute if one is not DisclosureAttribute.UNDETERMINED]
    return {
        "carrier": [say(f"carrier.{one.value}") for one in Carrier],
        "urgency": [say(f"urgency.{one.value}") for one in Urgency],
        "attribute": [say(f"attribute.{one.value}") for one in decided],
        "column": [f"{one.id} {one.title}" for one in load_catalogue().columns],
    }


def control(tag: str, label: str, options: list[str] | None, placeholder: str) -> Any:  # noqa: ANN401 - an lxml element
    """A content control: a drop-down list, or plain text."""
    made = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    for name, value in (("w:alias", label), ("w:tag", tag)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        properties.append(element)
    properties.append(OxmlElement("w:showingPlcHdr"))
    kind = OxmlElement("w:dropDownList" if options else "w:text")
    for option in options or ():
        item = OxmlElement("w:listItem")
        item.set(qn("w:displayText"), option)
        item.set(qn("w:value"), option)
        kind.append(item)
    if not options:
        kind.set(qn("w:multiLine"), "1")
    properties.append(kind)
    content = OxmlElement("w:sdtContent")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = placeholder
    run.append(text)
    content.append(run)
    made.append(properties)
    made.append(content)
    return made


def main() -> None:
    """Write the form; the same labels give the same bytes."""
    form = read_mapping(FORM)
    document = Document()
    document.styles["Normal"].font.size = Pt(12)
    document.styles["Normal"].font.name = "宋体"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    heading = document.add_paragraph(style="Title")
    heading.add_run(form["title"])
    document.add_paragraph(form["hint"])
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    chosen = choices()
    pick, fill = form["placeholders"]
    for field, label in form["labels"].items():
        row = table.add_row()
        if field in LONG:
            row.height = LONG[field]
        left, right = row.cells
        left.width, right.width = Cm(4.5), Cm(11.5)
        left.paragraphs[0].add_run(label).bold = True
        options = chosen.get(field)
        right.paragraphs[0]._p.append(control(field, label, options, pick if options else fill))  # noqa: SLF001 - python-docx has no content controls
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = form["title"]
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, FIXED), source.read(name), zipfile.ZIP_DEFLATED)
    print(TARGET)


if __name__ == "__main__":
    main()
