"""Ids: 26 characters that sort by the time they were made (the ULID form), unique on this machine."""

import secrets
import threading
import time
from collections.abc import Callable
from typing import Final

ID_CHARS: Final = 26
_RANDOM_BITS: Final = 80
_TIME_LIMIT: Final = 1 << 48
# Crockford's alphabet: without I, L, O and U an id read aloud cannot be misheard.
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class TimeOrderedIds:
    """Makes ids; each is greater than the one before, also within a millisecond or when the clock steps back."""

    def __init__(self, now_ns: Callable[[], int] = time.time_ns) -> None:
        self._now_ns = now_ns
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        """The next id."""
        milliseconds = self._now_ns() // 1_000_000
        if not 0 <= milliseconds < _TIME_LIMIT:
            message = "the clock stands outside the years an id can carry"
            raise OverflowError(message)
        # The top random bit stays free, so that counting up within a millisecond never reaches the time.
        fresh = milliseconds << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS - 1)
        with self._lock:
            self._last = max(fresh, self._last + 1)
            return _written(self._last)


def _written(number: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (ID_CHARS - 1), -1, -5))


new_id: Final = TimeOrderedIds()
"""The program's maker of ids; bootstrap hands it to whoever makes something."""
