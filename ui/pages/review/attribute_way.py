"""③: how the program came to its proposal: the way through the tree, the deciding sentence, the parts that differ."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer_app.domain.document import Document
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.report import AttributeProposal, Evidence, PassageProposal, Proposal
from reviewer_app.rules.evidence import paragraph_number
from reviewer_app.rules.explain import sureness
from reviewer_app.rules.law import cite_text, law_pack, pack_of
from ui.text import Words

SHOWN: Final = 18
"""Characters of a sentence on its button; the whole one is in its tip and in the document."""
PASSAGES: Final = 6


class AttributeWay(QWidget):
    """Emits `sentence_asked` with (start, end) of what is to be seen in the document."""

    sentence_asked = Signal(int, int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._spans: list[tuple[int, int]] = []
        self._decided = False
        self.headline = QLabel(self)
        self.headline.setWordWrap(True)
        bold = self.headline.font()
        bold.setBold(True)
        self.headline.setFont(bold)
        self.path = QLabel(self)
        self.path.setWordWrap(True)
        self.path.setProperty("hint", "true")
        self.reasons = QLabel(self)
        self.reasons.setWordWrap(True)
        self.other = QLabel(self)
        self.other.setWordWrap(True)
        self.other.setProperty("level", "amber")
        self.sentences = QVBoxLayout()
        self.sentences.setSpacing(2)
        self.buttons: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.headline)
        column.addWidget(self.path)
        column.addLayout(self.sentences)
        column.addWidget(self.reasons)
        column.addWidget(self.other)

    def show_proposal(
        self, proposal: AttributeProposal, document: Document, day: date, written: date | None
    ) -> None:
        """Show a proposal about a document; `written` is its own date, under whose law it may look different."""
        words = self._words
        key = f"attribute.{proposal.proposal.value}"
        self.headline.setText(words("attribute.way", proposal=words(key), sureness=words(sureness(proposal))))
        self.path.setText("\n".join(self._path(proposal, day)))
        self.reasons.setText("\n".join(f"· {reason}" for reason in proposal.reasons))
        told = _other_law(words, proposal, day, written)
        self.other.setText(told)
        self.other.setVisible(bool(told))
        self._offer(proposal, document)

    def show_first(self) -> None:
        """Have the deciding sentence shown."""
        if self._decided:
            self.sentence_asked.emit(*self._spans[0])

    @Slot()
    def on_sentence(self) -> None:
        """Show the sentence of the button that was pressed."""
        sender = self.sender()
        if isinstance(sender, QPushButton) and sender in self.buttons:
            self.sentence_asked.emit(*self._spans[self.buttons.index(sender)])

    def _path(self, proposal: AttributeProposal, day: date) -> Iterator[str]:
        """The tree's questions that were passed in one line, then the one that decided."""
        words = self._words
        pack = pack_of(proposal.basis, day)
        yield words("attribute.pack", regulation=pack.regulation, version=pack.version, order=pack.order)
        *passed, last = proposal.path or ("three_limbs",)
        if passed:
            names = words("missing.join").join(words(f"branch.{name}") for name in passed)
            yield words("attribute.passed", branches=names)
        open_ = proposal.proposal is Proposal.UNDETERMINED
        key = "attribute.stopped_open" if open_ else "attribute.stopped"
        yield words(key, branch=words(f"branch.{last}"), question=pack.branch(last).question)

    def _offer(self, proposal: AttributeProposal, document: Document) -> None:
        """A button for the deciding sentence and for each part that differs."""
        for button in self.buttons:
            self.sentences.removeWidget(button)
            button.deleteLater()
        self.buttons, self._spans, self._decided = [], [], bool(proposal.evidence)
        shown: tuple[Evidence | PassageProposal, ...] = (*proposal.evidence, *proposal.passages[:PASSAGES])
        for one in shown:
            whole = document.text[one.start : one.end].strip()
            button = QPushButton(self._label(one, whole, document), self)
            button.setProperty("kind", "link")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # never widens the side
            button.setToolTip(f"{whole[:400]}\n{one.told}")
            button.clicked.connect(self.on_sentence)
            self.sentences.addWidget(button)
            self.buttons.append(button)
            self._spans.append((one.start, one.end))

    def _label(self, one: Evidence | PassageProposal, whole: str, document: Document) -> str:
        short = whole.replace("\n", " ")
        short = short if len(short) <= SHOWN else f"{short[:SHOWN]}…"
        if isinstance(one, Evidence):
            return self._words("attribute.sentence", words=short)
        return self._words(
            "attribute.passage", number=paragraph_number(document.text, one.start), words=short,
            proposal=self._words(f"attribute.{one.proposal.value}"),
        )


def _other_law(words: Words, proposal: AttributeProposal, day: date, written: date | None) -> str:
    """What the other version says, where the day of the decision and the document's own day fall under two."""
    pack = pack_of(proposal.basis, day)
    on = next((one for one in (written, day) if one and law_pack(one).version != pack.version), None)
    if on is None or not proposal.path:
        return ""
    own = law_pack(on)
    branch = own.branch(proposal.path[-1])
    basis: tuple[LegalBasis, ...] = own.basis_of(branch, on)
    return words(
        "attribute.other_law", version=own.version, proposal=words(f"attribute.{branch.outcome.value}"),
        basis=words("missing.join").join(map(cite_text, basis)) or words("attribute.no_article"),
    )
