"""审查: builds, connects, forwards. Every decision is a use case; commands wait for each other in order."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter

from reviewer_app.domain.legal import Audience
from reviewer_app.domain.return_points import AnsweredPoint
from reviewer_app.domain.review import DispositionKind
from reviewer_app.services.add_finding import AddedFinding
from reviewer_app.services.open_item import ItemView
from ui.actions.front import Front
from ui.actions.page import Page
from ui.dialogs.compare import CompareDialog
from ui.dialogs.points import PointsDialog
from ui.models.review_state import MarkedFinding, next_undecided, step_of
from ui.pages.review.acts import ItemActs
from ui.pages.review.bar import DecisionBar
from ui.pages.review.beside import Beside
from ui.pages.review.decider import Decider
from ui.pages.review.document_pane import ZOOM_STEP, DocumentPane
from ui.pages.review.head import ReviewHead
from ui.pages.review.kept_fields import KeptFields
from ui.pages.review.keys import decision_of, step_of_key
from ui.pages.review.looking import Looking
from ui.pages.review.reading import FirstPage, ReviewScreen, read_first_page, read_screen
from ui.pages.review.selection_row import Passage, Region
from ui.pages.review.side import WIDTH, ReviewSide


class ReviewPage(Page):
    """One item under review."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.review")
        words = front.words
        self._screen: ReviewScreen | None = None
        self._item = ""
        self.decider = Decider(front, self)
        self.acts = ItemActs(front, self.decider.commands, self)
        self.head = ReviewHead(front, self.heading, self)
        # Made where they stay: moving them later styles each of their widgets anew.
        self._both = QSplitter(Qt.Orientation.Horizontal, self)
        self.pane = DocumentPane(words, self._both)
        self.pane.prints = front.desk.documents.prints
        self.beside = Beside(front, self.pane, self)
        self.side = ReviewSide(words, front.desk.toolbox, self._both)
        self.looking = Looking(front, self.side.about, self.decider, self)
        self.findings = self.side.findings
        self.bar = DecisionBar(words, self)
        self.kept = KeptFields(front, self.side.free_texts, self)
        self._lay_out()
        self._connect()

    # --- showing ----------------------------------------------------------------------------------

    @property
    def view(self) -> ItemView | None:
        """The item as it was read last."""
        return self._screen.state.view if self._screen is not None else None

    def take_focus(self) -> None:
        """The keys decide on findings at once."""
        self.pane.front.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_item(self, item: str) -> None:
        """Open an item."""
        if item != self._item:
            self._item = item
            self._screen = None
            self._set_ready(ready=False)
            self.kept.leave()
            front = self.front
            front.ask(self, partial(read_first_page, front.desk, front.actor, item), self.on_first_page)
            return
        self.reload()

    @Slot(object)
    def on_first_page(self, first: FirstPage) -> None:
        """Show the text, then read the rest: read side by side, the large part would hold the small one up."""
        if first.item == self._item and self._screen is None:
            self.heading.setText(first.title)
            self.pane.preview(first.names, first.part, first.pieces)
            self.reload()

    def reload(self) -> None:
        """Read the item again."""
        if self._item and not self.decider.commands.busy:
            known = dict(self._screen.pieces) if self._screen is not None else self.pane.previewed
            front = self.front
            read = partial(read_screen, front.desk, front.actor, self._item, self.side.about.group, known)
            front.ask(self, read, self.on_screen)

    @Slot(object)
    def on_screen(self, screen: ReviewScreen) -> None:
        """Show what was read."""
        view = screen.state.view
        if view.item.id != self._item:
            return
        self._screen = screen
        self.beside.set_screen(self._item, screen)
        self.looking.set_screen(screen)
        self._set_ready(ready=True)
        self.decider.set_view(view)
        self.acts.set_state(screen.state)
        active = self.decider.active
        self.head.show_item(view, active=active, me=self.front.actor)
        self.side.show_item(screen, active=active)
        self.kept.begin(view.item.id)
        # After the panels: the secrecy step notes which part is now shown.
        self.pane.show_item(screen, self._audiences(view), active=active)
        self.bar.show_item(screen.state, active=active, may_sign=active and self._authorised(view))
        self.show_part_findings()
        if self.pane.mode != "original":
            self.on_public_wanted()

    def show_part_findings(self) -> None:
        """The findings of the part in front, in the list and in the text."""
        part = self.pane.part
        if self._screen is not None and part is not None:
            self.side.show_part(self._screen, part, active=self.decider.active)
            self.pane.show_findings(self.findings.current, self.findings.at)

    @Slot(str)
    def on_part_shown(self, part: str) -> None:
        """A part came to the front."""
        if self.pane.part is not None:
            self.beside.set_part(self.pane.part)
        self.side.secrecy.part_shown(part)
        self.findings.set_current(None)
        self.show_part_findings()
        if self.pane.mode != "original":
            self.on_public_wanted()

    @Slot(object)
    def on_current(self, _one: MarkedFinding) -> None:
        """Another finding was chosen in the list."""
        self.pane.show_findings(self.findings.current, self.findings.at)

    @Slot(int)
    def on_mark(self, number: int) -> None:
        """A finding was clicked in the text."""
        self.show_finding(self.findings.numbered(number))

    @Slot(int)
    def step_finding(self, by: int) -> None:
        """The next or previous finding that wants somebody."""
        self.show_finding(next_undecided(self.findings.findings, self.findings.at, by))

    def show_finding(self, one: MarkedFinding | None) -> None:
        """Make a finding current, in its step, in the list and in the text."""
        if one is None:
            return
        if step_of(one.finding) is not self.side.step:
            self.side.show_step(step_of(one.finding).value)
        self.findings.set_current(one)
        self.pane.show_findings(one, self.findings.at)

    @Slot()
    def on_public_wanted(self) -> None:
        """Read the public version of the part in front when it is to be seen."""
        part, view, audience = self.pane.part, self.view, self.pane.audience
        if part is None or view is None:
            return
        made = [one for one in view.facts.public_versions if one.audience is audience]
        if not made or all(one.part != part.part.id for one in made[-1].parts):
            name = self.front.words(f"audience.{(audience or Audience.ALL).value}")
            self.pane.show_public((), self.front.words("review.no_public", audience=name))
            return
        self.beside.show_public(part, made[-1], audience)

    @Slot()
    def on_print(self) -> None:
        """The original's pages came: the marks belong on them."""
        self.show_part_findings()

    # --- deciding ---------------------------------------------------------------------------------

    @Slot(object, object, bool)
    def on_decided(self, kind: DispositionKind, replacement: str | None, whole_group: bool) -> None:
        """Decide on the current finding or its group, then go on to the next."""
        chosen = self.findings.chosen(whole_group=whole_group)
        if self.decider.decide(chosen, kind, replacement):
            decided = {one.finding.number for one in chosen}
            self.show_finding(next_undecided(self.findings.findings, self.findings.at, besides=decided))

    def leave(self) -> None:
        """Another page comes to the front: what was typed is written first."""
        self.kept.leave()
        super().leave()

    @Slot()
    def undo(self) -> None:
        """Ctrl+Z."""
        if self.pane.part is not None:
            self.decider.undo(self.pane.part.part.id)

    @Slot()
    def on_look(self) -> None:
        """Unread pieces of the part in front, one by one."""
        part, unread = self.pane.part, self.side.unread
        if part is not None and unread.wanted:
            self.looking.open(self._item, part, unread.waiting, unread.seen)

    @Slot(object)
    def on_mark_passage(self, passage: Passage | Region) -> None:
        """手工标注."""
        if self.pane.part is not None:
            self.decider.mark(self.pane.part.part.id, passage, self.on_marked)

    @Slot()
    def on_region_refused(self) -> None:
        """A box was drawn where no text was read and no rectangle can be taken out."""
        self.front.say("amber", "review.box_empty")

    @Slot(object)
    def on_marked(self, _added: AddedFinding) -> None:
        """The passage is a finding now; the page reads again by itself."""
        self.front.say("green", "mark.done")
        self.drop_selection()

    @Slot(object)
    def on_amend_passage(self, passage: Passage) -> None:
        """修改建议."""
        if self.pane.part is not None:
            self.decider.amend(self.pane.part, passage, self.on_amended)

    @Slot(object)
    def on_amended(self, _item: object) -> None:
        """The proposal waits for the drafter."""
        self.front.say("green", "amend.done")
        self.drop_selection()

    @Slot(object)
    def on_pin_passage(self, passage: Passage) -> None:
        """退回意见."""
        part = self.pane.part
        if part is not None and self.acts.pin(part.part.id, part.part.name, passage):
            self.drop_selection()

    @Slot()
    def drop_selection(self) -> None:
        """Nothing is selected any more; the keys go to the document again."""
        self.pane.drop_selection()

    @Slot()
    def on_compare(self) -> None:
        """与上一版比较."""
        view = self.view
        if view is not None and view.item.revision_ordinal > 1:
            last = view.item.revision_ordinal
            CompareDialog(self.front, view.item.id, last - 1, last, self).exec()

    @Slot()
    def on_points(self) -> None:
        """What became of the points of the last return."""
        view = self.view
        if view is None:
            return

        def place_of(one: AnsweredPoint) -> str:
            return self.side.about.place(one.point.place)

        dialog = PointsDialog(self.front.words, view.points, place_of, self)
        dialog.jumped.connect(self.on_point)
        dialog.exec()

    @Slot(object)
    def on_point(self, one: AnsweredPoint) -> None:
        """To the part that answers a point, and to what is still found there."""
        parts = self.view.parts if self.view is not None else ()
        at = next((n for n, part in enumerate(parts) if part.part.id == one.part), self.pane.tabs.currentIndex())
        self.pane.tabs.setCurrentIndex(at)
        self.show_finding(self.findings.numbered(one.finding))

    @Slot()
    def on_forward(self) -> None:
        """Ctrl+Enter: confirm the amendments of a signature where some wait, else pass."""
        if self._screen is None:
            return
        (self.on_confirm if self.bar.condition is not None else self.on_pass)()

    @Slot()
    def on_confirm(self) -> None:
        """核对签批所附修改."""
        conclusion = self.bar.conclusion.value
        if self._screen is not None and conclusion is not None and self.bar.confirm.isEnabled():
            self.acts.confirm_amended(conclusion)

    @Slot()
    def on_pass(self) -> None:
        """审查通过; where an earlier signature waits for its amendments, this asks for a new one."""
        conclusion = self.bar.conclusion.value
        if self._screen is not None and conclusion is not None:
            self.acts.pass_on(conclusion)

    @Slot()
    def on_sign(self) -> None:
        """Under a written authorisation."""
        conclusion = self.bar.conclusion.value
        if self._screen is not None and conclusion is not None:
            self.acts.pass_and_sign(conclusion)

    @Slot(QKeyEvent)
    def on_key(self, event: QKeyEvent) -> None:
        """J/K and ↑/↓ move, 1–6 or M G D R K N decide, Shift for the group, space is 已阅."""
        if self._screen is None:
            return  # what the panels still hold is the item before
        by = step_of_key(event)
        kind = decision_of(event)
        if by:
            self.step_finding(by)
            event.accept()
        elif kind is not None:
            group = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and event.key() != Qt.Key.Key_K
            self.findings.decide(kind, whole_group=group)
            event.accept()

    @Slot()
    def zoom_in(self) -> None:
        """Ctrl++."""
        self.pane.zoom(ZOOM_STEP)

    @Slot()
    def on_defaults(self) -> None:
        """Ctrl+D."""
        if self._screen is not None:
            self.side.judgement.on_defaults()

    # --- inside -----------------------------------------------------------------------------------

    def _set_ready(self, *, ready: bool) -> None:
        """Nothing can be decided while only the text of another item is there: the panels still hold the last one."""
        for part in (self.head, self.side, self.bar, self.pane.selection):
            part.setEnabled(ready)

    def _authorised(self, view: ItemView) -> bool:
        return any(one.covers(self.front.actor, view.item.column or "", view.facts.day) for one in view.authorisations)

    def _audiences(self, view: ItemView) -> tuple[Audience, ...]:
        """Those that are to have a public version, and those that already have one."""
        wanted = view.facts.judgement.audiences if view.facts.judgement else ()
        made = (one.audience for one in view.facts.public_versions)
        return tuple(dict.fromkeys((*wanted, *made))) or (Audience.ALL,)

    def _connect(self) -> None:
        decider, acts, pane, side, bar, head = self.decider, self.acts, self.pane, self.side, self.bar, self.head
        for signal, slot in (
            (head.claim_asked, acts.on_claim), (head.resume_asked, acts.on_resume),
            (head.compare_asked, self.on_compare), (head.points_asked, self.on_points),
            (pane.part_shown, self.on_part_shown), (pane.mark_clicked, self.on_mark), (pane.stepped, self.step_finding),
            (pane.public_wanted, self.on_public_wanted), (pane.original.key_pressed, self.on_key),
            (self.beside.print_shown, self.on_print),
            (pane.pages.key_pressed, self.on_key), (decider.commands.settled, self.reload),
            (pane.selection.mark_asked, self.on_mark_passage), (pane.selection.amend_asked, self.on_amend_passage),
            (pane.selection.point_asked, self.on_pin_passage), (pane.selection.dismissed, self.drop_selection),
            (pane.region_refused, self.on_region_refused),
            (side.findings.current_changed, self.on_current), (side.findings.decided, self.on_decided),
            (side.unread.look_asked, self.on_look), (side.secrecy.recorded, decider.on_secrecy),
            (side.attribute.decided, decider.on_attribute), (side.judgement.judged, decider.on_judged),
            (side.secrecy.recorded, partial(self.kept.forget, "secrecy")),
            (side.attribute.decided, partial(self.kept.forget, "attribute")),
            (side.judgement.judged, partial(self.kept.forget, "wording")),
            (side.public.wanted, decider.on_public_wanted), (side.judgement.policy.ticked, decider.on_policy),
            (side.judgement.policy.links_wanted, partial(decider.offer_links, side.judgement.policy)),
            (side.attribute.answered, decider.on_answers), (side.attribute.opinion_given, decider.on_opinion),
            (side.attribute.sentence_asked, pane.show_sentence), (side.public.assessed, decider.on_impact),
            (bar.jumped, side.show_step), (bar.return_asked, acts.on_return), (bar.pass_asked, self.on_pass),
            (bar.sign_asked, self.on_sign), (bar.confirm_asked, self.on_confirm), (bar.other_asked, acts.on_other),
        ):
            signal.connect(slot)
        for keys, slot in (
            ("Ctrl+Z", self.undo), ("Ctrl+Return", self.on_forward), ("Ctrl+D", self.on_defaults),
            ("Ctrl++", self.zoom_in), ("Ctrl+=", self.zoom_in), ("Escape", self.drop_selection),
            ("Ctrl+-", partial(pane.zoom, 1 / ZOOM_STEP)), ("Ctrl+0", partial(pane.zoom, None)),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        self.body.removeWidget(self.heading)
        self.body.setSpacing(8)
        self.body.addWidget(self.head)
        both = self._both
        both.setStretchFactor(0, 1)
        both.setSizes([900, WIDTH])
        both.setChildrenCollapsible(False)
        self.body.addWidget(both, 1)
        self.body.addWidget(self.bar)
