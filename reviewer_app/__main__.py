"""Where the program starts: worker first, then what holds for every run, then the command line."""

import gc
import sys
from types import TracebackType

EXIT_FAULT = 70
EXIT_INTERRUPTED = 130
WORKER_FLAG = "--worker"
READING = frozenset({"check", "text", "explain", "redact"})
"""Commands that read files at once: their worker gets ready while the program itself is still being imported."""


def main() -> int:
    """Run the program; returns its exit status.

    The worker is dispatched before anything else is imported: it must be small, quick and know nothing of the rest.
    """
    if sys.argv[1:2] == [WORKER_FLAG]:
        from reviewer_app.bootstrap import worker

        return worker.main()
    if getattr(sys, "frozen", False):  # nobody else needs it, and it brings a dozen modules along
        import multiprocessing

        multiprocessing.freeze_support()
    from reviewer_app.adapters.platform import hold_standard_streams, set_private_umask

    hold_standard_streams()
    set_private_umask()
    sys.excepthook = _report_fault  # for errors after `main`, and in threads' shutdown
    # Documents are tens of thousands of small frozen values without cycles; at the default thresholds the
    # collector takes as long as the reading itself.
    reads = bool(sys.argv[1:2]) and sys.argv[1] in READING
    gc.set_threshold(1_000_000 if reads else 100_000, 20, 50)  # a command ends before garbage matters
    from reviewer_app.documents import head_start

    if reads and "--help" not in sys.argv:
        head_start.begin()
    try:
        from reviewer_app.cli.main import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while the command line is still being imported; later `run` says so itself
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 — the last border: what nobody below foresaw ends with status 70
        _report_fault(type(error), error, error.__traceback__)
        return EXIT_FAULT
    finally:
        head_start.end()


def _report_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Last border: our own fault. Classes and places only, since a message could hold text of a document."""
    import traceback

    from reviewer_app.text import say

    del error
    print(say("error.unknown"), file=sys.stderr)  # noqa: T201 — the window and the command line are gone
    for frame in traceback.extract_tb(trace):
        print(f"  {frame.name} {frame.filename}:{frame.lineno}", file=sys.stderr)  # noqa: T201 — as above
    print(f"  {kind.__module__}.{kind.__qualname__}", file=sys.stderr)  # noqa: T201 — as above
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
