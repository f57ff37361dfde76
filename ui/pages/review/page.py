"""审查: builds, connects, forwards. Every decision is a use case; commands wait for each other in order."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.document import Document, Place
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.review import DispositionKind
from reviewer_app.domain.states import State
from reviewer_app.services.open_item import ItemView, open_item
from reviewer_app.services.public_text import public_document
from ui.actions.front import Front
from ui.actions.page import Page
from ui.models.review_state import MarkedFinding, Step, StepState, next_undecided, step_states
from ui.pages.review.attribute_panel import AttributePanel
from ui.pages.review.bar import DecisionBar
from ui.pages.review.decider import Decider
from ui.pages.review.document_pane import DocumentPane
from ui.pages.review.judgement_panel import JudgementPanel
from ui.pages.review.keys import decision_of, step_of_key
from ui.pages.review.privacy_panel import PrivacyPanel
from ui.pages.review.public_panel import PublicPanel
from ui.pages.review.secrecy_panel import SecrecyPanel
from ui.widgets.step_list import StepLine, StepList

MANY_PERSONS = 5
"""Keeping or calling harmless more than this many asks with the number (window.md)."""

SIDE = 400


class ReviewPage(Page):
    """One item under review."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.review")
        words = front.words
        self._view: ItemView | None = None
        self._item = ""
        self.decider = Decider(front, self)
        self.meta = QLabel(self)
        self.meta.setProperty("hint", "true")
        self.claim_button = QPushButton(words("review.claim"), self)
        self.claim_button.setProperty("kind", "primary")
        self.read_only = QLabel(self)
        self.read_only.setProperty("level", "amber")
        self.pane = DocumentPane(words, self)
        self.steps = StepList([step.value for step in Step], self)
        self.secrecy = SecrecyPanel(words, self)
        self.privacy = PrivacyPanel(words, self)
        self.attribute = AttributePanel(words, self)
        self.judgement = JudgementPanel(words, self)
        self.public = PublicPanel(words, self)
        self.bar = DecisionBar(words, self)
        self.panels = QStackedWidget(self)
        self._panel_of = {
            Step.SECRECY: self.secrecy, Step.PRIVACY: self.privacy, Step.ATTRIBUTE: self.attribute,
            Step.WORDING: self.judgement, Step.TIMING: self.judgement, Step.MANNER: self.judgement,
            Step.PUBLIC: self.public,
        }
        self._lay_out()
        self._connect()
        self.show_step(Step.PRIVACY.value)

    # --- showing ----------------------------------------------------------------------------------

    def show_item(self, item: str) -> None:
        """Open an item."""
        if item != self._item:
            self._item = item
            self._view = None
        self.reload()

    def reload(self) -> None:
        """Read the item again."""
        if self._item and not self.decider.commands.busy:
            self.front.ask(self, partial(open_item, self.front.desk, self.front.actor, self._item), self.on_view)

    @Slot(object)
    def on_view(self, view: ItemView) -> None:
        """Show what was read."""
        if view.item.id != self._item:
            return
        self._view = view
        self.decider.set_view(view)
        words, item = self.front.words, view.item
        self.heading.setText(item.title)
        column = self.front.desk.toolbox.catalogue.column(item.column) if item.column else None
        self.meta.setText(
            words("review.meta", ordinal=item.revision_ordinal, parts=len(view.parts),
                  column=column.title if column else "—", days=item.due or "")
        )
        active = self.decider.active
        self.claim_button.setVisible(item.state is State.SUBMITTED)
        self.read_only.setText(words("review.read_only", state=words(f"state.{item.state.value}")))
        self.read_only.setVisible(not active and item.state is not State.SUBMITTED)
        for panel in (self.secrecy, self.attribute, self.judgement, self.public):
            panel.show_item(view)
            panel.setEnabled(active)
        self.pane.show_item(view)  # after the panels: the secrecy step notes which part is now shown
        self.steps.show_lines([self._line(state) for state in step_states(view)])
        self.bar.show_item(view, active=active, may_sign=active and self._authorised(view))
        self.show_part_findings()

    def show_part_findings(self) -> None:
        """The findings of the part in front, in the list and in the text."""
        part = self.pane.part
        if self._view is None or part is None:
            return
        self.privacy.show_part(self._view, part)
        self.pane.show_findings(self.privacy.findings, self.privacy.current)

    @Slot(str)
    def show_step(self, step: str) -> None:
        """Open the panel of a step."""
        self.steps.choose(step)
        self.panels.setCurrentWidget(self._areas[Step(step)])

    @Slot(str)
    def on_part_shown(self, part: str) -> None:
        """A part came to the front."""
        self.secrecy.part_shown(part)
        self.privacy.set_current(None)
        self.show_part_findings()
        self.on_mode(self.pane.mode)

    @Slot(object)
    def on_current(self, _one: MarkedFinding) -> None:
        """Another finding was chosen in the list."""
        self.pane.show_findings(self.privacy.findings, self.privacy.current)

    @Slot(int)
    def on_mark(self, number: int) -> None:
        """A finding was clicked in the text."""
        one = next((one for one in self.privacy.findings if one.finding.number == number), None)
        self.show_step(Step.PRIVACY.value)
        self.privacy.set_current(one)
        self.pane.show_findings(self.privacy.findings, one)

    @Slot(int)
    def step_finding(self, by: int) -> None:
        """The next or previous finding that wants somebody."""
        current = self.privacy.current.finding.number if self.privacy.current else None
        one = next_undecided(self.privacy.findings, current, by)
        if one is not None:
            self.privacy.set_current(one)
            self.pane.show_findings(self.privacy.findings, one)

    @Slot(str)
    def on_mode(self, mode: str) -> None:
        """Read the public version of the part in front when it is to be seen."""
        part, view = self.pane.part, self._view
        if mode == "original" or part is None or view is None:
            return
        version = view.facts.public_versions[-1] if view.facts.public_versions else None
        if version is None:
            name = self.front.words(f"audience.{Audience.ALL.value}")
            self.pane.show_public(None, self.front.words("review.no_public", audience=name))
            return
        read = partial(public_document, self.front.desk, self.front.actor, version.id, part.part.id)
        self.front.ask(self, read, self.on_public)

    @Slot(object)
    def on_public(self, document: Document) -> None:
        """Show the public version."""
        self.pane.show_public(document, "")

    @Slot(object, object, bool)
    def on_decided(self, kind: DispositionKind, replacement: str | None, whole_group: bool) -> None:
        """Decide on the current finding or its group, then go on to the next."""
        if self.decider.decide(self.privacy.chosen(whole_group=whole_group), kind, replacement):
            self.step_finding(1)

    @Slot()
    def undo(self) -> None:
        """Ctrl+Z."""
        if self.pane.part is not None:
            self.decider.undo(self.pane.part.part.id)

    @Slot(object)
    def on_looked(self, places: tuple[Place, ...]) -> None:
        """Unread pieces of the part in front were looked at."""
        if self.pane.part is not None:
            self.decider.looked(self.pane.part.part.id, places)

    @Slot()
    def on_pass(self) -> None:
        """Ctrl+Enter."""
        conclusion = self.bar.conclusion.value
        if conclusion is not None:
            self.decider.pass_on(conclusion)

    @Slot()
    def on_sign(self) -> None:
        """Under a written authorisation."""
        conclusion = self.bar.conclusion.value
        if conclusion is not None:
            self.decider.pass_and_sign(conclusion)

    @Slot(QKeyEvent)
    def on_key(self, event: QKeyEvent) -> None:
        """J/K and ↑/↓ move, 1–6 or M G D R K N decide, Shift for the group, space is 已阅."""
        by = step_of_key(event)
        kind = decision_of(event)
        if by:
            self.step_finding(by)
            event.accept()
        elif kind is not None:
            group = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.privacy.decide(kind, whole_group=group)
            event.accept()

    # --- inside -----------------------------------------------------------------------------------

    def _authorised(self, view: ItemView) -> bool:
        return any(one.covers(self.front.actor, view.item.column or "", view.facts.day) for one in view.authorisations)

    def _line(self, state: StepState) -> StepLine:
        words = self.front.words
        text = f"{words(f'step.{state.step.value}')}　{words(f'step.state.{state.state}', count=state.open)}"
        return StepLine(state.step.value, state.state, text)

    def _connect(self) -> None:
        self.claim_button.clicked.connect(self.decider.on_claim)
        self.decider.commands.settled.connect(self.reload)
        self.steps.chosen.connect(self.show_step)
        self.pane.part_shown.connect(self.on_part_shown)
        self.pane.mark_clicked.connect(self.on_mark)
        self.pane.stepped.connect(self.step_finding)
        self.pane.mode_changed.connect(self.on_mode)
        self.pane.original.key_pressed.connect(self.on_key)
        self.privacy.current_changed.connect(self.on_current)
        self.privacy.decided.connect(self.on_decided)
        self.privacy.looked.connect(self.on_looked)
        self.secrecy.recorded.connect(self.decider.on_secrecy)
        self.attribute.decided.connect(self.decider.on_attribute)
        self.judgement.judged.connect(self.decider.on_judged)
        self.public.wanted.connect(self.decider.on_public_wanted)
        self.bar.jumped.connect(self.show_step)
        self.bar.return_asked.connect(self.decider.on_return)
        self.bar.pass_asked.connect(self.on_pass)
        self.bar.sign_asked.connect(self.on_sign)
        for keys, slot in (
            ("Ctrl+Z", self.undo), ("Ctrl+Return", self.on_pass), ("Ctrl+D", self.judgement.on_defaults),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        self.body.removeWidget(self.heading)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.meta)
        head.addStretch(1)
        head.addWidget(self.read_only)
        head.addWidget(self.claim_button)
        self.body.addLayout(head)
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.steps)
        line = QLabel(self)
        line.setObjectName("hairline")
        column.addWidget(line)
        self._areas = {}
        areas: dict[int, QScrollArea] = {}
        for step, panel in self._panel_of.items():
            if id(panel) not in areas:
                area = QScrollArea(self)
                area.setWidgetResizable(True)
                area.setWidget(panel)
                self.panels.addWidget(area)
                areas[id(panel)] = area
            self._areas[step] = areas[id(panel)]
        column.addWidget(self.panels, 1)
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.addWidget(self.pane)
        both.addWidget(side)
        both.setStretchFactor(0, 1)
        both.setSizes([900, SIDE])
        self.body.addWidget(both, 1)
        self.body.addWidget(self.bar)

