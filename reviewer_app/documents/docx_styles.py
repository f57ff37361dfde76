"""What a docx's styles say that reading needs: which are headings, which hide their text."""

from typing import Any, NamedTuple

from reviewer_app.documents import docx_names as w

HEADING_LEVELS = "012345678"
MAX_CHAIN = 20


class Styles(NamedTuple):
    """Ids of the styles that make a heading and of those that hide text."""

    headings: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


class _Style(NamedTuple):
    based_on: str | None
    heading: bool
    hidden: bool


def read(root: Any) -> Styles:  # noqa: ANN401 — lxml element
    """Read `word/styles.xml`; a style inherits from what it is based on."""
    found = {element.get(w.STYLE_ID) or "": _style(element) for element in root.iter(w.STYLE)}
    return Styles(
        frozenset(key for key in found if any(style.heading for style in _chain(found, key))),
        frozenset(key for key in found if any(style.hidden for style in _chain(found, key))),
    )


def _style(element: Any) -> _Style:  # noqa: ANN401 — lxml element
    name = element.find(w.STYLE_NAME)
    based_on = element.find(w.BASED_ON)
    level = element.find(f"{w.PPR}/{w.OUTLINE}")
    vanish = element.find(f"{w.RPR}/{w.VANISH}")
    lowered = (name.get(w.VAL) or "").lower() if name is not None else ""
    return _Style(
        None if based_on is None else based_on.get(w.VAL),
        lowered.startswith(("heading ", "title", "标题")) or (level is not None and is_heading_level(level.get(w.VAL))),
        vanish is not None and w.is_on(vanish.get(w.VAL)),
    )


def is_heading_level(value: str | None) -> bool:
    """Outline levels 0–8 are headings, 9 is body text."""
    return value is not None and len(value) == 1 and value in HEADING_LEVELS


def _chain(found: dict[str, _Style], key: str | None) -> list[_Style]:
    chain: list[_Style] = []
    while key in found and len(chain) < MAX_CHAIN:
        chain.append(found[key])
        key = found[key].based_on
    return chain
