"""规则误报: how often reviewers called each rule's hits wrong, and lowering a rule, with a reason, revocably."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.services.rule_levels import (
    LowerRule,
    RestoreRule,
    RuleShare,
    lower_level,
    lower_rule,
    restore_rule,
    rule_shares,
)
from ui.actions.front import Front
from ui.dialogs.reason import ReasonDialog
from ui.models.rows import Column
from ui.pages.settings.tab import ListTab
from ui.text import Words


def level_columns(words: Words) -> tuple[Column[RuleShare], ...]:
    """One rule a line."""
    return (
        Column(words("levels.rule"), lambda one: one.title, tip=lambda one: one.rule, width=260),
        Column(words("levels.level"), lambda one: words(f"level.{one.level.value}") if one.level else "—",
               lambda one: one.level.value if one.level else None, width=140),
        Column(words("levels.hits"), lambda one: str(one.hits), width=90),
        Column(words("levels.false"), lambda one: str(one.false_alarms), width=90),
        Column(words("levels.share"), lambda one: f"{one.share:.0%}" if one.hits else "—", width=90),
        Column(words("levels.state"), partial(_advice, words), _advice_level, tip=_reason, width=220),
    )


def _advice(words: Words, share: RuleShare) -> str:
    if share.lowered is not None:
        return words("levels.lowered", level=words(f"level.{share.lowered.level.value}"))
    return words("levels.asks") if share.asks else ""


def _advice_level(share: RuleShare) -> str | None:
    if share.lowered is not None:
        return "grey"
    return "amber" if share.asks else None


def _reason(share: RuleShare) -> str:
    return share.lowered.reason if share.lowered is not None else share.rule


class LevelsTab(ListTab[RuleShare]):
    """The rules with 调低 and 恢复."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(front, "levels.hint", "levels.list", level_columns(front.words), parent)
        self.lower_button = self.button("levels.lower", "primary")
        self.restore_button = self.button("levels.restore")
        self.add_buttons(self.restore_button, self.lower_button,
                         needing_row=(self.restore_button, self.lower_button))
        self.lower_button.clicked.connect(self.lower)
        self.restore_button.clicked.connect(self.restore)

    def reload(self) -> None:
        """Count anew."""
        self.front.ask(self, partial(rule_shares, self.front.desk, self.front.actor), self.show_rows)

    @Slot()
    def refresh_buttons(self, *_args: object) -> None:
        """A rule that has a lower level can be lowered, a lowered one restored."""
        super().refresh_buttons()
        share = self.selected()
        if hasattr(self, "restore_button"):
            self.lower_button.setEnabled(share is not None and lower_level(share) is not None)
            self.restore_button.setEnabled(share is not None and share.lowered is not None)

    @Slot()
    def lower(self) -> None:
        """Ask why."""
        share = self.selected()
        lower = lower_level(share) if share is not None else None
        if share is None or share.level is None or lower is None:
            return
        words = self.front.words
        hint = words("levels.lower.hint", rule=share.title, level=words(f"level.{share.level.value}"),
                     lower=words(f"level.{lower.value}"))
        self.dialog = ReasonDialog(words, self, hint)
        self.dialog.setObjectName(share.rule)
        self.dialog.accepted.connect(self.on_reason)
        self.ask(self.dialog)

    @Slot()
    def on_reason(self) -> None:
        """Forward to the use case."""
        command = LowerRule(self.front.actor, self.dialog.objectName(), self.dialog.reason)
        self.front.do(self, lower_rule, command, self.on_lowered)

    @Slot()
    def restore(self) -> None:
        """Take it back."""
        share = self.selected()
        if share is not None and share.lowered is not None:
            command = RestoreRule(self.front.actor, share.lowered.id, share.lowered.version)
            self.front.do(self, restore_rule, command, self.on_restored)

    @Slot(object)
    def on_lowered(self, _lowered: object) -> None:
        """Say so."""
        self.front.say("green", "levels.done")
        self.reload()

    @Slot(object)
    def on_restored(self, _restored: object) -> None:
        """Say so."""
        self.front.say("green", "levels.restored")
        self.reload()
