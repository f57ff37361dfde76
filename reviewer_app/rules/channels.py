"""发布渠道: which audiences a channel serves and which outlet takes its packages (rulebook §6.2, F71)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.legal import Audience
from reviewer_app.rules.strict_yaml import read_mapping


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: `audiences` it may be used for, `outlet` by name."""

    id: str
    title: str
    audiences: frozenset[Audience]
    outlet: str


@cache
def channels() -> Mapping[str, Channel]:
    """All channels by id, in the order of the file."""
    return {
        id_: Channel(
            id=id_,
            title=entry["title"],
            audiences=frozenset(Audience(word) for word in entry["audiences"].split()),
            outlet=entry["outlet"],
        )
        for id_, entry in read_mapping("catalogue/channels.yaml").items()
    }


def channel(id_: str) -> Channel:
    """The channel with that id; raises `NotFound`."""
    try:
        return channels()[id_]
    except KeyError:
        raise NotFound(what="thing.channel", id=id_) from None
