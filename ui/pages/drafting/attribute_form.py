"""公开属性与栏目 as the drafter proposes them: the system's hint beside, grounds asked only for what is not public."""

import json

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.rules.catalogue import Catalogue
from reviewer_app.rules.law import cite_text
from reviewer_app.services.grounds import Ground
from reviewer_app.services.intake_form import IntakeForm
from reviewer_app.services.open_package import PackageView
from ui.models.item_rows import leaf_title
from ui.models.package_rows import Proposed, recorded
from ui.text import Words
from ui.widgets.choice import ChoiceBox

REASON_HEIGHT = 72
REASONS = 2
"""Shown at once; all of them stand in the tool tip and on the review page."""

UNDETERMINED = DisclosureAttribute.UNDETERMINED
GROUNDED = frozenset({DisclosureAttribute.ON_REQUEST, DisclosureAttribute.WITHHELD})
"""What is not public wants article and reason (F07)."""

NO_GROUND = Ground((), "")


class AttributeForm(QWidget):
    """Says `edited` when the person changes anything; `value` is what stands there."""

    edited = Signal()

    def __init__(self, words: Words, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._catalogue = catalogue
        self._package: PackageView | None = None
        self._filling = False
        self.hint = _label(self)
        self.column: ChoiceBox[str] = ChoiceBox(self)
        self.column_hint = _label(self)
        self.attribute: ChoiceBox[DisclosureAttribute] = ChoiceBox(self)
        self.attribute.fill((words(f"attribute.{one.value}"), one) for one in DisclosureAttribute)
        self.ground: ChoiceBox[Ground] = ChoiceBox(self)
        for narrow in (self.column, self.ground):
            narrow.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            narrow.setMinimumContentsLength(12)
        self.reason = QPlainTextEdit(self)
        self.reason.setTabChangesFocus(True)
        self.reason.setAcceptDrops(False)
        self.reason.setMaximumHeight(REASON_HEIGHT)
        self.reason.setPlaceholderText(words("drafting.reason.wanted"))
        self._lay_out()
        for box in (self.column, self.attribute, self.ground):
            box.currentIndexChanged.connect(self.on_edited)
        self.reason.textChanged.connect(self.on_edited)

    @property
    def value(self) -> Proposed:
        """What stands in the form."""
        attribute = self.attribute.value or UNDETERMINED
        column = self.column.value or None
        if attribute not in GROUNDED:
            return Proposed(attribute, self._systems_basis(attribute), "", column)
        ground = self.ground.value or NO_GROUND
        return Proposed(attribute, ground.basis, self.reason.toPlainText().strip(), column)

    def show_package(self, package: PackageView) -> None:
        """Show what was proposed last, else what the system proposes."""
        self._filling = True
        self._package = package
        report = package.view.parts[0].report
        words = self._words
        proposal = report.attribute
        basis = "、".join(cite_text(one) for one in proposal.basis)
        told = words("drafting.system", attribute=words(f"attribute.{proposal.proposal.value}"), basis=basis or "—")
        reasons = tuple(f"· {reason}" for reason in proposal.reasons)
        self.hint.setText("\n".join((told, *reasons[:REASONS])))
        self.hint.setToolTip("\n".join(reasons))
        self._offer_columns(package)
        stored = recorded(package)
        start = stored or Proposed(proposal.proposal.attribute(), proposal.basis, "", package.view.item.column)
        self._put(start)
        self.setEnabled(package.editable)
        self._filling = False

    def put_form(self, form: IntakeForm) -> None:
        """What the 送审单 says; what it leaves blank stays as it is."""
        now = self.value
        attribute = form.attribute or now.attribute
        self._put(Proposed(attribute, now.basis, form.reason or now.reason, form.column or now.column))
        for ground in self._grounds(attribute):
            if form.ground and (form.ground in ground.text or ground.text.startswith(form.ground)):
                self.ground.choose(ground)

    def kept(self) -> dict[str, str | None]:
        """What is worth keeping aside of the form."""
        value, ground = self.value, self.ground.value or NO_GROUND
        return {"attribute": value.attribute.value, "ground": ground.text, "reason": self.reason.toPlainText(),
                "column": value.column}

    def put_kept(self, kept: dict[str, str | None]) -> None:
        """Bring back what was kept aside."""
        self._filling = True
        self.attribute.choose(DisclosureAttribute(kept.get("attribute") or UNDETERMINED))
        self._offer_grounds()
        wanted = kept.get("ground")
        self.ground.choose(next((one for one in self._grounds(self.attribute.value) if one.text == wanted), NO_GROUND))
        self.reason.setPlainText(kept.get("reason") or "")
        self.column.choose(kept.get("column") or "")
        self._filling = False
        self.edited.emit()

    @Slot()
    def on_edited(self, *_args: object) -> None:
        """Another choice; the grounds follow the attribute."""
        if self._filling:
            return
        if self.sender() is self.attribute:
            self._filling = True
            self._offer_grounds()
            self._filling = False
        self.edited.emit()

    def _put(self, value: Proposed) -> None:
        before, self._filling = self._filling, True
        self.attribute.choose(value.attribute)
        self._offer_grounds(value.basis)
        self.reason.setPlainText(value.reason)
        self.column.choose(value.column or "")
        self._filling = before

    def _systems_basis(self, attribute: DisclosureAttribute) -> tuple[LegalBasis, ...]:
        """The articles that the system names, where the person proposes the same."""
        if self._package is None:
            return ()
        proposal = self._package.view.parts[0].report.attribute
        return proposal.basis if proposal.proposal.attribute() is attribute else ()

    def _offer_columns(self, package: PackageView) -> None:
        words = self._words
        suggested = [one.column.id for one in package.suggestions]
        others = [one.id for one in self._catalogue.columns if one.id not in suggested]
        name = {one: f"{one} {leaf_title(self._catalogue, one)}" for one in (*suggested, *others)}
        offered = [(words("drafting.column.suggested", column=name[one]), one) for one in suggested]
        self.column.replace([(words("drafting.column.none"), ""), *offered, *((name[one], one) for one in others)])
        best = package.suggestions[0] if package.suggestions else None
        self.column_hint.setText(
            words("drafting.column.why", column=name[best.column.id], reasons="；".join(best.reasons)) if best else
            words("drafting.column.unknown")
        )

    def _grounds(self, attribute: DisclosureAttribute | None) -> tuple[Ground, ...]:
        if self._package is None or attribute is None:
            return ()
        return self._package.grounds.get(attribute, ())

    def _offer_grounds(self, basis: tuple[LegalBasis, ...] = ()) -> None:
        """The grounds of the chosen attribute, and the articles chosen before where no ground has exactly those."""
        offered = self._grounds(self.attribute.value)
        chosen = next((one for one in offered if one.basis == basis), NO_GROUND)
        if chosen is NO_GROUND and basis and offered:
            chosen = Ground(basis, "、".join(cite_text(one) for one in basis))
            offered = (chosen, *offered)
        none = (self._words("drafting.ground.none"), NO_GROUND)
        self.ground.replace([none, *((one.text, one) for one in offered)])
        self.ground.choose(chosen)
        self.ground.setToolTip(chosen.text)
        for widget in (self.ground, self.reason):
            self._rows.setRowVisible(widget, self.attribute.value in GROUNDED)

    def _lay_out(self) -> None:
        words = self._words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._rows = QFormLayout()
        self._rows.setVerticalSpacing(8)
        rows = (("drafting.form.column", self.column), ("drafting.form.attribute", self.attribute),
                ("drafting.form.ground", self.ground), ("drafting.form.reason", self.reason))
        for key, widget in rows:
            self._rows.addRow(words(key), widget)
            widget.setAccessibleName(words(key))
        self._rows.insertRow(1, "", self.column_hint)
        self._rows.insertRow(3, "", self.hint)
        column.addLayout(self._rows)


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setProperty("hint", "true")
    return label


def parsed(text: str | None) -> dict[str, object]:
    """What was kept aside, {} where it is nothing of ours."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
