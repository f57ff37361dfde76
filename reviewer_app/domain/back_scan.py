"""Back-scan (存量排查) of what was already published: what one file comes to, masked where it is read.

These values are all that leaves a scanning worker, so nothing in them is personal data in clear: values and names
in paths are masked before they are sent.
"""

from dataclasses import dataclass
from enum import StrEnum

from reviewer_app.domain.document import Place

SAMPLES = 5
"""Masked values and line or row numbers given as examples of one problem; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Findings of one kind at one place of a file.

    `kind` is a `FindingType` or `unread.<UnreadReason>`; `spots` are lines of the text, rows of a table (`rows`), or
    pages. `label` is the number of the path (in `Examined.labels`) that a problem of the file's name belongs to.
    """

    kind: str
    place: Place
    count: int
    blocks: bool
    header: str | None = None
    samples: tuple[str, ...] = ()
    spots: tuple[int, ...] = ()
    label: int | None = None
    rows: bool = False


class FileState(StrEnum):
    """What a file came to."""

    READ = "read"
    UNREADABLE = "unreadable"
    MARKED = "marked"  # 密级标志: nothing is kept but the level's word


@dataclass(frozen=True, slots=True)
class Examined:
    """One content, under all the paths it was found at.

    `labels` are those paths, masked, in the order asked; `error` is the code of a reading error and `detail` its
    values without the file's name.
    """

    state: FileState
    labels: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    error: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    level: str = ""

    @property
    def blocks(self) -> bool:
        """Whether anything in it should not have been published, or nobody could read."""
        return self.state is FileState.MARKED or any(problem.blocks for problem in self.problems)


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """One path of the folder in the report: masked path, size in bytes, and what its content came to.

    `fingerprint` is the first characters of the SHA-256 of the bytes, which tells like-named files apart; empty
    where nothing was read or nothing may be kept.
    """

    path: str
    size: int
    fingerprint: str
    state: FileState
    problems: tuple[Problem, ...] = ()
    error: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    level: str = ""
    same_as: str = ""

    @property
    def blocks(self) -> bool:
        """Whether it holds something that should not have been published."""
        return self.state is FileState.MARKED or any(problem.blocks for problem in self.problems)


class NotEntered(StrEnum):
    """Why something in the folder was not looked into."""

    FOLDER = "folder"  # may not be opened
    LINK = "link"  # a link to a folder: followed, it could lead anywhere or in a circle
    SPECIAL = "special"  # a pipe, a device


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a back-scan found. `total` counts the files there are, `files` those that were looked at."""

    folder: str
    files: tuple[ScannedFile, ...]
    total: int
    not_entered: tuple[tuple[str, NotEntered], ...] = ()
    hidden: int = 0
    complete: bool = True
    resumed: int = 0

    @property
    def blocks(self) -> bool:
        """Whether any file blocks."""
        return any(file.blocks for file in self.files)

    @property
    def unreadable(self) -> int:
        """How many files or folders could not be read; links and pipes are no documents."""
        shut = sum(why is NotEntered.FOLDER for _, why in self.not_entered)
        return sum(file.state is FileState.UNREADABLE for file in self.files) + shut
