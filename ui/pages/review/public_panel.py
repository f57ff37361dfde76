"""⑦ 公开稿: one for each audience, made by policy and decisions, scanned again (design §5)."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.legal import Audience
from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.domain.readiness import is_stale
from reviewer_app.rules.policy import load_book
from reviewer_app.services.open_item import ItemView
from reviewer_app.services.public_offers import Offers, joined, offers, parted
from reviewer_app.services.public_words import proof_text, spared_text
from ui.pages.review.impact_box import ImpactBox
from ui.text import Words
from ui.widgets.choice import ChoiceBox

AUDIENCES = (Audience.ALL, Audience.GROUP, Audience.APPLICANT)


class AudiencePart(QWidget):
    """The version for one audience: how it stands, by which policy it is made, and the button that makes it."""

    wanted = Signal(object, str)

    def __init__(self, words: Words, audience: Audience, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._audience = audience
        self._name = words(f"audience.{audience.value}")
        self._offers: Offers | None = None
        self._shown: str | None = None
        self.line = QLabel(self)
        self.line.setWordWrap(True)
        self.stays = QLabel(self)
        self.stays.setWordWrap(True)
        self.stays.setProperty("level", "amber")
        self.policy: ChoiceBox[str] = ChoiceBox(self)
        self.policy.setAccessibleName(words("public.policy", audience=self._name))
        self.policy.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.extras = {name: QCheckBox(extra.title, self) for name, extra in load_book().extras.items()}
        self.button = QPushButton(words("public.make", audience=self._name), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        for widget in (self.line, self.stays, self.policy, *self.extras.values(), self.button):
            column.addWidget(widget)
        self.button.clicked.connect(self.on_button)

    def show_version(self, version: PublicVersion | None, *, stale: bool, offered: Offers, stays: str = "") -> None:
        """Say how it stands; what is chosen stays chosen until another version was made. `stays`: against decisions."""
        self.stays.setText(stays)
        self.stays.setVisible(bool(stays))
        if version is None:
            text, level = self._words("public.missing", audience=self._name), "red"
        elif stale:
            text, level = self._words("public.stale", audience=self._name), "amber"
        else:
            at = f"{version.made_at.astimezone():%m-%d %H:%M}"
            text = self._words("public.made", audience=self._name, at=at, findings=version.proof.findings,
                               proof=proof_text(self._words, version.proof.result))
            level = "green"
        self.line.setText(text)
        self.line.setProperty("level", level)
        self.line.style().polish(self.line)
        self._offer(offered)
        if version is not None and version.id != self._shown:
            self._shown = version.id
            policy, extras = parted(version.policy)
            self.policy.choose(policy)
            for name, box in self.extras.items():
                box.setChecked(name in extras)

    def _offer(self, offered: Offers) -> None:
        """Offer the policies, and those extras that change something in this package."""
        if offered == self._offers:
            return
        first = self._offers is None or self._offers.policies[0] != offered.policies[0]
        self._offers = offered
        self.policy.replace((one.title, one.name) for one in offered.policies)
        if first:
            self.policy.setCurrentIndex(0)
        fitting = {one.name for one in offered.extras}
        for name, box in self.extras.items():
            box.setVisible(name in fitting)

    @Slot()
    def on_button(self) -> None:
        """Make it."""
        extras = [name for name, box in self.extras.items() if box.isChecked() and not box.isHidden()]
        self.wanted.emit(self._audience, joined(self.policy.value or "", extras))


class PublicPanel(QWidget):
    """Emits `wanted` with the audience and the name of the policy, `assessed` with an impact assessment."""

    wanted = Signal(object, str)
    assessed = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.hint = QLabel(words("public.need_judgement"), self)
        self.hint.setWordWrap(True)
        self.parts = {audience: AudiencePart(words, audience, self) for audience in AUDIENCES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hint)
        for part in self.parts.values():
            column.addWidget(part)
            part.wanted.connect(self.wanted)
        self.impact = ImpactBox(words, self)
        self.impact.assessed.connect(self.assessed)
        column.addWidget(self.impact)
        column.addStretch(1)

    def show_item(self, view: ItemView) -> None:
        """Show what there is for each audience of the judgement."""
        wanted = view.facts.judgement.audiences if view.facts.judgement else ()
        self.hint.setVisible(not wanted)
        newest = {version.audience: version for version in view.facts.public_versions}
        for audience, part in self.parts.items():
            part.setVisible(audience in wanted)
            if audience in wanted:
                version = newest.get(audience)
                kind = view.item.document_type or view.parts[0].report.document_type
                stale = version is not None and is_stale(version, view.facts)
                stays = spared_text(self._words, view, version) if version is not None else ""
                part.show_version(version, stale=stale, offered=offers(view.parts, kind, audience), stays=stays)
