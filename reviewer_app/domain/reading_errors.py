"""Reading and writing files: one error per cause that a user can act on (exit status 3)."""

from reviewer_app.domain.faults import ReviewerError


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


class PublicVersionDiffers(ReviewerError):
    """公开稿的画面在处理处以外也变了."""

    key = "error.public_version_differs"


class SecrecyMarked(ReviewerError):
    """A 密级 mark in the header zone: nothing is kept but time, actor and `level`'s word."""

    key = "error.secrecy_marked"


class NoPicture(ReviewerError):
    """An unread piece that only the office's own program can show: `name`."""

    key = "error.no_picture"
