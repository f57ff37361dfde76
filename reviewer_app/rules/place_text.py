"""Where something stands, in words."""

from reviewer_app.domain.document import Place
from reviewer_app.text import say


def place_text(place: Place) -> str:
    """Where it stands, as far as it is known: page, sheet, table, row and column."""
    pieces = [
        say(f"cli.place.{name}", value=value)
        for name, value in (
            ("page", place.page), ("sheet", place.sheet), ("table", place.table), ("row", place.row),
            ("column", place.column),
        )
        if value is not None
    ]
    return " ".join(pieces) or say("place.text")
