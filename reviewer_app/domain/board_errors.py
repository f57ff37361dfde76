"""Why a notice is not printed for the board, or its posting not recorded (`domain.errors` hands them on)."""

from reviewer_app.domain.faults import ReviewerError


class NotABoard(ReviewerError):
    """Only what goes to a board is printed and posted; this entry goes to `channel`."""

    key = "error.not_a_board"


class PostingPeriod(ReviewerError):
    """A notice cannot come down before it was put up."""

    key = "error.posting_period"
