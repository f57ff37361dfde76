"""The findings of a step in the open part: a tree of groups, and the current one explained with its decisions."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.review import DispositionKind
from reviewer_app.services.public_words import stays_text
from ui.models.finding_tree import OPENED, FindingFilter, FindingGroup, FindingTree
from ui.models.review_state import MarkedFinding, Step, group_of
from ui.models.rows import ROW_ROLE, STATE_ROLE
from ui.pages.review.finding_card import FindingCard
from ui.pages.review.finding_words import FindingWords
from ui.pages.review.reading import ReviewScreen
from ui.text import Words
from ui.widgets.state_delegate import StateDelegate

ROW_HEIGHT = 26
SHORT = 12
"""A list of so many findings is looked through faster than it is filtered."""

TYPING_PAUSE = 150
"""Milliseconds after the last key before the list is narrowed."""


class _Tree(QTreeView):
    """Asks for four lines and takes what is left: on a small screen the decisions below must not be cut off."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Four lines."""
        return QSize(super().sizeHint().width(), 4 * ROW_HEIGHT)


class FindingsPanel(QWidget):
    """Shows findings and emits what the person decides; the page forwards it."""

    current_changed = Signal(object)
    decided = Signal(object, object, bool)
    """(kind, replacement or None, for the whole group)."""

    def __init__(self, words: Words, about: FindingWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._screen: ReviewScreen | None = None
        self._part = ""
        self._step = Step.PRIVACY
        self._findings: tuple[MarkedFinding, ...] = ()
        self._at: Mapping[int, int] = {}
        self._current: MarkedFinding | None = None
        self._group: FindingGroup | None = None
        self._moving = False
        self.model = FindingTree(about.line, about.count, self)
        self.tree = self._tree()
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(words("findings.filter"))
        self.filter.setAccessibleName(words("findings.filter"))
        self.filter.setClearButtonEnabled(True)
        self.open_only = QCheckBox(words("findings.open_only"), self)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(TYPING_PAUSE)
        self.narrowing = self._narrowing()
        self.none = QLabel(self)
        self.none.setProperty("hint", "true")
        self.none.setWordWrap(True)
        self.card = FindingCard(words, about, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.none)
        column.addWidget(self.narrowing)
        column.addWidget(self.tree, 1)
        column.addWidget(self.card)
        self.card.decided.connect(self.decided)
        self.tree.selectionModel().currentChanged.connect(self.on_tree)
        self.filter.textChanged.connect(self.pause.start)
        self.open_only.toggled.connect(self.on_filter)
        self.pause.timeout.connect(self.on_filter)

    @property
    def current(self) -> MarkedFinding | None:
        """The finding that decisions are about."""
        return self._current

    @property
    def findings(self) -> tuple[MarkedFinding, ...]:
        """All findings of the open part, whatever their step."""
        return self._findings

    @property
    def at(self) -> int | None:
        """Where in `findings` the current one stands."""
        return self._at.get(self._current.finding.number) if self._current is not None else None

    def numbered(self, number: int | None) -> MarkedFinding | None:
        """The finding of the open part with that number, or None."""
        at = self._at.get(number) if number is not None else None
        return self._findings[at] if at is not None else None

    def show_part(self, screen: ReviewScreen, part: str) -> None:
        """Show a part's findings, keeping the current one current."""
        self._screen, self._part = screen, part
        self._findings = screen.state.findings.get(part, ())
        self._at = screen.state.at.get(part, {})
        self.card.set_phones(screen.phones)
        number = self._current.finding.number if self._current and self._current.part == part else None
        # The group that was chosen is made anew by each reading.
        whole = self._group.key if self._group is not None else None
        self._fill()
        self._group = next((one for one in self.model.groups if one.key == whole), None)
        self.set_current(self.numbered(number), whole=self._group)

    def show_step(self, step: Step) -> None:
        """Show the findings of another step."""
        if step is not self._step:
            self._step = step
            self._fill()

    def set_current(self, one: MarkedFinding | None, whole: FindingGroup | None = None) -> None:
        """Make a finding current and explain it; `whole` where its group is meant."""
        self._current, self._group = one, whole
        self._explain()
        if one is None:
            return
        index = self.model.index_of(one.finding.number)
        above = index.parent()
        large = index.isValid() and len(self.model.groups[above.row()].findings) > OPENED
        closed = large and not self.tree.isExpanded(above)
        wanted = above if whole is not None or closed else index
        if wanted.isValid() and wanted != self.tree.currentIndex():
            self._moving = True
            self.tree.setCurrentIndex(wanted)
            self.tree.scrollTo(wanted)
            self._moving = False

    def decide(self, kind: DispositionKind, *, whole_group: bool = False) -> None:
        """Emit a decision about the current finding, as its button would."""
        self.card.decide(kind, whole_group=whole_group)

    def chosen(self, *, whole_group: bool) -> tuple[MarkedFinding, ...]:
        """The findings that a decision is about: of a group those still open, all of them where none is."""
        if self._current is None:
            return ()
        if not whole_group:
            return (self._current,)
        group = self._members()
        return tuple(one for one in group if one.state in {"red", "amber"}) or group

    @Slot()
    def on_filter(self, *_args: object) -> None:
        """Show less or more of the list; the current finding stays what it is."""
        self._fill()
        self.set_current(self._current)

    @Slot(QModelIndex, QModelIndex)
    def on_tree(self, index: QModelIndex, _before: QModelIndex) -> None:
        """Another line of the tree: a finding, or a group as a whole."""
        if self._moving:
            return
        row = index.data(ROW_ROLE)
        group = row if isinstance(row, FindingGroup) else None
        one = row.findings[0] if isinstance(row, FindingGroup) else row
        if isinstance(one, MarkedFinding) and (one, group) != (self._current, self._group):
            self._current, self._group = one, group
            self._explain()
            self.current_changed.emit(one)

    def _members(self) -> tuple[MarkedFinding, ...]:
        if self._group is not None:
            return self._group.findings
        if self._current is None:
            return ()
        group = self.model.group_with(self._current.finding.number)
        if group is not None and group.of_column:
            return group.findings
        return group_of(group.findings if group is not None else self._findings, self._current)

    def _fill(self) -> None:
        key = (self._part, self._step)
        groups = self._screen.groups.get(key, ()) if self._screen is not None else ()
        wanted = FindingFilter(self.filter.text().strip(), self.open_only.isChecked())
        shown = wanted.narrow(groups)
        places = self._screen.places.get(key) if self._screen is not None and shown is groups else None
        self._moving = True  # taking lines away moves Qt's current line: the person chose nothing
        self.model.set_groups(shown, places)
        self._moving = False
        self.tree.setVisible(bool(groups))
        self.narrowing.setVisible(wanted.active or sum(len(group.findings) for group in groups) > SHORT)
        self.none.setText(self._words(f"findings.none.{self._step.value}"))
        self.none.setVisible(not groups and self._step in {Step.PRIVACY, Step.WORDING, Step.TIMING})

    def _explain(self) -> None:
        one, stays = self._current, ""
        if one is not None and self._screen is not None:
            stays = stays_text(self._words, self._screen.state.view, one.part, one.finding, one.disposition)
        self.card.show_finding(one, len(self._members()), whole=self._group is not None, stays=stays)

    def _narrowing(self) -> QWidget:
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.filter, 1)
        across.addWidget(self.open_only)
        row.hide()
        return row

    def _tree(self) -> QTreeView:
        tree = _Tree(self)
        tree.setModel(self.model)
        tree.setItemDelegate(StateDelegate(STATE_ROLE, tree, row_height=ROW_HEIGHT))
        tree.setAccessibleName(self._words("findings.list"))
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setMinimumHeight(3 * ROW_HEIGHT)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        return tree
