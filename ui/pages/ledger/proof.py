"""What a verification showed: one sentence, who outside the machine's key stands behind it, and what does not hold."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reviewer_app.services.reviewing import minute
from reviewer_app.services.timestamps import Stamped
from reviewer_app.services.verify_office import OfficeReport, Witness
from reviewer_app.verifier.report import Problem
from reviewer_app.verifier.texts import PROBLEMS
from ui.text import Words

SHOWN_FAULTS = 5
"""The first ones say what to do; an exchanged log has one an entry, and the export lists them all."""
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class ProofStrip(QWidget):
    """Hidden until the first verification."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.verdict = self._line()
        self.witnesses = self._line()
        self.stamps = self._line()
        self.faults = self._line()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for line in (self.verdict, self.witnesses, self.stamps, self.faults):
            column.addWidget(line)
        self.hide()

    def begin(self) -> None:
        """It is under way."""
        self.verdict.setText(self._words("ledger.verifying"))
        self._level(self.verdict, "")
        for line in (self.witnesses, self.stamps, self.faults):
            line.hide()
        self.show()

    @Slot(object)
    def show_report(self, report: OfficeReport) -> None:
        """Show what came of it."""
        words = self._words
        self.verdict.setText(verdict_of(words, report))
        self._level(self.verdict, "green" if report.ok else "red")
        self._tell(self.witnesses, witnesses_of(words, report.witnesses), "" if report.witnesses else "amber")
        self._tell(self.stamps, stamps_of(words, report.stamps), "")
        self._tell(self.faults, "\n".join(faults_of(words, report)), "red")
        self.show()

    def _tell(self, line: QLabel, text: str, level: str) -> None:
        line.setText(text)
        line.setVisible(bool(text))
        self._level(line, level)

    def _level(self, line: QLabel, level: str) -> None:
        line.setProperty("level", level)
        line.style().polish(line)

    def _line(self) -> QLabel:
        line = QLabel(self)
        line.setWordWrap(True)
        line.setTextInteractionFlags(SELECTABLE)
        return line


def verdict_of(words: Words, report: OfficeReport) -> str:
    """One sentence for the result, with the first thing that does not hold."""
    if report.ok:
        return words("ledger.whole", signed=report.log.signed_size, rest=report.loose)
    return words("ledger.broken", count=report.faults, first=next(_faults(words, report)))


def witnesses_of(words: Words, witnesses: tuple[Witness, ...]) -> str:
    """How many co-signatures, whose the last is, and up to which entry."""
    if not witnesses:
        return words("ledger.witnesses.none")
    last = witnesses[-1]
    return words("ledger.witnesses", count=len(witnesses), name=last.name, at=minute(last.at), size=last.size)


def stamps_of(words: Words, stamps: tuple[Stamped, ...]) -> str:
    """How many timestamps, what the last says, and whether its signature was verified."""
    if not stamps:
        return words("ledger.stamps.none")
    last = stamps[-1]
    key = "ledger.stamps.verified" if last.verified else "ledger.stamps.unverified"
    return words(key, count=len(stamps), at=minute(last.generated), authority=last.authority, size=last.size)


def faults_of(words: Words, report: OfficeReport) -> tuple[str, ...]:
    """What else does not hold, a line each; the first one stands in the verdict."""
    lines = tuple(islice(_faults(words, report), 1, 1 + SHOWN_FAULTS))
    more = report.faults - 1 - len(lines)
    return (*lines, words("ledger.faults.more", count=more)) if more > 0 else lines


def _faults(words: Words, report: OfficeReport) -> Iterator[str]:
    """Made into words only where they are shown: an exchanged table has as many as it has rows."""
    for one in report.log.differences:
        yield words("ledger.first", table=one.table, key=one.key, item=one.item or "—")
    for problem in report.problems:
        yield _problem(words, problem)


def _problem(words: Words, problem: Problem) -> str:
    """What fails and where; the verifying core has its own words in Chinese, and stable codes for all others."""
    what = PROBLEMS[problem.code] if words.language == "zh_CN" else problem.code.value.replace("_", " ")
    return words("ledger.problem", what=what, where=problem.where)
