"""② 个人信息: the findings of the open part, the current one explained, and what can be done about it."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.document import Place, UnreadReason
from reviewer_app.domain.findings import Action, Finding
from reviewer_app.domain.review import DispositionKind
from reviewer_app.services.open_item import ItemView, PartView
from ui.models.finding_tree import FindingGroup, FindingTree, grouped
from ui.models.review_state import MarkedFinding, group_of, marked
from ui.models.rows import ROW_ROLE, STATE_ROLE
from ui.text import Words
from ui.widgets.state_delegate import StateDelegate

KINDS = (
    DispositionKind.MASK,
    DispositionKind.GENERALISE,
    DispositionKind.REMOVE,
    DispositionKind.REPLACE,
    DispositionKind.KEEP,
    DispositionKind.NOT_A_FINDING,
)
PROPOSED = {
    Action.MASK: DispositionKind.MASK,
    Action.GENERALISE: DispositionKind.GENERALISE,
    Action.REMOVE: DispositionKind.REMOVE,
    Action.REPLACE: DispositionKind.REPLACE,
    Action.KEEP: DispositionKind.KEEP,
}


class PrivacyPanel(QWidget):
    """Shows findings and emits what the person decides; the page forwards it."""

    current_changed = Signal(object)
    decided = Signal(object, object, bool)
    """(kind, replacement or None, for the whole group)."""

    looked = Signal(object)
    """Places of unread pieces that were looked at."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._findings: tuple[MarkedFinding, ...] = ()
        self._current: MarkedFinding | None = None
        self.model = FindingTree(self._line, self._count, self)
        self.tree = self._tree()
        self.title = QLabel(self)
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        self.why = QLabel(self)
        self.why.setWordWrap(True)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.proposed = QLabel(self)
        self.proposed.setWordWrap(True)
        self.replacement = QLineEdit(self)
        self.replacement.setAccessibleName(words("privacy.replacement"))
        self.replacement.setPlaceholderText(words("privacy.replacement"))
        self.buttons: dict[DispositionKind, QPushButton] = {}
        self.group = QPushButton(self)
        self.group.setCheckable(True)
        self.group.setProperty("kind", "chip")
        self.seen = QPushButton(words("privacy.seen"), self)
        self.unread_title = QLabel(words("privacy.unread"), self)
        self.unread_title.setWordWrap(True)
        self.unread = QListWidget(self)
        self.unread.setAccessibleName(words("privacy.unread"))
        self.unread.setMaximumHeight(120)
        self.tick = QPushButton(self)
        self._lay_out()
        self.seen.clicked.connect(self.on_seen)
        self.tick.clicked.connect(self.on_tick)
        self.unread.itemChanged.connect(self.on_unread_changed)
        self.tree.selectionModel().currentChanged.connect(self.on_tree)

    @property
    def current(self) -> MarkedFinding | None:
        """The finding that decisions are about."""
        return self._current

    @property
    def findings(self) -> tuple[MarkedFinding, ...]:
        """All findings of the open part."""
        return self._findings

    def show_part(self, view: ItemView, part: PartView) -> None:
        """Show a part's findings, keeping the current one current."""
        self._findings = marked(view, part)
        self.model.set_groups(grouped(self._findings, self._title))
        number = self._current.finding.number if self._current else None
        same = next((one for one in self._findings if one.finding.number == number), None)
        self.set_current(same if same is not None and same.part == part.part.id else None)
        self._show_unread(view, part)

    def set_current(self, one: MarkedFinding | None) -> None:
        """Make a finding current and explain it."""
        self._current = one
        self._explain()
        if one is not None:
            index = self.model.index_of(one.finding.number)
            if index != self.tree.currentIndex():
                self.tree.setCurrentIndex(index)
                self.tree.scrollTo(index)

    def decide(self, kind: DispositionKind, *, whole_group: bool = False) -> None:
        """Emit a decision about the current finding."""
        if self._current is None:
            return
        text = self.replacement.text().strip()
        replacement = text if kind in {DispositionKind.REPLACE, DispositionKind.GENERALISE} and text else None
        self.decided.emit(kind, replacement, whole_group or self.group.isChecked())

    def chosen(self, *, whole_group: bool) -> tuple[MarkedFinding, ...]:
        """The findings that a decision is about."""
        if self._current is None:
            return ()
        return group_of(self._findings, self._current) if whole_group else (self._current,)

    @Slot(QModelIndex, QModelIndex)
    def on_tree(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Another line of the tree: a finding, or the first of a group."""
        row = index.data(ROW_ROLE)
        one = row.findings[0] if isinstance(row, FindingGroup) else row
        if isinstance(one, MarkedFinding) and (self._current is None or one.finding != self._current.finding):
            self._current = one
            self._explain()
            self.current_changed.emit(one)

    @Slot()
    def on_seen(self) -> None:
        """已阅."""
        self.decide(DispositionKind.SEEN)

    @Slot()
    def on_kind(self) -> None:
        """One of the six."""
        sender = self.sender()
        kind = next(kind for kind, button in self.buttons.items() if button is sender)
        self.decide(kind)

    @Slot()
    def on_tick(self) -> None:
        """The ticked unread pieces were looked at."""
        places = tuple(
            self.unread.item(row).data(ROW_ROLE) for row in range(self.unread.count())
            if self.unread.item(row).checkState() == Qt.CheckState.Checked
        )
        if places:
            self.looked.emit(places)

    @Slot()
    def on_unread_changed(self, *_args: object) -> None:
        """Count the ticks."""
        rows = range(self.unread.count())
        count = sum(self.unread.item(row).checkState() == Qt.CheckState.Checked for row in rows)
        self.tick.setText(self._words("privacy.unread.tick", count=count))
        self.tick.setEnabled(count > 0)

    # --- showing ----------------------------------------------------------------------------------

    def _explain(self) -> None:
        one = self._current
        for widget in (self.why, self.proposed, self.replacement, self.group, self.seen, *self.buttons.values()):
            widget.setVisible(one is not None)
        if one is None:
            self.title.setText(self._words("privacy.none") if not self._findings else "")
            return
        finding = one.finding
        self.title.setText(f"{self._words(f'type.{finding.type.value}')}　{finding.value}")
        self.why.setText("\n".join(self._reasons(finding)))
        self.proposed.setText(self._proposal(one))
        self.replacement.setText(finding.replacement or "")
        group = group_of(self._findings, one)
        self.group.setText(self._words("privacy.group", count=len(group)))
        self.group.setVisible(len(group) > 1)
        self.group.setChecked(False)
        self.seen.setVisible(not finding.blocks)
        proposed = PROPOSED.get(finding.action)
        for kind, button in self.buttons.items():
            button.setProperty("proposed", "true" if kind is proposed else "false")
            button.setChecked(one.disposition is not None and one.disposition.kind is kind)
            button.style().polish(button)

    def _reasons(self, finding: Finding) -> list[str]:
        words = self._words
        lines = [f"{words('privacy.why')}：{'；'.join(finding.evidence)}"] if finding.evidence else []
        lines.append(words("privacy.rule", rule=finding.rule))
        return lines

    def _proposal(self, one: MarkedFinding) -> str:
        words = self._words
        if one.disposition is not None:
            return words("privacy.decided", kind=words(f"disposition.{one.disposition.kind.value}"))
        return words("privacy.proposed", action=words(f"action.{one.finding.action.value}"))

    def _title(self, one: MarkedFinding) -> str:
        name = self._words(f"type.{one.finding.type.value}")
        in_table = one.finding.header is not None and one.finding.place.column is not None
        return f"{one.finding.header}（{name}）" if in_table else name

    def _count(self, group: FindingGroup) -> str:
        return f"{group.title}　{len(group.findings) - group.left}/{len(group.findings)}"

    def _line(self, one: MarkedFinding) -> str:
        return f"{one.finding.value[:24] or '—'}　{place_text(self._words, one.finding.place)}"

    def _show_unread(self, view: ItemView, part: PartView) -> None:
        looked = {place for look in view.facts.looks if look.part == part.part.id for place in look.places}
        left = [
            one for one in part.report.unread
            if one.place not in looked and one.reason is not UnreadReason.NAME_PASS_FAILED
        ]
        self.unread.clear()
        for one in left:
            reason = self._words(f"unread.{one.reason.value}")
            item = QListWidgetItem(
                self._words("privacy.unread.item", reason=reason, place=place_text(self._words, one.place))
            )
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(ROW_ROLE, one.place)
            self.unread.addItem(item)
        for widget in (self.unread_title, self.unread, self.tick):
            widget.setVisible(bool(left))
        self.on_unread_changed()

    def _tree(self) -> QTreeView:
        tree = QTreeView(self)
        tree.setModel(self.model)
        tree.setItemDelegate(StateDelegate(STATE_ROLE, tree, row_height=28))
        tree.setAccessibleName(self._words("privacy.list"))
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        return tree

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.unread_title)
        column.addWidget(self.unread)
        column.addWidget(self.tick)
        column.addWidget(self.tree, 1)
        card = QFrame(self)
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.addWidget(self.title)
        inside.addWidget(self.why)
        inside.addWidget(self.proposed)
        inside.addWidget(self.replacement)
        grid = QGridLayout()
        grid.setSpacing(6)
        for number, kind in enumerate(KINDS):
            button = self._kind_button(kind, self.on_kind)
            grid.addWidget(button, number // 3, number % 3)
        inside.addLayout(grid)
        across = QHBoxLayout()
        across.addWidget(self.group)
        across.addStretch(1)
        across.addWidget(self.seen)
        inside.addLayout(across)
        column.addWidget(card)

    def _kind_button(self, kind: DispositionKind, receiver: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._words(f"disposition.key.{kind.value}"), self)
        button.setProperty("kind", "decision")
        button.setCheckable(True)
        button.clicked.connect(receiver)
        self.buttons[kind] = button
        return button


def place_text(words: Words, place: Place) -> str:
    """A place in words: page, cell, row and column, or part of the file."""
    if place.cell is not None:
        return words("place.cell", sheet=place.sheet or "", cell=place.cell)
    if place.row is not None:
        return words("place.row", row=place.row, column=place.column or 1)
    if place.page is not None:
        return words("place.page", page=place.page)
    return words("place.part", part=place.part) if place.part else words("place.text")
