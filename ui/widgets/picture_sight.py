"""What is drawn over a picture or a page that is looked at: lines that were read in it, and findings."""

from dataclasses import dataclass, field

from reviewer_app.domain.page_layout import PageBlocks
from ui.widgets.layouts import MarkSet, RegionMark

READ = "read"
"""State of a line that was read and holds no finding: it is framed and means nothing."""

NOTHING = 0
"""Number of such a line: no finding has it."""


@dataclass(frozen=True, slots=True)
class PictureSight:
    """The text of one picture with its offsets, the findings in it, and rectangles of findings and of lines."""

    blocks: PageBlocks = field(default_factory=PageBlocks)
    marks: MarkSet = field(default_factory=MarkSet)
    regions: tuple[RegionMark, ...] = ()
