"""What can be wrong with the station key, `DIR/station.key` (design §6; `domain.errors` hands them on)."""

from reviewer_app.domain.faults import ReviewerError


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


class StationKeyForeign(ReviewerError):
    """The station key is not the one this office was founded with: `name`. What it signs would never verify."""

    key = "error.station_key_foreign"
