"""What a verification says: problems with a stable code, a place and a detail, and what was proven how far."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

MAX_PROBLEMS: Final = 1000
"""A log that was exchanged as a whole would give a problem an entry; nobody reads more than this."""


class Code(StrEnum):
    """What fails to hold."""

    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    KEYS_REFUSED = "keys_refused"
    ENTRY_REFUSED = "entry_refused"
    HISTORY_REFUSED = "history_refused"
    LOG_CUT_SHORT = "log_cut_short"
    CHECKPOINT_REFUSED = "checkpoint_refused"
    CHECKPOINT_BEYOND = "checkpoint_beyond"
    CHECKPOINT_CONTRADICTED = "checkpoint_contradicted"
    ANCHOR_REFUSED = "anchor_refused"
    ANCHOR_BEYOND = "anchor_beyond"
    ANCHOR_CONTRADICTED = "anchor_contradicted"
    PERSON_KEY_NOT_LOGGED = "person_key_not_logged"
    SIGNATURE_ABSENT = "signature_absent"
    SIGNOFF_REUSED = "signoff_reused"
    SIGNOFF_REFUSED = "signoff_refused"
    SIGNOFF_NOT_LOGGED = "signoff_not_logged"
    SIGNOFF_NOT_THE_ACTOR = "signoff_not_the_actor"
    SIGNOFF_OTHER_ITEM = "signoff_other_item"
    SIGNOFF_MISSING = "signoff_missing"
    RECEIPT_REFUSED = "receipt_refused"
    RECEIPT_CONTRADICTED = "receipt_contradicted"
    COSIGNATURE_MISSING = "cosignature_missing"
    COSIGNATURE_NOT_THE_ACTOR = "cosignature_not_the_actor"
    TIMESTAMP_MISSING = "timestamp_missing"
    TIMESTAMP_NOT_LOGGED = "timestamp_not_logged"
    TIMESTAMP_REFUSED = "timestamp_refused"
    PACKAGE_CHANGED = "package_changed"
    PACKAGE_UNSIGNED = "package_unsigned"


class Problem(NamedTuple):
    """One thing that fails to hold: where (file, entry, table:key), and a detail without document text."""

    code: Code
    where: str
    detail: str = ""


class PaperFile(NamedTuple):
    """A published file that only paper covers; `seq` is the entry of the paper sign-off that names its hash.

    None: the log is from before such entries named hashes, so that nothing but the paper itself ties the file.
    """

    where: str
    seq: int | None


class Cosigned(NamedTuple):
    """`witness` (name of the key) says that the first `size` entries were there at `time` (seconds since 1970)."""

    size: int
    witness: str
    time: int
    trusted: bool
    """Whether the verifying person gave this key himself, so that it vouches from outside."""


class StampFile(NamedTuple):
    """A timestamp that the log has: over the checkpoint of `size`, whose text has this SHA-256 (hex)."""

    where: str
    size: int
    digest: str


class Problems:
    """Collects problems up to `MAX_PROBLEMS` and counts the rest."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.further = 0

    def add(self, code: Code, where: str, detail: object = "") -> None:
        """Note a problem."""
        if len(self.found) < MAX_PROBLEMS:
            self.found.append(Problem(code, where, str(detail)))
        else:
            self.further += 1


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The outcome for an export.

    Entries before `anchored_size` agree with something kept outside this machine: an anchor given by the person
    who verifies, or a cosignature of a witness whose key he gave. Those before `signed_size` agree with a
    checkpoint of the station, which proves their order only as far as nobody had the station key. `on_paper` are
    published files that no electronic sign-off names but a paper one covers: a person must compare them with the
    paper. `changed_within` are first and last entry, counted from 1, between which the log first
    departs from a checkpoint or an anchor. `further` counts problems beyond those listed.
    `cosigned` are co-signatures that hold; `timestamps` are those that the log has, not yet verified themselves.
    """

    entries: int
    root: bytes
    anchored_size: int
    signed_size: int
    checkpoints: int
    signoffs: int
    receipts: int
    packages: int
    problems: tuple[Problem, ...]
    further: int = 0
    on_paper: tuple[PaperFile, ...] = ()
    changed_within: tuple[int, int] | None = None
    cosigned: tuple[Cosigned, ...] = ()
    timestamps: tuple[StampFile, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.problems

    @property
    def unanchored(self) -> int:
        """Number of entries that nothing outside this machine vouches for."""
        return self.entries - self.anchored_size
