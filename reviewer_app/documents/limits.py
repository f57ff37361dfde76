"""Limits of reading, each with its own error: what comes from outside is bounded before it is parsed.

Sizes are bytes. The numbers are far above what an office publishes (the largest real package seen is below 20 MB)
and far below what hurts the machine a reviewer works on.
"""

from typing import Final

MIB: Final = 1024 * 1024
MAX_FILE_BYTES: Final = 200 * MIB
"""A file above this is `FileTooLarge`."""

MAX_MEMBERS: Final = 10_000
"""An archive with more members is a `FileBomb`."""

MAX_UNPACKED_BYTES: Final = 1024 * MIB
"""An archive that unpacks to more is a `FileBomb`."""

MAX_PART_BYTES: Final = 128 * MIB
"""A single XML part above this is `FileTooLarge`: its tree would take ten times as much memory."""

MAX_RATIO: Final = 300
"""Unpacked to packed; above it, and above `RATIO_FREE_BYTES`, an archive is a `FileBomb`."""

RATIO_FREE_BYTES: Final = 64 * MIB
"""Up to this unpacked size any ratio is fine: long tables of like rows pack 200 : 1."""

MAX_NESTING: Final = 20
"""Tables in tables and boxes in boxes; deeper is `FileTooDeep`. XML itself ends at libxml2's 256 levels."""

MAX_SPAN: Final = 1_000
"""Columns or rows one cell can span; larger numbers count as this (Word itself has 63 columns)."""

MAX_PAGES: Final = 5_000
"""A PDF with more pages is `FileTooManyPages`."""

MAX_CELLS: Final = 5_000_000
"""A table or workbook with more cells is `FileTooManyCells`."""

MAX_SHEETS: Final = 1_000
"""A workbook with more sheets is `FileTooManySheets`."""
