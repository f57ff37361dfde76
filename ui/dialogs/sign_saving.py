"""Forms and ledgers to file or printer: asks where to, makes and writes them off the GUI thread, says where."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer_app.domain.errors import FileNotWritten
from reviewer_app.ports.forms import FilledForm
from reviewer_app.services.approval_form import MakeApprovalForm, approval_form
from reviewer_app.services.desk import Desk
from reviewer_app.services.lexicon import lexicon_workbook
from reviewer_app.services.monthly_ledger import MakeMonthlyLedger, monthly_ledger
from reviewer_app.services.reassess import Reassessed, reassessment_workbook
from reviewer_app.services.return_slip import MakeReturnSlip, return_slip
from ui.actions.front import Front
from ui.widgets.form_pages import document_of, pdf_of, set_page

NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
LONGEST_NAME: Final = 80
LETTERS: Final = "docx"


@dataclass(frozen=True, slots=True)
class _Saving:
    """What is made, and where it goes."""

    target: Path
    make: Callable[[Desk], bytes]


class FormSaver(QObject):
    """One for each page that offers forms; `parent` is the widget that its questions stand over."""

    def __init__(self, front: Front, parent: QWidget) -> None:
        super().__init__(parent)
        self._front = front
        self._widget = parent

    def save_approval(self, item: str, title: str, ending: str) -> None:
        """审批表 as "docx" or "pdf"."""
        command = MakeApprovalForm(self._front.actor, item)
        name = self._front.words("form.approval.name", title=title)
        self._save(name, ending, partial(_form_bytes, partial(approval_form, command=command), ending))

    def print_approval(self, item: str) -> None:
        """审批表 to the printer that the person chooses."""
        command = MakeApprovalForm(self._front.actor, item)
        self._front.do(self, approval_form, command, self.on_printable, title=self._front.words("form.making"))

    def save_slip(self, item: str) -> None:
        """退回意见单 as Word file; its name holds no title, for the title may hold a name."""
        command = MakeReturnSlip(self._front.actor, item)
        name = self._front.words("form.slip.file", day=self._front.desk.today().isoformat())
        self._save(name, LETTERS, partial(_form_bytes, partial(return_slip, command=command), LETTERS))

    def save_ledger(self, month: date) -> None:
        """登记台账 and 汇总表 of a month."""
        command = MakeMonthlyLedger(self._front.actor, month)
        name = self._front.words(
            "monthly.name", month=self._front.words("monthly.month", year=month.year, month=month.month)
        )
        self._save(name, "xlsx", partial(_ledger_bytes, command, self._front))

    def save_lexicon(self) -> None:
        """表述词表 of the office as a workbook that can be imported again."""
        make = partial(_lexicon_bytes, self._front.actor)
        self._save(self._front.words("lexicon.list"), "xlsx", make)

    def save_worklist(self, lines: tuple[Reassessed, ...]) -> None:
        """新旧条例衔接: the worklist as a workbook, for those who deal with it."""
        make = partial(_worklist_bytes, lines)
        self._save(self._front.words("ledger.tab.reassess"), "xlsx", make)

    @Slot(object)
    def on_printable(self, form: FilledForm) -> None:
        """Choose the printer and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_page(printer, form)
        dialog = QPrintDialog(printer, self._widget)
        dialog.setWindowTitle(form.name)
        if dialog.exec():
            document_of(form, printer).print_(printer)

    @Slot(object)
    def on_saved(self, target: Path) -> None:
        """Say where it lies."""
        self._front.say("green", "form.saved", name=target.name, folder=str(target.parent))

    def _save(self, name: str, ending: str, make: Callable[[Desk], bytes]) -> None:
        words = self._front.words
        suggested = f"{NOT_IN_NAMES.sub('', name)[:LONGEST_NAME]}.{ending}"
        chosen, _ = QFileDialog.getSaveFileName(
            self._widget, words("form.save_as"), str(Path.home() / suggested), f"*.{ending}"
        )
        if chosen:
            target = Path(chosen)
            if target.suffix.lower() != f".{ending}":
                target = target.with_name(f"{target.name}.{ending}")
            self._front.do(self, _write, _Saving(target, make), self.on_saved, title=words("form.making"))


def _form_bytes(make: Callable[[Desk], FilledForm], ending: str, desk: Desk) -> bytes:
    form = make(desk)
    return pdf_of(form) if ending == "pdf" else form.docx


def _ledger_bytes(command: MakeMonthlyLedger, front: Front, desk: Desk) -> bytes:
    return monthly_ledger(desk, command, front.reads).xlsx


def _lexicon_bytes(actor: str, desk: Desk) -> bytes:
    return lexicon_workbook(desk, actor)


def _worklist_bytes(lines: tuple[Reassessed, ...], desk: Desk) -> bytes:
    return reassessment_workbook(desk, lines)


def _write(desk: Desk, saving: _Saving) -> Path:
    """Write beside and rename over: a file is there whole or not at all."""
    data = saving.make(desk)
    beside = saving.target.with_name(f".{saving.target.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(saving.target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise FileNotWritten(name=saving.target.name, detail=os.strerror(error.errno or 0)) from None
    return saving.target
