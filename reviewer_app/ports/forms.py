"""Forms of the office as services see them: Word templates with placeholders, and workbooks (window.md, 签批).

Templates are the office's own or the shipped ones; what is filled in is text by the key of a place. The words that
stand for the keys inside a template are in `resources/forms/places.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from reviewer_app.domain.errors import Fault

Cell = str | int | date | None
Entry = Mapping[str, str]


class Form(StrEnum):
    """The forms that there are; the value is the name of the template's file, without `.docx`."""

    APPROVAL = "approval_form"  # 审批表
    RETURN_SLIP = "return_slip"  # 退回意见单


@dataclass(frozen=True, slots=True)
class FormValues:
    """What goes into a form: `fields` by key, and `lists` by key with one mapping a line.

    `nothing` stands where a list has no line.
    """

    fields: Entry
    lists: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The paper of a form, in millimetres."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A filled form: the Word file, and the same as HTML for the printer and for PDF."""

    name: str  # file name, without ending
    docx: bytes
    html: str
    page: PageLayout


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: lines above the table, its columns (title, width in characters) and its rows."""

    title: str
    head: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


class FormDesk(Protocol):
    """Fills forms and writes workbooks."""

    def fill(self, form: Form, name: str, values: FormValues) -> FilledForm:
        """Fill the office's template; raises `TemplateUnusable` for one with places that nobody fills."""
        ...

    def workbook(self, sheets: tuple[Sheet, ...]) -> bytes:
        """An xlsx; no cell of it can become a formula, whatever its text begins with."""
        ...

    def phrases(self, group: str) -> Mapping[str, str]:
        """The office's phrases of a group, in order; raises `TemplateUnusable` where its file is not to be read."""
        ...


class NoForms:
    """The desk of a program part that has no forms: asking it is our own fault."""

    def fill(self, form: Form, name: str, values: FormValues) -> FilledForm:  # noqa: ARG002 - the protocol's
        """Raise `Fault`."""
        raise Fault(form.value)

    def workbook(self, sheets: tuple[Sheet, ...]) -> bytes:
        """Raise `Fault`."""
        raise Fault(str(len(sheets)))

    def phrases(self, group: str) -> Mapping[str, str]:
        """Raise `Fault`."""
        raise Fault(group)
