"""One page of what the search finds: titles and numbers first, then bodies, newest first in both.

The word index names those that may match, `holds` looks at each. A page is bounded by what it shows, and what is
looked at by what the index lets through.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, TextClause, text

from db.search_words import match_expression, one_character
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import FoundRow, Key, Rows

TITLES, BODIES = 0, 1
BEFORE: Final = 12
LENGTH: Final = 60
"""Characters of the body shown before the match, and in all."""

_COMMON: Final = """
SELECT items.serial, items.id, items.title, items.number, items."column", items.state,
       found_at(search_texts.body, :query) AS at,
       substr(search_texts.body, max(1, found_at(search_texts.body, :query) - :before), :length) AS snippet
FROM {source}
JOIN items ON items.serial = search_texts.serial
WHERE {among} AND {holds}
  AND (:mine IS NULL OR items.author = :mine OR items.entered_by = :mine)
ORDER BY {serial} DESC LIMIT :most
"""


def _indexed(words: str, holds: str) -> TextClause:
    """What a word index lets through."""
    return text(_COMMON.format(
        source=f"{words} JOIN search_texts ON search_texts.serial = {words}.rowid", serial=f"{words}.rowid",
        among=f"{words} MATCH :asked AND {words}.rowid < :below", holds=holds,
    ))


_HEAD: Final = "search_texts.title || char(10) || coalesce(search_texts.number, '')"
_IN_TITLE: Final = f"holds({_HEAD}, :query)"
STATEMENTS: Final = {
    TITLES: _indexed("search_titles", _IN_TITLE),
    BODIES: _indexed(
        "search_bodies", f"NOT {_IN_TITLE} AND holds({_HEAD} || char(10) || search_texts.body, :query)"
    ),
}
NEAR: Final = 2_000
"""So many of the newest titles are looked at themselves for one character. For a common one the index would put the
lists of all its bigrams together first, which takes longer the more items there are; for a rare one it is quick."""

_NEWEST: Final = (
    "search_texts.serial < :below AND search_texts.serial >= coalesce((SELECT serial FROM search_texts "
    "WHERE serial < :below ORDER BY serial DESC LIMIT 1 OFFSET :near), 0)"
)
NEWEST: Final = text(_COMMON.format(
    source="search_texts", serial="search_texts.serial", holds=_IN_TITLE, among=_NEWEST))
COMMON_NEAR: Final = 20
"""What so many of the newest titles hold is common: a list that is walked in its order meets it soon."""

_NEAR_TITLES: Final = text(
    "SELECT count(*) FROM (SELECT 1 FROM search_texts "  # noqa: S608 - our own words
    f"WHERE {_NEWEST} AND {_IN_TITLE} LIMIT :most)"
)
_TOP: Final = 2**62


def find(connection: Connection, query: str, mine: str | None, after: Key | None, limit: int) -> Rows[FoundRow]:
    """What holds every word of the query; of one person's items only where `mine` is given."""
    asked = match_expression(query)
    if asked is None:
        return Rows((), None)
    found: list[tuple[int, RowMapping]] = []
    began = int(after[0]) if after is not None else TITLES
    for phase in range(began, BODIES + 1):
        below = int(after[1]) if after is not None and phase == began else _TOP
        values = {"query": query, "asked": asked, "below": below, "mine": mine, "most": limit - len(found),
                  "before": BEFORE, "length": LENGTH}
        found += [(phase, row) for row in _phase(connection, phase, values)]
        if len(found) >= limit:
            break
    last = (found[-1][0], found[-1][1]["serial"]) if len(found) == limit else None
    return Rows(tuple(_row(row) for _, row in found), last)


def is_common(connection: Connection, query: str) -> bool:
    """Whether one character of a query stands in many titles, as the newest ones tell; words of more ask the index."""
    if not one_character(query):
        return False
    values = {"query": query, "below": _TOP, "near": NEAR, "most": COMMON_NEAR}
    return bool(connection.execute(_NEAR_TITLES, values).scalar_one() == COMMON_NEAR)


def _phase(connection: Connection, phase: int, values: dict[str, Any]) -> Sequence[RowMapping]:
    if phase == TITLES and one_character(values["query"]):
        near = connection.execute(NEWEST, {**values, "near": NEAR}).mappings().all()
        if len(near) == values["most"]:
            return near
    return connection.execute(STATEMENTS[phase], values).mappings().all()


def _row(row: RowMapping) -> FoundRow:
    return FoundRow(
        id=row["id"], title=row["title"], number=row["number"], column=row["column"], state=State(row["state"]),
        snippet=" ".join(row["snippet"].split()) if row["at"] else "",
    )
