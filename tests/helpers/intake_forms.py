"""The shipped blank 送审单, filled in as a drafter would with his word processor."""

import io
from importlib.resources import files

from docx import Document


def filled(**values: str) -> bytes:
    """The form with some values typed beside their labels."""
    word = Document(io.BytesIO((files("resources") / "forms" / "intake_form.docx").read_bytes()))
    for row in word.tables[0].rows:
        label = row.cells[0].text
        if label in values:
            row.cells[1].paragraphs[0].clear()
            row.cells[1].paragraphs[0].add_run(values[label])
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()
