"""What a public version must read as: the visible blocks after edits and cuts, computed apart from any writer."""

from collections.abc import Callable

from hypothesis import strategies as st

from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.domain.public_version import PublicPlan, SpanEdit

GOES = frozenset({BlockKind.COMMENT, BlockKind.DELETION, BlockKind.HIDDEN})
MOVED = frozenset({BlockKind.HEADER, BlockKind.FOOTER})


def expected(document: Document, plan: PublicPlan) -> list[str]:
    """Texts of the blocks that stay, edited; empty ones left out."""
    texts: list[str] = []
    for start, block in document.content():
        if block.kind in GOES or block.hidden or is_cut(block, plan):
            continue
        texts.append(edited(block.text, start, plan))
    return [text for text in texts if text.strip()]


def actual(document: Document) -> list[str]:
    """Texts of a document's blocks, empty ones left out."""
    return [block.text for _, block in document.content() if block.text.strip()]


def edited(text: str, start: int, plan: PublicPlan) -> str:
    """A block's text after the spans inside it."""
    for span in reversed(plan.spans):
        begin, end = span.start - start, span.end - start
        if begin >= 0 and end <= len(text):
            text = text[:begin] + span.replacement + text[end:]
    return text


def is_cut(block: Block, plan: PublicPlan) -> bool:
    """Whether a block stands in a cut column, row or table."""
    place = block.place
    if place.row is None:
        return False
    key = (place.table, place.sheet)
    return (
        any((cut.table, cut.sheet) == key and cut.column == place.column for cut in plan.columns)
        or any((cut.table, cut.sheet) == key and cut.row == place.row for cut in plan.rows)
        or any((cut.table, cut.sheet) == key for cut in plan.tables))


def span_plans(document: Document, editable: Callable[[Block], bool] = lambda _: True) -> st.SearchStrategy[PublicPlan]:
    """Plans of disjoint spans inside the visible blocks of a document."""
    places = [(start, block) for start, block in document.content()
              if block.text and block.kind not in GOES and not block.hidden and editable(block)]

    @st.composite
    def plans(draw: st.DrawFn) -> PublicPlan:
        spans: list[SpanEdit] = []
        for start, block in draw(st.lists(st.sampled_from(places), max_size=5, unique_by=lambda pair: pair[0])):
            begin = draw(st.integers(0, len(block.text) - 1))
            end = draw(st.integers(begin + 1, len(block.text)))
            spans.append(SpanEdit(start + begin, start + end, draw(st.text("某*办&<中", max_size=4))))
        return PublicPlan(tuple(sorted(spans)))

    return plans()
