"""The current finding: why, what is proposed, the six decisions with their keys, and what they would write."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.findings import Action, FindingType
from reviewer_app.domain.office import OfficePhone
from reviewer_app.domain.readiness import NOT_CUTTABLE, SECRECY_TYPES
from reviewer_app.domain.review import DispositionKind
from reviewer_app.services.dispose import WRITING
from ui.models.review_state import MarkedFinding
from ui.pages.review.finding_words import FindingWords
from ui.text import Words

KINDS = (
    DispositionKind.MASK, DispositionKind.GENERALISE, DispositionKind.REMOVE, DispositionKind.REPLACE,
    DispositionKind.KEEP, DispositionKind.NOT_A_FINDING,
)
PROPOSED = {
    Action.MASK: DispositionKind.MASK, Action.GENERALISE: DispositionKind.GENERALISE,
    Action.REMOVE: DispositionKind.REMOVE, Action.REPLACE: DispositionKind.REPLACE, Action.KEEP: DispositionKind.KEEP,
}
CUTS = {
    DispositionKind.MASK: Action.MASK, DispositionKind.GENERALISE: Action.GENERALISE,
    DispositionKind.REMOVE: Action.REMOVE, DispositionKind.REPLACE: Action.REPLACE,
}
TITLE_SHOWN = 40
TELEPHONES = frozenset({FindingType.MOBILE, FindingType.LANDLINE})
ELSEWHERE = SECRECY_TYPES | {FindingType.ATTRIBUTE}


class FindingCard(QFrame):
    """Emits `decided` with (kind, words to write or None, for the whole group)."""

    decided = Signal(object, object, bool)

    def __init__(self, words: Words, about: FindingWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._words = words
        self._about = about
        self._one: MarkedFinding | None = None
        self._phones: tuple[OfficePhone, ...] = ()
        self._active = False
        self.title = QLabel(self)
        self.title.setObjectName("title")
        self.why = QLabel(self)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why.setProperty("hint", "true")
        self.proposed = QLabel(self)
        self.stays = QLabel(self)
        self.stays.setProperty("level", "amber")
        for label in (self.title, self.stays, self.why, self.proposed):
            label.setWordWrap(True)
        self.replacement = QComboBox(self)
        self.replacement.setEditable(True)
        # Kept: the box hands its line edit out as one that may be missing.
        self._written = QLineEdit(self.replacement)
        self.replacement.setLineEdit(self._written)
        self.replacement.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.replacement.setAccessibleName(words("findings.replacement"))
        self.buttons = {kind: self._button(kind) for kind in KINDS}
        self.group = QPushButton(self)
        self.group.setCheckable(True)
        self.group.setProperty("kind", "chip")
        self.seen = QPushButton(words("findings.seen"), self)
        self.seen.clicked.connect(self.on_seen)
        self._lay_out()
        self.show_finding(None, 1, whole=False)

    def set_phones(self, phones: Sequence[OfficePhone]) -> None:
        """The office's numbers that may stand in for a private one."""
        self._phones = tuple(phones)

    def set_active(self, *, active: bool) -> None:
        """Whether decisions may be taken here at all."""
        self._active = active
        self._enable()

    def show_finding(self, one: MarkedFinding | None, group: int, *, whole: bool, stays: str = "") -> None:
        """Explain a finding; `group` counts what would be decided with it, `whole` whether that is meant.

        `stays` says in which public version it stays although it was decided to go.
        """
        fresh = one is None or self._one is None or one.finding is not self._one.finding
        self._one = one
        self.setVisible(one is not None)
        if one is None:
            return
        finding = one.finding
        value = self._about.value(finding)
        kind = self._words(f"type.{finding.type.value}")
        self.title.setText(f"{kind}　{value if len(value) <= TITLE_SHOWN else value[:TITLE_SHOWN] + '…'}")
        self.title.setToolTip(value[:400])
        self.why.setText("\n".join(self._about.why(finding)))
        self.why.setToolTip(finding.rule)
        self.proposed.setText(self._about.proposal(one))
        self.stays.setText(stays)
        self.stays.setVisible(bool(stays))
        if fresh:
            self._offer_words(one)
        self.group.setText(self._words("findings.group", count=group))
        self.group.setVisible(group > 1)
        self.group.setChecked(whole and group > 1)
        proposed = PROPOSED.get(finding.action)
        for each, button in self.buttons.items():
            button.setProperty("proposed", "true" if each is proposed else "false")
            button.setChecked(one.disposition is not None and one.disposition.kind is each)
            button.style().polish(button)
            button.setToolTip(self._tip(one, each))
        self._enable()

    def decide(self, kind: DispositionKind, *, whole_group: bool = False) -> None:
        """Emit a decision; 替换 without words asks for them first, unless the phone book has the number."""
        one = self._one
        if one is None or (kind in self.buttons and not self.buttons[kind].isEnabled()):
            return
        text = self.replacement.currentText().strip()
        phone = one.finding.type in TELEPHONES and bool(self._phones)
        if kind is DispositionKind.REPLACE and not text and not phone:
            self.replacement.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.proposed.setText(self._words("findings.replace_first"))
            return
        written = text if kind in {DispositionKind.REPLACE, DispositionKind.GENERALISE} and text else None
        self.decided.emit(kind, written, whole_group or self.group.isChecked())

    @Slot()
    def on_seen(self) -> None:
        """已阅."""
        self.decide(DispositionKind.SEEN)

    @Slot()
    def on_kind(self) -> None:
        """A decision by its button."""
        sender = self.sender()
        kind = next(kind for kind, button in self.buttons.items() if button is sender)
        if self._one is not None:
            # The press itself checks nothing: what is decided is shown once it is recorded.
            self.buttons[kind].setChecked(self._one.disposition is not None and self._one.disposition.kind is kind)
        self.decide(kind)

    @Slot()
    def on_enter(self) -> None:
        """Enter in the words to write is 替换."""
        self.decide(DispositionKind.REPLACE)

    def _offer_words(self, one: MarkedFinding) -> None:
        """Office numbers for a telephone, the coarser form for an address; else the field is empty."""
        self.replacement.clear()
        if one.finding.type in TELEPHONES:
            self.replacement.addItems([phone.number for phone in self._phones])
        self.replacement.setCurrentIndex(-1)
        self.replacement.setEditText("")
        hint = self._phones[0] if one.finding.type in TELEPHONES and self._phones else None
        self._written.setPlaceholderText(
            self._words("findings.replacement.phone", number=hint.number, unit=hint.unit)
            if hint is not None else self._words("findings.replacement.hint")
        )

    def _tip(self, one: MarkedFinding, kind: DispositionKind) -> str:
        if kind in CUTS and one.finding.type in NOT_CUTTABLE:
            return self._words("findings.not_cuttable")
        made = self._about.preview(one.finding, CUTS[kind]) if kind in CUTS else ""
        return self._words("findings.preview", text=made) if made else self._words(f"disposition.tip.{kind.value}")

    def _enable(self) -> None:
        one = self._one
        here = self._active and one is not None and one.finding.type not in ELSEWHERE
        for kind, button in self.buttons.items():
            button.setVisible(one is None or one.finding.type not in ELSEWHERE)
            button.setEnabled(here and not (kind in CUTS and one is not None and one.finding.type in NOT_CUTTABLE))
            if one is not None and one.finding.region and kind in WRITING:
                button.hide()  # a rectangle is painted over, nothing can be written in its place
                button.setEnabled(False)
        cuttable = one is not None and one.finding.type not in NOT_CUTTABLE | ELSEWHERE and not one.finding.region
        self.replacement.setVisible(cuttable)
        self.replacement.setEnabled(here)
        self.group.setEnabled(here)
        self.seen.setVisible(one is not None and one.state == "amber")
        self.seen.setEnabled(here)

    def _button(self, kind: DispositionKind) -> QPushButton:
        button = QPushButton(self._words(f"disposition.key.{kind.value}"), self)
        button.setProperty("kind", "decision")
        button.setCheckable(True)
        button.clicked.connect(self.on_kind)
        return button

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(6)
        for label in (self.title, self.stays, self.why, self.proposed):
            inside.addWidget(label)
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, kind in enumerate(KINDS):
            grid.addWidget(self.buttons[kind], number // 3, number % 3)
        inside.addLayout(grid)
        inside.addWidget(self.replacement)
        across = QHBoxLayout()
        across.addWidget(self.group)
        across.addStretch(1)
        across.addWidget(self.seen)
        inside.addLayout(across)
        self._written.returnPressed.connect(self.on_enter)
