"""The right half: the seven steps, and below them the open one: its findings and what is recorded in it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer_app.rules.assess import Toolbox
from reviewer_app.services.open_item import PartView
from ui.actions.kept_text import TextField
from ui.models.review_state import Step, StepState
from ui.pages.review.attribute_panel import AttributePanel
from ui.pages.review.finding_words import FindingWords
from ui.pages.review.findings_panel import FindingsPanel
from ui.pages.review.judgement_panel import JudgementPanel
from ui.pages.review.public_panel import PublicPanel
from ui.pages.review.reading import ReviewScreen
from ui.pages.review.secrecy_panel import SecrecyPanel
from ui.pages.review.unread_panel import UnreadPanel
from ui.text import Words
from ui.widgets.step_list import StepLine, StepList

WITH_FINDINGS = frozenset({Step.SECRECY, Step.PRIVACY, Step.ATTRIBUTE, Step.WORDING, Step.TIMING})
WIDTH = 400


class ReviewSide(QWidget):
    """Shows one step at a time; says when another was chosen."""

    step_shown = Signal(str)

    def __init__(self, words: Words, toolbox: Toolbox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.step = Step.PRIVACY
        self._states: dict[Step, str] = {}
        self._revision = ""
        self._active = False
        self.steps = StepList([step.value for step in Step], self)
        self.steps.setAccessibleName(words("review.steps"))
        self.about = FindingWords(words, toolbox)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Made where they stay: moving them later styles each of their widgets anew, which takes as long again.
        inside = QWidget(self._area.viewport())
        self._area.setWidget(inside)
        self.unread = UnreadPanel(words, inside)
        self.findings = FindingsPanel(words, self.about, inside)
        self.secrecy = SecrecyPanel(words, inside)
        self.attribute = AttributePanel(words, inside)
        self.judgement = JudgementPanel(words, inside)
        self.public = PublicPanel(words, inside)
        self._panel_of: dict[Step, QWidget] = {
            Step.SECRECY: self.secrecy, Step.ATTRIBUTE: self.attribute, Step.WORDING: self.judgement,
            Step.TIMING: self.judgement, Step.MANNER: self.judgement, Step.PUBLIC: self.public,
        }
        self._panels = tuple(dict.fromkeys(self._panel_of.values()))
        """Shown one at a time; no stack, which is as tall as the tallest of them."""
        self._lay_out(inside)
        self.steps.chosen.connect(self.show_step)
        self.show_step(Step.PRIVACY.value)

    @property
    def free_texts(self) -> dict[str, TextField]:
        """The fields of the steps that are kept aside while somebody writes into them."""
        return {"secrecy": self.secrecy.note, "secrecy-authority": self.secrecy.authority,
                "attribute": self.attribute.reason, "wording": self.judgement.wording}

    def show_item(self, screen: ReviewScreen, *, active: bool) -> None:
        """Show an item: of another one the first step that waits, else on to the next once this one is recorded."""
        view = screen.state.view
        self.secrecy.show_item(view, screen.state.hints)
        for panel in (self.attribute, self.judgement, self.public):
            panel.show_item(view)
        for each in self._panels:
            each.setEnabled(active)
        self.public.impact.show_processing(screen.processing)
        self.findings.card.set_active(active=active)
        self.steps.show_lines([self._line(state) for state in screen.state.steps])
        before, self._states = self._states, {state.step: state.state for state in screen.state.steps}
        fresh = view.facts.revision.id != self._revision
        self._revision = view.facts.revision.id
        begun, self._active = active and not self._active, active
        recorded = before.get(self.step) != "green" and self._states[self.step] == "green"
        if active and (fresh or begun or recorded):
            waiting = next((step for step in Step if self._states[step] != "green"), None)
            if waiting is not None:
                self.show_step(waiting.value)

    def show_part(self, screen: ReviewScreen, part: PartView, *, active: bool) -> None:
        """Show the findings of the part in front, and what could not be read of it."""
        self.findings.show_part(screen, part.part.id)
        self.unread.show_part(screen.state.view, part, active=active)
        self._arrange()

    @Slot(str)
    def show_step(self, step: str) -> None:
        """Open a step."""
        self.step = Step(step)
        self.steps.choose(step)
        self.findings.show_step(self.step)
        self.judgement.show_step(self.step)
        if self.step is Step.ATTRIBUTE:
            self.attribute.way.show_first()
        self._arrange()
        self.step_shown.emit(step)

    def _arrange(self) -> None:
        """Findings where the step has any; the panel of the step where it has one."""
        panel = self._panel_of.get(self.step)
        self.unread.setVisible(self.step is Step.PRIVACY and self.unread.wanted)
        own = self.step in {Step.PRIVACY, Step.WORDING, Step.TIMING}
        self.findings.setVisible(self.step in WITH_FINDINGS and (own or bool(self.findings.model.groups)))
        # With no findings there is one line to read: it must not be given the room of a tree.
        self._stacked.setStretchFactor(self.findings, int(bool(self.findings.model.groups)))
        for each in self._panels:
            each.setVisible(each is panel)

    def _line(self, state: StepState) -> StepLine:
        words = self._words
        text = f"{words(f'step.{state.step.value}')}　{words(f'step.state.{state.state}', count=state.open)}"
        return StepLine(state.step.value, state.state, text)

    def _lay_out(self, inside: QWidget) -> None:
        self._stacked = stacked = QVBoxLayout(inside)
        stacked.setContentsMargins(0, 0, 4, 0)
        stacked.setSpacing(8)
        stacked.addWidget(self.unread)
        stacked.addWidget(self.findings, 1)
        for panel in self._panels:
            stacked.addWidget(panel)
        stacked.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.steps)
        line = QFrame(self)
        line.setObjectName("hairline")
        column.addWidget(line)
        column.addWidget(self._area, 1)
        self.setMinimumWidth(WIDTH - 40)
