"""One error per cause that a user can act on.

An error carries the key of its message in `resources/text/` and the values to fill in; `reviewer_app.text`
makes the sentence at the border (command line, window). Values are names of files, people of the office,
dates and counts: never document text or personal data of third persons.
"""

from typing import ClassVar


class ReviewerError(Exception):
    """The world's fault: shown to the user with what happened, what was kept and what to do."""

    key: ClassVar[str] = "error.unknown"

    def __init__(self, **values: str | int) -> None:
        super().__init__(self.key)
        self.values: dict[str, str | int] = values

    @property
    def code(self) -> str:
        """The stable name other programs see in `--json` mode: the key without its first word."""
        return self.key.partition(".")[2]


class UsageFault(ReviewerError):
    """Wrong usage of a command (exit status 2)."""

    key = "error.usage"


# --- reading files (exit status 3) -----------------------------------------------------------------


class UnreadableFile(ReviewerError):
    """A file that could not be read; the base of every reading error. `name` is the file's name."""

    key = "error.unreadable"


class FileMissing(UnreadableFile):
    """Nothing at that path, or it may not be opened."""

    key = "error.file_missing"


class FileEncrypted(UnreadableFile):
    """The file wants a password."""

    key = "error.file_encrypted"


class FileEmpty(UnreadableFile):
    """The file has no bytes or no content at all."""

    key = "error.file_empty"


class FileDamaged(UnreadableFile):
    """The file is cut off or broken."""

    key = "error.file_damaged"


class FileMislabelled(UnreadableFile):
    """The name says one kind, the bytes say another: `named`, `found`."""

    key = "error.file_mislabelled"


class FileTooLarge(UnreadableFile):
    """The file is larger than the limit: `limit` in MiB."""

    key = "error.file_too_large"


class FileBomb(UnreadableFile):
    """An archive that would unpack to far more than it should."""

    key = "error.file_bomb"


class FileHostile(UnreadableFile):
    """An external entity or another construct that only an attack uses."""

    key = "error.file_hostile"


class FileTooDeep(UnreadableFile):
    """Structures nested beyond what any office document has."""

    key = "error.file_too_deep"


class FileUnsupported(UnreadableFile):
    """A kind that is not read at all."""

    key = "error.file_unsupported"


class FileNeedsConversion(UnreadableFile):
    """doc, wps, et where LibreOffice is not installed or failed: 请用 WPS 打开，另存为 .docx 后再导入."""

    key = "error.file_needs_conversion"


class FileIsOfd(UnreadableFile):
    """ofd: has its own message."""

    key = "error.file_is_ofd"


class ReaderDied(UnreadableFile):
    """The worker died or went over its memory limit on this file; other files are not affected."""

    key = "error.reader_died"


class ReaderTimedOut(UnreadableFile):
    """The worker made no progress within its time limit and was stopped."""

    key = "error.reader_timed_out"


class NoWriter(ReviewerError):
    """此格式暂不能生成公开稿."""

    key = "error.no_writer"


class PublicVersionNotClean(ReviewerError):
    """The second scan found something that no decision covers: `count`."""

    key = "error.public_version_not_clean"


class SecrecyMarked(ReviewerError):
    """A 密级 mark in the header zone: nothing is kept but time, actor and `level`'s word."""

    key = "error.secrecy_marked"


# --- people ----------------------------------------------------------------------------------------


class NotPermitted(ReviewerError):
    """The actor's roles do not grant `permission`."""

    key = "error.not_permitted"


class AuthorMayNot(ReviewerError):
    """Who authored any revision of an item may neither pass nor sign it."""

    key = "error.author_may_not"


class WrongPassword(ReviewerError):
    """The sealed key did not open."""

    key = "error.wrong_password"


class KeyLocked(ReviewerError):
    """The person's key is locked; the password is asked again."""

    key = "error.key_locked"


class NotAuthorised(ReviewerError):
    """No written authorisation covers this column on this day."""

    key = "error.not_authorised"


# --- items and decisions ---------------------------------------------------------------------------


class NotFound(ReviewerError):
    """No such thing: `what`, `id`."""

    key = "error.not_found"


class IllegalTransition(ReviewerError):
    """The state does not allow it: `state`, `wanted`."""

    key = "error.illegal_transition"


class StaleDecision(ReviewerError):
    """Somebody else decided first: `who`, `when`, `state`. Nothing of this command was kept."""

    key = "error.stale_decision"


class AlreadyClaimed(ReviewerError):
    """Somebody else has the item: `who`, `when`."""

    key = "error.already_claimed"


class CannotHandIn(ReviewerError):
    """What is missing before a package can be handed in: `missing`, a list of keys joined by commas."""

    key = "error.cannot_hand_in"


class CannotPass(ReviewerError):
    """What is missing before an item can be passed: `missing`, a list of keys joined by commas."""

    key = "error.cannot_pass"


class CannotSign(ReviewerError):
    """What is missing before an item can be signed: `missing`."""

    key = "error.cannot_sign"


class ReasonRequired(ReviewerError):
    """Overruling a red, or withholding, wants a reason."""

    key = "error.reason_required"


class AmendmentMismatch(ReviewerError):
    """The new revision differs from the listed amendments: `count` further differences."""

    key = "error.amendment_mismatch"


class AudienceMismatch(ReviewerError):
    """A public version for one audience cannot enter the queue of a channel for another (F71)."""

    key = "error.audience_mismatch"


class NotReleasable(ReviewerError):
    """The re-check at go-live failed: `reason` (changed bytes, expired exemption, withdrawn signature…)."""

    key = "error.not_releasable"


class OutletFailed(ReviewerError):
    """The outlet could not take the package: `reason`. Nothing half-delivered was left."""

    key = "error.outlet_failed"


# --- home, database, log ---------------------------------------------------------------------------


class HomeMissing(ReviewerError):
    """There is no office in this folder."""

    key = "error.home_missing"


class HomeExists(ReviewerError):
    """The folder already holds an office (or is not a demo's)."""

    key = "error.home_exists"


class HomeOnNetwork(ReviewerError):
    """SQLite on a network share loses data; refused."""

    key = "error.home_on_network"


class SchemaTooNew(ReviewerError):
    """The database was written by a newer version: `found`, `known`."""

    key = "error.schema_too_new"


class DatabaseBusy(ReviewerError):
    """Another process holds the database longer than the busy timeout."""

    key = "error.database_busy"


class DatabaseDamaged(ReviewerError):
    """SQLite reports corruption, or a blob does not match its hash."""

    key = "error.database_damaged"


class BackupDamaged(ReviewerError):
    """The backup file is incomplete or changed."""

    key = "error.backup_damaged"


class Fault(Exception):
    """Our own fault (exit status 70): a state that correct code never reaches. Holds ids and counts only."""


class SettingsDamaged(ReviewerError):
    """The settings file cannot be read, or holds a key or a value that is not declared: `file`, `detail`."""

    key = "error.settings_damaged"


class StationKeyMissing(ReviewerError):
    """No station key where it should be: without it nothing can be added to the log's checkpoints. `name`."""

    key = "error.station_key_missing"


class StationKeyExists(ReviewerError):
    """There is a station key already; it is never replaced. `name`."""

    key = "error.station_key_exists"


class StationKeyUnsafe(ReviewerError):
    """Others may read the station key: `name`, `mode`."""

    key = "error.station_key_unsafe"


class StationKeyDamaged(ReviewerError):
    """The station key's file is not what was written: `name`."""

    key = "error.station_key_damaged"


class OfficeExists(ReviewerError):
    """There is an office in this home already; it is founded once."""

    key = "error.office_exists"


class RolesConflict(ReviewerError):
    """An administrator sees no text and decides nothing, an auditor only reads: neither goes with another role."""

    key = "error.roles_conflict"


class LastAdministrator(ReviewerError):
    """Without an active administrator nobody could manage people any more."""

    key = "error.last_administrator"


class PersonKeyExists(ReviewerError):
    """The person has a key; it is retired by an administrator before another is made."""

    key = "error.person_key_exists"


class DecisionIncomplete(ReviewerError):
    """What a step still lacks: `missing`, a list of keys joined by commas. Nothing of this command was kept."""

    key = "error.decision_incomplete"


class RouteUnfinished(ReviewerError):
    """An earlier step of the route is still open: `step`."""

    key = "error.route_unfinished"


class IssuedWording(ReviewerError):
    """The wording of an issued document cannot be changed; cuts, attribute and corrections remain."""

    key = "error.issued_wording"


class StorageFailed(ReviewerError):
    """The disk is full, read-only or failing: `detail`. Nothing of this command was kept."""

    key = "error.storage_failed"


class ReadingCancelled(UnreadableFile):
    """The user stopped the reading of this file."""

    key = "error.reading_cancelled"


class FileTooManyPages(UnreadableFile):
    """More pages than are read: `limit`."""

    key = "error.file_too_many_pages"


class FileTooManyCells(UnreadableFile):
    """Tables with more cells than are read: `limit`."""

    key = "error.file_too_many_cells"


class FileTooManySheets(UnreadableFile):
    """A workbook with more sheets than are read: `limit`."""

    key = "error.file_too_many_sheets"


class TooManyFiles(ReviewerError):
    """More files dropped at once than a package can have: `count` at least, `limit`."""

    key = "error.too_many_files"
