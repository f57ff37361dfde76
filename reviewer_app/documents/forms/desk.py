"""Where templates and phrases come from: the office's folder first, then what is shipped.

The parsers are imported when the first form is made: the window opens without them.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from reviewer_app.domain.errors import Fault, TemplateUnusable
from reviewer_app.ports.forms import FilledForm, Form, FormValues, Sheet
from reviewer_app.rules.strict_yaml import parse, read_mapping

PHRASES: Final = "phrases.yaml"
MAX_TEMPLATE_BYTES: Final = 8 * 1024 * 1024
"""A form is a page or two; anything larger is the wrong file."""


class OfficeForms:
    """Fulfils `ports.forms.FormDesk`. `folder` may be missing: then only what is shipped is used."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def fill(self, form: Form, name: str, values: FormValues) -> FilledForm:
        """Fill the template of a form."""
        from reviewer_app.documents.forms import docx_filling, docx_html

        template = f"{form.value}.docx"
        filled = docx_filling.fill(self._read(template), template, values, places())
        return FilledForm(name, filled, *docx_html.html_of(filled))

    def workbook(self, sheets: tuple[Sheet, ...]) -> bytes:
        """An xlsx without formulas."""
        from reviewer_app.documents.forms import workbook

        return workbook.write(sheets)

    def phrases(self, group: str) -> Mapping[str, str]:
        """The office's phrases of a group."""
        try:
            found = parse(self._read(PHRASES).decode("utf-8-sig"))
        except (Fault, UnicodeDecodeError):
            raise TemplateUnusable(name=PHRASES, detail="YAML") from None
        lines = found.get(group, {}) if isinstance(found, dict) else None
        if not isinstance(lines, dict) or not all(isinstance(line, str) for line in lines.values()):
            raise TemplateUnusable(name=PHRASES, detail=group)
        return lines

    def _read(self, name: str) -> bytes:
        own = self._folder / name if self._folder is not None else None
        if own is None or not own.is_file():
            return (files("resources") / "forms" / name).read_bytes()
        try:
            if own.stat().st_size <= MAX_TEMPLATE_BYTES:
                return own.read_bytes()
        except OSError as error:
            raise TemplateUnusable(name=name, detail=type(error).__name__) from None
        raise TemplateUnusable(name=name, detail=f"> {MAX_TEMPLATE_BYTES} B")


@cache
def places() -> Mapping[str, str]:
    """The word of each place inside a template ("标题", "文件.名称") to its key ("title", "part.name")."""
    return {word: key for key, word in read_mapping("forms/places.yaml").items()}
