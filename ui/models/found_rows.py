"""Columns of what the search found: how one `FoundRow` is shown."""

from reviewer_app.ports.read_models import FoundRow
from ui.models.rows import Column
from ui.text import Words


def columns(words: Words) -> tuple[Column[FoundRow], ...]:
    """Title with the number below it, the place in the text, the state."""
    return (
        Column(words("search.column.title"), lambda row: f"{row.title}\n{row.number or '—'}",
               tip=lambda row: row.title, width=330),
        Column(words("search.column.text"), lambda row: row.snippet or "—", tip=lambda row: row.snippet, width=420),
        Column(words("search.column.state"), lambda row: words(f"state.{row.state}"), width=90),
    )
