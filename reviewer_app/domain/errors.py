"""One error per cause that a user can act on.

An error carries the key of its message in `resources/text/` and the values to fill in; `reviewer_app.text`
makes the sentence at the border (command line, window). Values are names of files, people of the office,
dates and counts: never document text or personal data of third persons.
"""

from reviewer_app.domain.board_errors import NotABoard as NotABoard
from reviewer_app.domain.board_errors import PostingPeriod as PostingPeriod
from reviewer_app.domain.faults import Fault as Fault
from reviewer_app.domain.faults import ReviewerError as ReviewerError
from reviewer_app.domain.reading_errors import FileBomb as FileBomb
from reviewer_app.domain.reading_errors import FileDamaged as FileDamaged
from reviewer_app.domain.reading_errors import FileEmpty as FileEmpty
from reviewer_app.domain.reading_errors import FileEncrypted as FileEncrypted
from reviewer_app.domain.reading_errors import FileHostile as FileHostile
from reviewer_app.domain.reading_errors import FileIsOfd as FileIsOfd
from reviewer_app.domain.reading_errors import FileMislabelled as FileMislabelled
from reviewer_app.domain.reading_errors import FileMissing as FileMissing
from reviewer_app.domain.reading_errors import FileNeedsConversion as FileNeedsConversion
from reviewer_app.domain.reading_errors import FileTooDeep as FileTooDeep
from reviewer_app.domain.reading_errors import FileTooLarge as FileTooLarge
from reviewer_app.domain.reading_errors import FileUnsupported as FileUnsupported
from reviewer_app.domain.reading_errors import NoPicture as NoPicture
from reviewer_app.domain.reading_errors import NoWriter as NoWriter
from reviewer_app.domain.reading_errors import PublicVersionDiffers as PublicVersionDiffers
from reviewer_app.domain.reading_errors import PublicVersionNotClean as PublicVersionNotClean
from reviewer_app.domain.reading_errors import ReaderDied as ReaderDied
from reviewer_app.domain.reading_errors import ReaderTimedOut as ReaderTimedOut
from reviewer_app.domain.reading_errors import SecrecyMarked as SecrecyMarked
from reviewer_app.domain.reading_errors import UnreadableFile as UnreadableFile
from reviewer_app.domain.station_errors import StationKeyDamaged as StationKeyDamaged
from reviewer_app.domain.station_errors import StationKeyExists as StationKeyExists
from reviewer_app.domain.station_errors import StationKeyForeign as StationKeyForeign
from reviewer_app.domain.station_errors import StationKeyMissing as StationKeyMissing
from reviewer_app.domain.station_errors import StationKeyUnsafe as StationKeyUnsafe


class UsageFault(ReviewerError):
    """Wrong usage of a command (exit status 2)."""

    key = "error.usage"


class NotOverwritten(UsageFault):
    """What was asked for would take the place of the office's own data, a device or a folder: `name`."""

    key = "error.not_overwritten"


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


class DowngradeLosesRows(ReviewerError):
    """Going back below `revision` would drop `rows` that an older program does not know."""

    key = "error.downgrade_loses_rows"


class DatabaseBusy(ReviewerError):
    """Another process holds the database longer than the busy timeout."""

    key = "error.database_busy"


class DatabaseDamaged(ReviewerError):
    """SQLite reports corruption, or a blob does not match its hash."""

    key = "error.database_damaged"


class BackupDamaged(ReviewerError):
    """The backup file is incomplete or changed."""

    key = "error.backup_damaged"


class SettingsDamaged(ReviewerError):
    """The settings file cannot be read, or holds a key or a value that is not declared: `file`, `detail`."""

    key = "error.settings_damaged"


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


class RuleFileRefused(ReviewerError):
    """A table of rule data (calendar, 责任表) that cannot be right: `fault`, a key, and `row` (0: the whole)."""

    key = "error.rule_file"


class RulesChanged(ReviewerError):
    """Somebody else changed the office's own rules first: `who`, `when`."""

    key = "error.rules_changed"


class DecisionIncomplete(ReviewerError):
    """What a step still lacks: `missing`, a list of keys joined by commas. Nothing of this command was kept."""

    key = "error.decision_incomplete"


class SecondPersonNeeded(ReviewerError):
    """Who proposed that a value be kept cannot confirm it himself."""

    key = "error.second_person"


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


class NothingToScan(ReviewerError):
    """A folder to be scanned holds no file at all."""

    key = "error.nothing_to_scan"


class ReportOverOriginal(ReviewerError):
    """A back-scan's report would be written over one of the scanned files: `name`."""

    key = "error.report_over_original"


class OutsideWindow(NotReleasable):
    """An entry may only be moved within its judged window: `first`, `last` (finished words)."""

    key = "error.outside_window"


class DisplayRunning(NotReleasable):
    """期满撤下 before the display period ended."""

    key = "error.display_running"


class CorrectionNotOnline(NotReleasable):
    """A correction is closed only once the corrected item is online."""

    key = "error.correction_not_online"


class PlacesLeft(ReviewerError):
    """A take-down is closed only once every address and board was ticked: `count` are left."""

    key = "error.places_left"


class TemplateUnusable(ReviewerError):
    """A form's template of the office cannot be used: `name` of the file, `detail` says which places."""

    key = "error.template_unusable"


class FileNotWritten(ReviewerError):
    """A file the user asked for could not be written where he wanted it: `name`, `detail`."""

    key = "error.file_not_written"


class LogNotWhole(ReviewerError):
    """The log does not hold (`count` places), so that nobody should vouch for it."""

    key = "error.log_not_whole"


class SeveralPersons(ReviewerError):
    """The name fits several people: `name`."""

    key = "error.several_persons"


class TimestampRefused(ReviewerError):
    """A timestamp service's answer is of no use here: `refusal`, a key of `timestamp.refusal.*`. Nothing was kept."""

    key = "error.timestamp_refused"


class CertificateUnusable(ReviewerError):
    """A file with certificates of a timestamp service cannot be read: `name`."""

    key = "error.certificate_unusable"
