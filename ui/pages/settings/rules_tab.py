"""规则与策略, to read: what is in force, which version, from where, with which hash."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QWidget

from reviewer_app.domain.legal import Certainty
from reviewer_app.ports.read_models import Rows
from reviewer_app.rules.assess import Toolbox
from reviewer_app.rules.other_laws import load_laws
from reviewer_app.rules.policy import PolicyBook, load_book
from reviewer_app.services.desk import Desk
from reviewer_app.services.import_calendar import ImportCalendar, ImportedCalendar, import_calendar
from ui.actions.front import Front
from ui.actions.small_file import read_small
from ui.dialogs.rows_table import table_of
from ui.models.rows import Column, RowsModel
from ui.pages.settings.tab import ListTab
from ui.text import Words


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One set of data the program decides by."""

    what: str
    version: str
    source: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class TreatmentRow:
    """What a policy does with one kind of personal data."""

    kind: str
    prose: str
    table: str
    source: str


def rule_rows(words: Words, toolbox: Toolbox, book: PolicyBook) -> Iterator[RuleRow]:
    """All of them; the last line covers everything."""
    yield RuleRow(words("rules.privacy"), toolbox.rules.version,
                  words("rules.privacy_source", rules=len(toolbox.rules.rules)), toolbox.rules.sha256)
    yield RuleRow(words("rules.policy"), book.version, words("rules.policy_source", policies=len(book.policies)),
                  book.sha256)
    for pack in toolbox.packs:
        key = "rules.law_repealed" if pack.repealed else "rules.law_source"
        yield RuleRow(words("rules.law"), f"{pack.regulation} {pack.version}",
                      words(key, order=pack.order, start=pack.in_force, end=pack.repealed or ""))
    for law in load_laws():
        start = law.in_force or words("rules.start_unknown")
        yield RuleRow(words("rules.law"), f"{law.name} {law.version}",
                      words("rules.other_law", number=law.number, start=start, articles=len(law.articles)))
    catalogue = toolbox.catalogue
    yield RuleRow(words("rules.catalogue"), catalogue.title,
                  words("rules.catalogue_source", number=catalogue.number, start=catalogue.in_force,
                        columns=len(catalogue.columns)))
    years = sorted(toolbox.calendar.years)
    yield RuleRow(words("rules.calendar"), words("rules.calendar_source", first=years[0], last=years[-1]), "—")
    yield RuleRow(words("rules.whole"), "—", "—", toolbox.sha256)


def treatment_rows(words: Words, book: PolicyBook, name: str) -> Iterator[TreatmentRow]:
    """One policy, kind by kind."""
    for kind, treatment in book.policies[name].treatments.items():
        source = book.sources[treatment.source]
        doubt = words("policy.certainty.unverified") if source.certainty is Certainty.MEMORY else ""
        yield TreatmentRow(words(f"type.{kind.value}"), words(f"verb.{treatment.prose.value}"),
                           words(f"verb.{treatment.list.value}"), source.says + doubt)


class RulesTab(ListTab[RuleRow]):
    """Versions above, one policy below."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        words = front.words
        columns: tuple[Column[RuleRow], ...] = (
            Column(words("rules.what"), lambda row: row.what, width=160),
            Column(words("rules.version"), lambda row: row.version, tip=lambda row: row.version, width=280),
            Column(words("rules.source"), lambda row: row.source, tip=lambda row: row.source, width=340),
            Column(words("rules.sha"), lambda row: row.sha256[:16] or "—", tip=lambda row: row.sha256),
        )
        super().__init__(front, "rules.hint", "rules.list", columns, parent)
        self._book = load_book()
        self.policy = QComboBox(self)
        self.policy.setAccessibleName(words("policy.choose"))
        for name, policy in self._book.policies.items():
            self.policy.addItem(policy.title, name)
        self.treatments: RowsModel[TreatmentRow] = RowsModel((
            Column(words("policy.kind"), lambda row: row.kind, width=160),
            Column(words("policy.prose"), lambda row: row.prose, width=110),
            Column(words("policy.table"), lambda row: row.table, width=120),
            Column(words("policy.source"), lambda row: row.source, tip=lambda row: row.source, width=400),
        ), self)
        across = QHBoxLayout()
        across.addWidget(QLabel(words("policy.choose"), self))
        across.addWidget(self.policy)
        across.addStretch(1)
        self.body.addLayout(across)
        self.treatment_table = table_of(self.treatments, words("policy.list"), self)
        self.body.addWidget(self.treatment_table, 1)
        self.policy.currentIndexChanged.connect(self.on_policy)
        self.calendar_button = self.button("rules.import_calendar")
        self.add_buttons(self.calendar_button)
        self.calendar_button.clicked.connect(self.choose_calendar)
        self.reload()
        self.on_policy()

    def reload(self) -> None:
        """Show what is in force."""
        self.show_rows(tuple(rule_rows(self.front.words, self.front.desk.toolbox, self._book)))

    @Slot()
    def choose_calendar(self) -> None:
        """Ask for the notice of a year as a table."""
        words = self.front.words
        dialog = QFileDialog(self, words("rules.import_calendar"), "", words("rules.calendar_files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.on_calendar)
        self.ask(dialog)

    @Slot(str)
    def on_calendar(self, name: str) -> None:
        """Take it."""
        self.front.do(self, partial(_import, self.front.actor), Path(name), self.on_imported)

    @Slot(object)
    def on_imported(self, done: ImportedCalendar) -> None:
        """Say what changed with it."""
        self.reload()
        years = self.front.words("missing.join").join(map(str, done.years))
        self.front.say("green", "rules.imported", years=years, changed=len(done.changed), moved=len(done.moved))

    @Slot()
    def on_policy(self, *_args: object) -> None:
        """Another policy."""
        rows = tuple(treatment_rows(self.front.words, self._book, self.policy.currentData()))
        self.treatments.restart(Rows(rows, None))


def _import(actor: str, desk: Desk, path: Path) -> ImportedCalendar:
    return import_calendar(desk, ImportCalendar(actor, read_small(path), path.name))
