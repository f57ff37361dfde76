"""Whom a document is sent to, and so which way it goes (resources/rules/addressees.yaml, rulebook §5.6).

An office's own sections alone make a paper internal; one lower office or the public among them does not.
"""

import re
from enum import StrEnum
from functools import cache
from typing import Final

from reviewer_app.rules.phrases import phrases_of
from reviewer_app.rules.strict_yaml import read_mapping

FILE: Final = "rules/addressees.yaml"


class Addressed(StrEnum):
    """The kind of addressee, in the order in which one decides for all."""

    PUBLIC = "public"
    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"
    PARTY = "party"
    BESIDE = "beside"


@cache
def _kinds() -> dict[Addressed, str]:
    return {Addressed(kind): phrases for kind, phrases in read_mapping(FILE)["kinds"].items()}


def addressed(addressee: str | None) -> Addressed | None:
    """The kind of the addressee as written in the text; None for none, or one that is no office or person."""
    parts = [part.strip() for part in re.split(r"[，,、；;\s]", addressee or "") if part.strip()]
    found = {kind for part in parts if (kind := _kind_of(part))}
    return next((kind for kind in Addressed if kind in found), None)


def _kind_of(part: str) -> Addressed | None:
    return next((kind for kind, phrases in _kinds().items() if phrases_of(FILE, phrases).search(part)), None)
