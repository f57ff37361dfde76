"""Which rectangles of pictures have to go: where values that go were read in them (design §5, scanned pages)."""

from collections.abc import Iterable, Sequence

from reviewer_app.domain.document import Block, Mark, Place
from reviewer_app.domain.findings import Finding, FindingType
from reviewer_app.domain.public_version import Burn, Erase
from reviewer_app.rules.ocr_boxes import narrowed
from reviewer_app.rules.traces import Searcher


def burns(
    read: Sequence[tuple[int, Block]], going: Iterable[Finding], gone: Iterable[tuple[FindingType, str]],
    marks: Iterable[Mark] = (),
) -> tuple[Burn, ...]:
    """The rectangles of findings that go, and of every further place where a value that goes was read.

    A region marked by hand is its own rectangle. Of those the program saw itself (`marks`) a picture goes alone, and a
    seal in a scan leaves the letters under it.

    `read` are the blocks read from pictures with the offset of each in the document's text.
    """
    going = list(going)
    how = {mark.place: Erase.PICTURE if mark.own else Erase.RED for mark in marks}
    found = {burn for one in going if one.region for burn in _of(one.place, how.get(one.place, Erase.BOX))}
    ranges = [(f.start, f.end) for f in going if f.start is not None and f.end is not None]
    searcher = Searcher(gone)
    for start, block in read:
        end = start + len(block.text)
        spans = [span for span in ranges if start <= span[0] < end]
        spans += [(start + first, start + last) for _, first, last in searcher.occurrences(block.text)]
        for first, last in spans:
            found.update(_of(narrowed(block, first - start, last - start)))
    return tuple(sorted(found, key=str))


def _of(place: Place, how: Erase = Erase.BOX) -> Iterable[Burn]:
    return (Burn(box, place.page, place.part, how) for box in place.boxes)
