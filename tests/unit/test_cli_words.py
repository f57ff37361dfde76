"""Every member of an enum that the command line shows has its word."""

from enum import StrEnum

import pytest

from reviewer_app.cli.main import COMMANDS
from reviewer_app.domain.document import FileKind, UnreadReason
from reviewer_app.domain.findings import Action, FindingType, Level
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import NamesMode, Proposal
from reviewer_app.text import catalogue


@pytest.mark.parametrize(
    ("prefix", "members"),
    [
        ("kind.", FileKind),
        ("names.", NamesMode),
        ("type.", FindingType),
        ("action.", Action),
        ("attribute.", Proposal),
        ("audience.", Audience),
        ("unread.", UnreadReason),
        ("cli.check.level.", Level),
    ],
)
def test_every_member_has_its_word(prefix: str, members: type[StrEnum]) -> None:
    assert {prefix + member.value for member in members} - catalogue().keys() == set()


def test_every_command_has_its_line_of_help() -> None:
    assert {f"cli.{name}.help" for name in COMMANDS} <= catalogue().keys()
